"""The words for the models of a survey: names of its variables, and what suits its kind of outcome.

The usual labels are worded for a survey of alliances whose outcome is a score. Where a study is
of something else, others take their place: those of ``survey_general.yaml``, whose keys are the
usual ones after what they are for: ``firms.`` (other groups than allied and independent), the
kind of the outcome (``binary.`` …), ``raw.`` (coefficients in the units of the variables),
``weighted.`` (errors by the sample design), ``held.`` (controls beside the predictors), and
``unstructured.`` (alliances, of which the study does not say what makes them well structured).
"""

from __future__ import annotations

from collections.abc import Mapping

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import control_texts
from alianzas.survey.drivers.driver_frame import has_design, kind_of
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.variables import variable_texts
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.sentences import quoted

Texts = dict[str, Mapping[str, str]]


def model_words(labels: Labels, questionnaire: Questionnaire, settings: SurveySettings) -> Labels:
    """Return the labels with the names of all variables, and those that suit the study."""
    return labels.with_texts(
        variable_names(questionnaire) | suited_texts(labels, questionnaire, settings)
    )


def variable_names(questionnaire: Questionnaire) -> Texts:
    """Return the names of all variables by the keys that tables, sentences and controls use."""
    texts: Texts = {}
    for name, variable in questionnaire.variables.items():
        texts[f"survey.construct.{name}"] = variable.label.by_language()
    return texts | variable_texts(questionnaire) | control_texts(questionnaire)


def suited_texts(labels: Labels, questionnaire: Questionnaire, settings: SurveySettings) -> Texts:
    """Return the labels that take the place of the usual ones, none for a survey of alliances."""
    fields = group_names(questionnaire, labels)
    if settings.drivers is not None and settings.drivers.outcome in questionnaire.variables:
        outcome = questionnaire.variables[settings.drivers.outcome]
        fields["outcome_name"] = outcome.with_article.by_language()
    found: Texts = _groups(questionnaire)
    for layer in layers(questionnaire, settings):
        for key in labels:
            if key.startswith(f"{layer}."):
                found[key.removeprefix(f"{layer}.")] = {
                    language: _filled(labels(key, language), language, fields)
                    for language in current_languages()
                }
    return found


def layers(questionnaire: Questionnaire, settings: SurveySettings) -> list[str]:
    """Return which sets of labels suit the study, from the most general to the most special."""
    found = [] if is_of_alliances(questionnaire) else ["firms"]
    if not found and settings.well_structured is None:
        found.append("unstructured")
    plan = settings.drivers
    if plan is None or plan.outcome not in questionnaire.variables:
        return found
    if plan.controls:
        found.append("held")
    kind = kind_of(questionnaire.variables[plan.outcome], settings)
    if not plan.standardised:
        found.append("raw")
    if kind != "numeric":
        found.append(kind)
        if not plan.standardised:
            found.append(f"raw_{kind}")
    if has_design(settings):
        found.append("weighted")
    return found


def is_of_alliances(questionnaire: Questionnaire) -> bool:
    """Return whether the groups compared are allied and independent firms."""
    group = questionnaire.group
    if group is None or group.question not in questionnaire.variables:
        return False
    answers = set(questionnaire.variables[group.question].answers)
    return answers == {ALLIED, INDEPENDENT} and group.reference == INDEPENDENT


def group_names(questionnaire: Questionnaire, labels: Labels) -> Texts:
    """Return the names of the groups compared: ``compared`` and ``reference``, in quotation marks."""
    group = questionnaire.group
    if group is None or group.question not in questionnaire.variables:
        # Nothing is said of groups then; labels that name them still have to be whole.
        return {
            name: {
                language: quoted(words, language)
                for language, words in labels.by_language(f"survey.groups.unnamed.{name}").items()
            }
            for name in ("compared", "reference")
        }
    answers = questionnaire.variables[group.question].answers
    others = [label.by_language() for code, label in answers.items() if code != group.reference]
    reference = answers[group.reference].by_language()
    return {
        "compared": {k: "/".join(quoted(one[k], k) for one in others) for k in current_languages()},
        "reference": {k: quoted(reference[k], k) for k in current_languages()},
    }


def _groups(questionnaire: Questionnaire) -> Texts:
    """Return the labels of the groups, where several are compared with the reference."""
    group = questionnaire.group
    if group is None or group.question not in questionnaire.variables:
        return {}
    return {
        f"survey.group.group_{code.lower()}": label.by_language()
        for code, label in questionnaire.variables[group.question].answers.items()
    }


def _filled(text: str, language: str, fields: Texts) -> str:
    """Return a label with the names of the study filled in; other placeholders stay."""
    for name, words in fields.items():
        text = text.replace(f"{{{name}}}", words[language])
    return text


def table_texts(questionnaire: Questionnaire) -> Texts:
    """Return the labels of tables and figures: of answers and items, and the names of variables."""
    return {**questionnaire.label_texts(), **variable_names(questionnaire)}


def key_of(name: str) -> str:
    """Return the name of a variable or an answer as the keys of facts write it: in small letters."""
    return name.lower()


def short_name(name: str, questionnaire: Questionnaire) -> Mapping[str, str]:
    """Return the shortest name of a variable as it stands inside a sentence, without article."""
    construct = questionnaire.constructs.get(name)
    if construct is not None and construct.short is not None:
        return construct.short.by_language()
    return questionnaire.variables[name].in_text.by_language()
