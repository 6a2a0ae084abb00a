"""Scale scores: the mean of a firm's answers per construct, and which alliances are well structured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import known_controls
from alianzas.survey.phrases import join
from alianzas.survey.publishing import published_part
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.scoring import variables_frame
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.labels import Labels
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd

#: The two kinds of alliance, where the study says what makes one well structured.
WELL_STRUCTURED, OTHER_ALLIED = "well_structured", "other_allied"


def score_scales(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> pd.DataFrame:
    """Return the firms' characteristics with scores, derived variables and the firm's ``group``.

    ``answers``: one row per firm, one column per question. ``group`` is the firm's answer to the
    question that tells the groups; where the study says what makes an alliance well structured, it is
    well_structured or other_allied in place of the answer of firms in an alliance, and None where
    their scores do not decide it. Without either there is no column ``group``. Raises
    ConfigurationError for variables in the study file that the questionnaire does not have.
    """
    check_constructs(settings, questionnaire)
    items = [item.id for item in questionnaire.items()]
    scores = variables_frame(answers, questionnaire, settings.scales.minimum_answered)
    scores = scores.drop(columns=items)
    if questionnaire.group is not None or settings.well_structured is not None:
        scores["group"] = _groups(scores, questionnaire, settings)
    return scores


def allied_firms(frame: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series[bool]:
    """Return whether a firm is in a group other than the reference; without groups, all are."""
    import pandas as pd

    group = questionnaire.group
    if group is None:
        return pd.Series(True, index=frame.index)
    given = frame[group.question]
    return given.notna() & (given != group.reference)


def reference_firms(frame: pd.DataFrame, questionnaire: Questionnaire) -> pd.Series[bool]:
    """Return whether a firm is in the group that the others are compared with."""
    import pandas as pd

    group = questionnaire.group
    if group is None:
        return pd.Series(False, index=frame.index)
    return frame[group.question] == group.reference


def group_codes(questionnaire: Questionnaire, settings: SurveySettings) -> tuple[str, ...]:
    """Return the values that the column ``group`` may have."""
    group = questionnaire.group
    answers = [] if group is None else list(questionnaire.variable(group.question).answers)
    if settings.well_structured is None:
        return tuple(answers)
    return (*answers[:1], WELL_STRUCTURED, OTHER_ALLIED)


def _groups(
    scores: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> pd.Series[str]:
    """Return the firms' groups."""
    import pandas as pd

    if settings.well_structured is None:
        assert questionnaire.group is not None
        return scores[questionnaire.group.question].astype(object)
    rule = settings.well_structured
    defining = scores[rule.scales]
    # Sums of answers over items can fall a rounding error short of the threshold.
    reached = (defining >= rule.at_least - 1e-9).all(axis=1)
    failed = (defining < rule.at_least - 1e-9).any(axis=1)
    group = pd.Series([None] * len(scores), index=scores.index, dtype=object)
    allied = allied_firms(scores, questionnaire)
    if questionnaire.group is not None:
        group[reference_firms(scores, questionnaire)] = questionnaire.group.reference
    group[allied & reached] = WELL_STRUCTURED
    group[allied & failed] = OTHER_ALLIED
    return group


def check_constructs(
    settings: SurveySettings, questionnaire: Questionnaire, file: str = "config/studies"
) -> None:
    """Raise ConfigurationError for a variable that only the study ``file`` names."""
    constructs, variables = list(questionnaire.constructs), list(questionnaire.variables)
    named: dict[str, tuple[str, list[str], list[str]]] = {}
    if settings.drivers is not None:
        plan = settings.drivers
        named["drivers.outcome"] = ("variable", [plan.outcome], variables)
        named["drivers.predictors"] = ("variable", plan.predictors, variables)
        named["drivers.controls"] = (
            "variable",
            plan.controls,
            [*variables, *known_controls(questionnaire)],
        )
        named["drivers.further_outcomes"] = ("variable", plan.further_outcomes or [], variables)
    if settings.well_structured is not None:
        scales = settings.well_structured.scales
        named["well_structured.scales"] = ("construct", scales, constructs)
    if settings.measurement.marker:
        named["measurement.marker"] = ("construct", [settings.measurement.marker], constructs)
    problems = []
    for key, (what, names, known) in named.items():
        for name in names:
            if name in known:
                continue
            found = (
                message('the questionnaire has no construct "{name}".', name=name)
                if what == "construct"
                else message('the questionnaire has no variable "{name}".', name=name)
            )
            advice = did_you_mean(name, known) if known else message("It has none.")
            if questionnaire.asks(name):
                kind = questionnaire[name].type
                found = message(
                    '"{name}" is a {kind} question, which cannot be used here.',
                    name=name,
                    kind=kind,
                )
                advice = message(
                    "Derive a variable from it in the questionnaire, with `any_of` for example."
                )
            problems.append(Problem(file, found, advice, column=key))
    problems += _unnamed(settings, questionnaire)
    if problems:
        raise ConfigurationError(problems)


