"""What the article says of the survey's models before anything is estimated: who is related to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.sentences import Texts, join_parts, join_sentences, printed, sentence
from alianzas.survey.statements.writing import inside
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.language.current import in_every_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from alianzas.config.model_settings import Drivers, Income
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import Questionnaire
    from human_files.language.labels import Labels

_WORDS = "survey.method"
#: The kind of outcome that a kind of variable is.
_KINDS = {
    "score": "numeric",
    "number": "numeric",
    "count": "count",
    "binary": "binary",
    "ordered": "ordinal",
}


def method_statements(
    settings: SurveySettings, questionnaire: Questionnaire, labels: Labels
) -> list[Fact]:
    """Return what the models are of, as the study's files say it.

    Of the drivers: ``survey.drivers.method.statement``; ``survey.drivers.errors.state`` (hc3, robust
    or, with weights, strata or clusters, design) and ``survey.drivers.comparisons.state`` (made, none).
    Of incomes: ``survey.income.method.statement``. Nothing of a model that the study does not have.
    """
    facts = []
    if settings.drivers is not None:
        facts += _of_drivers(settings.drivers, settings, questionnaire, labels)
    if settings.income is not None and questionnaire.group is not None:
        facts.append(_of_income(settings.income, settings, questionnaire, labels))
    return facts


def _of_drivers(
    plan: Drivers, settings: SurveySettings, questionnaire: Questionnaire, labels: Labels
) -> list[Fact]:
    """Return the facts on the model of the drivers."""
    variables = questionnaire.variables
    kind = plan.kind or _KINDS.get(variables[plan.outcome].kind, "numeric")
    form = plan.count_model if kind == "count" else kind
    said = [
        sentence(
            f"{_WORDS}.drivers.{form}",
            labels,
            outcome=variables[plan.outcome].with_article.by_language(),
            predictors=_named(plan.predictors, questionnaire),
            held=_held(plan.controls, questionnaire, labels),
        )
    ]
    if plan.standardised:
        said.append(dict(labels.by_language(f"{_WORDS}.standardised")))
    if plan.further_outcomes:
        others = _named(plan.further_outcomes, questionnaire)
        said.append(sentence(f"{_WORDS}.further", labels, outcomes=others))
    weighting = settings.weighting
    by_design = (
        weighting.column or weighting.margins or weighting.strata or weighting.clusters
    ) or questionnaire.role("weight")
    errors = "design" if by_design else "hc3" if kind == "numeric" else "robust"
    compared = "made" if plan.comparisons else "none"
    return [
        Fact(
            "survey.drivers.method.statement",
            form,
            "phrase",
            text=join_sentences(said),
            design=Design("survey.drivers"),
        ),
        _state("survey.drivers.errors.state", errors, f"{_WORDS}.errors.{errors}", labels),
        _state(
            "survey.drivers.comparisons.state", compared, f"{_WORDS}.comparisons.{compared}", labels
        ),
    ]


def _of_income(
    plan: Income, settings: SurveySettings, questionnaire: Questionnaire, labels: Labels
) -> Fact:
    """Return the fact on the comparison of incomes."""
    group = questionnaire.group
    assert group is not None
    answers = questionnaire.variables[group.question].answers
    form = "plain" if plan.controls == [] else "controlled"
    said = [
        sentence(
            f"{_WORDS}.income.{form}",
            labels,
            base=in_every_language(str(plan.base_year)),
            last=in_every_language(str(plan.last_year)),
            reference=inside(answers[group.reference].by_language()),
        )
    ]
    rule = settings.well_structured
    if rule is not None:
        number = "one" if len(rule.scales) == 1 else "many"
        said.append(
            sentence(
                f"{_WORDS}.structure.{number}",
                labels,
                scales=_named(rule.scales, questionnaire),
                least=printed(rule.at_least, "number", 1),
            )
        )
    design = Design("survey.income")
    text = join_sentences(said)
    return Fact("survey.income.method.statement", form, "phrase", text=text, design=design)


def _state(key: str, value: str, label: str, labels: Labels) -> Fact:
    return Fact(
        key, value, "phrase", text=labels.by_language(label), design=Design("survey.drivers")
    )


def _held(controls: Sequence[str], questionnaire: Questionnaire, labels: Labels) -> Texts:
    """Return the end of a sentence that names the controls; nothing where there are none."""
    if not controls:
        return in_every_language("")
    number = "one" if len(controls) == 1 else "many"
    names = _named(controls, questionnaire)
    return sentence(f"{_WORDS}.held.{number}", labels, names=names)


def _named(names: Sequence[str], questionnaire: Questionnaire) -> Texts:
    """Return variables enumerated, each with its article."""
    variables = questionnaire.variables
    return join_parts([variables[name].with_article.by_language() for name in names])
