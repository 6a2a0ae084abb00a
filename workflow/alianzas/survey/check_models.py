"""Checks of what the models are made from: kinds of variables, roles, controls, weights."""

from __future__ import annotations

from collections.abc import Iterator

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.controls import FIRM_FACTS, known_controls, source_of
from alianzas.survey.questionnaire import Questionnaire
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.messages import message

#: Kinds of variables that an outcome of each kind may be.
_SUITED = {
    "numeric": ("score", "number", "count", "ordered", "binary"),
    "binary": ("binary",),
    "ordinal": ("ordered", "score", "number", "count"),
    "count": ("count", "number"),
}
#: Address of a setting, what was found, what to do.
Mistake = tuple[str, str, str]


def check_models(settings: SurveySettings, questionnaire: Questionnaire, file: str) -> None:
    """Raise ConfigurationError for what the models of the study ``file`` cannot be made from."""
    mistakes = [
        *_drivers(settings, questionnaire),
        *_income(settings, questionnaire),
        *_controls(settings, questionnaire),
        *_weights(settings, questionnaire),
    ]
    if mistakes:
        raise ConfigurationError(
            [Problem(file, found, advice, column=key) for key, found, advice in mistakes]
        )


def _drivers(settings: SurveySettings, questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield what is wrong with the model of the drivers; unknown names are told elsewhere."""
    plan, variables = settings.drivers, questionnaire.variables
    if plan is None:
        return
    items = {item.id: item.construct_id for item in questionnaire.items()}
    outcomes = [("drivers.outcome", plan.outcome)]
    outcomes += [("drivers.further_outcomes", name) for name in plan.further_outcomes or []]
    for key, name in [*outcomes, *(("drivers.predictors", name) for name in plan.predictors)]:
        variable = variables.get(name)
        if name in items:
            advice = message(
                "Name the construct, or leave `construct:` out of the question {name}.", name=name
            )
            yield (
                key,
                message('"{name}" is an item of "{items}".', name=name, items=items[name]),
                advice,
            )
        elif variable is not None and variable.kind == "category":
            yield (
                key,
                message(
                    '"{name}" has {n} answers without an order.', name=name, n=len(variable.answers)
                ),
                message(
                    "Derive a variable with two answers (`any_of`), or say in the "
                    "questionnaire that they have an order (`kind: ordered`); as a control it "
                    "needs neither."
                ),
            )
    outcome = variables.get(plan.outcome)
    if outcome is not None and plan.kind is not None and outcome.kind not in _SUITED[plan.kind]:
        yield (
            "drivers.kind",
            message(
                '"{outcome}" is {found}, which no {kind} outcome can be.',
                outcome=plan.outcome,
                found=outcome.kind,
                kind=plan.kind,
            ),
            message("Leave `kind:` out, or derive a variable of that kind."),
        )
    weighted = settings.weighting.column or settings.weighting.margins or settings.weighting.strata
    if plan.count_model == "negative_binomial" and weighted:
        yield (
            "drivers.count_model",
            message("the negative binomial model takes no survey weights."),
            message("Write `count_model: poisson`, whose errors allow for overdispersion."),
        )
    for name, answers in (plan.firms or {}).items():
        if not questionnaire.asks(name):
            known = [question.id for question in questionnaire.questions]
            yield (
                "drivers.firms",
                message('no question "{name}".', name=name),
                did_you_mean(name, known),
            )
            continue
        codes = list(questionnaire.answers(questionnaire[name]))
        for code in answers:
            if codes and code not in codes:
                found = message('"{code}" is no answer to {name}.', code=code, name=name)
                yield "drivers.firms", found, did_you_mean(code, codes)


def _income(settings: SurveySettings, questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield what the comparison of incomes lacks in the questionnaire."""
    plan = settings.income
    if plan is None:
        return
    for role in ("group", "income_before", "income_after"):
        if questionnaire.role(role) is None:
            yield (
                "income",
                message("the questionnaire has nothing with the role {role}.", role=role),
                message(
                    "Give it one under `roles: {role}:` there, or leave `income:` out.", role=role
                ),
            )
    model = questionnaire.role("model")
    if plan.models and model is None:
        yield (
            "income.models",
            message("the questionnaire has nothing with the role model."),
            message("Give it one under `roles: model:` there, or leave `models:` out."),
        )
    elif plan.models and model is not None:
        codes = list(questionnaire.variables[model].answers)
        for code in plan.models:
            if code not in codes:
                yield (
                    "income.models",
                    message('"{code}" is no answer to {model}.', code=code, model=model),
                    did_you_mean(code, codes),
                )


def _controls(settings: SurveySettings, questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield controls that the questionnaire does not give."""
    named: list[tuple[str, list[str]]] = []
    if settings.drivers is not None:
        named.append(("drivers.controls", settings.drivers.controls))
    if settings.income is not None:
        named.append(("income.controls", settings.income.controls or []))
    if settings.robustness is not None:
        for part in ("drivers", "income"):
            choices = getattr(settings.robustness, part)
            sets = (choices.controls or []) if choices is not None else []
            named += [(f"robustness.{part}.controls", names) for names in sets]
    known = [*questionnaire.variables, *known_controls(questionnaire)]
    for key, names in named:
        for name in names:
            source = source_of(name, questionnaire)
            if source is None and key != "drivers.controls":
                role = FIRM_FACTS.get(name)
                found = (
                    message("the questionnaire has no variable with the role {role}.", role=role)
                    if role
                    else message('the questionnaire has no variable "{name}".', name=name)
                )
                yield (
                    key,
                    found,
                    did_you_mean(name, known),
                )
            elif name == "age" and source != "age" and settings.reference_year is None:
                yield (
                    key,
                    message("the age of firms is counted from a year that is not given."),
                    message("Write `year:` at the top of this file."),
                )


def _weights(settings: SurveySettings, questionnaire: Questionnaire) -> Iterator[Mistake]:
    """Yield weights, strata and clusters that there are not, and weights that nothing gives."""
    plan = settings.weighting
    known = [q.id for q in questionnaire.questions] + list(questionnaire.derived)
    for key in ("column", "strata", "clusters"):
        name = getattr(plan, key)
        if name is not None and name not in known:
            found = message('the questionnaire has no question "{name}".', name=name)
            yield f"weighting.{key}", found, did_you_mean(name, known)
    given = plan.column or plan.margins or questionnaire.role("weight")
    for part in ("drivers", "income"):
        choices = None if settings.robustness is None else getattr(settings.robustness, part)
        if choices is not None and choices.weights == ["weighted"] and not given:
            yield (
                f"robustness.{part}.weights",
                message("only `weighted` is listed, but there are no weights."),
                message("Give the weights under `weighting:`, or add `unweighted`."),
            )