def _unnamed(settings: SurveySettings, questionnaire: Questionnaire) -> list[Problem]:
    """Return a problem for each question in the model that has no name for sentences."""
    if settings.drivers is None:
        return []
    plan, problems = settings.drivers, []
    for name in (plan.outcome, *plan.predictors, *(plan.further_outcomes or [])):
        if questionnaire.asks(name) and not questionnaire.variables[name].named:
            advice = message(
                "Add `label:`, `in_text:` and `with_article:` to the question {name}, as "
                "constructs have them.",
                name=name,
            )
            found = message(
                '"{name}" is in a model, and sentences about it need a name besides its wording.',
                name=name,
            )
            problems.append(Problem(questionnaire.file, found, advice))
    return problems


def construct_texts(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """Return the constructs' names inside a sentence: ``survey.in_text.<id>``, ``survey.the.<id>``."""
    texts = {
        f"survey.in_text.{k}": c.in_text.by_language() for k, c in questionnaire.constructs.items()
    }
    texts |= {
        f"survey.the.{k}": c.with_article.by_language() for k, c in questionnaire.constructs.items()
    }
    return texts


def score_facts(
    scores: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings, labels: Labels
) -> list[Fact]:
    """Return the facts of the scales and of the groups of firms, as far as there are any."""
    words = labels.with_texts(construct_texts(questionnaire))
    facts = [
        *_group_facts(scores, questionnaire, words),
        *_structure_facts(scores, questionnaire, settings, words),
    ]
    if questionnaire.constructs:
        facts.append(
            Fact(
                "survey.scales.minimum_answered",
                settings.scales.minimum_answered,
                "percent",
                design=Design("survey.scales.minimum_answered"),
            )
        )
    for construct in questionnaire.constructs:
        values = scores[construct].dropna()
        key, count = f"survey.scales.{construct}", len(values)
        told = count >= settings.small_cell
        facts += [
            Fact(f"{key}.mean", values.mean() if told else None, "number", n=count),
            Fact(f"{key}.sd", values.std() if told and count > 1 else None, "number", n=count),
            Fact(
                f"{key}.label",
                construct,
                "label",
                text=words.by_language(f"survey.in_text.{construct}"),
                design=Design(f"constructs.{construct}.in_text", questionnaire.read_from or None),
            ),
        ]
    return facts


def _group_facts(scores: pd.DataFrame, questionnaire: Questionnaire, words: Labels) -> list[Fact]:
    """Return how many firms there are in each group, and in all but the reference together."""
    group = questionnaire.group
    if group is None:
        return []
    n = len(scores)
    allied = int(allied_firms(scores, questionnaire).sum())
    alone = int(reference_firms(scores, questionnaire).sum())
    facts = [
        Fact("survey.allied.n", allied, "count"),
        Fact("survey.allied.percent", allied / n, "percent", n=n),
        Fact("survey.independent.n", alone, "count"),
        Fact("survey.independent.percent", alone / n, "percent", n=n),
    ]
    answers = questionnaire.variable(group.question).answers
    if set(answers) == {ALLIED, INDEPENDENT}:
        return facts
    given = scores[group.question].value_counts()
    for code, label in answers.items():
        key, count = f"survey.groups.{code}", int(given.get(code, 0))
        facts += [
            Fact(f"{key}.n", count, "count"),
            Fact(f"{key}.percent", count / n, "percent", n=n),
            Fact(f"{key}.label", code, "label", text=label.by_language()),
        ]
    return facts


def _structure_facts(
    scores: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings, words: Labels
) -> list[Fact]:
    """Return how many alliances are well structured, and what makes one so."""
    rule = settings.well_structured
    if rule is None:
        return []
    allied = int(allied_firms(scores, questionnaire).sum())
    well = int((scores["group"] == WELL_STRUCTURED).sum())
    number, share = published_part(well, allied, settings)
    phrase = join([f"survey.the.{name}" for name in rule.scales], words)
    return [
        Fact("survey.well_structured.n", number, "count"),
        Fact("survey.well_structured.percent", share, "percent", n=allied),
        Fact(
            "survey.well_structured.threshold",
            rule.at_least,
            "number",
            decimals=1,
            design=Design("survey.well_structured.at_least"),
        ),
        Fact(
            "survey.well_structured.scales.phrase",
            " ".join(rule.scales),
            "phrase",
            text=phrase,
            design=Design("survey.well_structured.scales"),
        ),
    ]
