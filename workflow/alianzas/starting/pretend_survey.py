"""Pretend answers to any questionnaire: plausible parameters for the generator, from its questions.

A study that has parameters of its own (``simulation:`` in its settings) keeps them.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from alianzas.config.study_model import Study, present
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question

FIRMS = 120
#: The year in which the answers came in, where the study names none, and the oldest firm's.
_YEAR, _OLDEST = 2025, 30
#: Together, and at this correlation, the drivers explain this much of the outcome.
_CORRELATION, _EXPLAINED = 0.3, 0.4


def survey_parameters(study: Study, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return parameters that draw an answer to every question, as ``simulation:`` has them."""
    settings = present(study.survey)
    year = settings.reference_year or _YEAR
    role = questionnaire.role
    given: dict[str, Any] = {
        "seed": study.seed,
        "firms": FIRMS,
        "fieldwork": {
            "first_day": date(year + 1, 3, 2),
            "days": 30,
            "utc_offset": "+00:00",
        },
        "form_version": "pretend",
        "firm_facts": _firm_facts(questionnaire, year),
        "constructs": {name: _construct(name, questionnaire) for name in questionnaire.constructs},
        "correlation": _CORRELATION if questionnaire.constructs else 0.0,
        "drivers": _drivers(settings, questionnaire),
        "missing": {"items": 0.02, "income": 0.03},
    }
    drawn = {item.id for item in questionnaire.items()} | {*questionnaire.administrative}
    drawn |= {q for name in given["firm_facts"] if (q := role(_ROLES.get(name, ""))) is not None}
    if questionnaire.group is not None and questionnaire.asks(questionnaire.group.question):
        given["alliances"] = _alliances(questionnaire)
        drawn.add(questionnaire.group.question)
        drawn |= {q for name in ("model", "benefits", "challenges") if (q := role(name))}
    incomes = [role(name) for name in ("income_before", "income_after")]
    if all(name is not None and questionnaire.asks(name) for name in incomes):
        given["income"] = _incomes()
        drawn |= {str(name) for name in incomes}
    given["variables"] = {
        question.id: _draw(question, questionnaire)
        for question in questionnaire.questions
        if question.id not in drawn and question.type not in ("text", "code")
    }
    return given


#: The role of the question behind each fact about a firm.
_ROLES = {
    "sectors": "sector",
    "regions": "region",
    "employees_median": "employees",
    "founded": "founded",
    "exports": "exports",
}


def _firm_facts(questionnaire: Questionnaire, year: int) -> dict[str, Any]:
    """Return what the firms are like, as far as questions of the usual kind ask for it."""

    def question(role: str, *kinds: str) -> Question | None:
        name = questionnaire.role(role)
        found = questionnaire[name] if name is not None and questionnaire.asks(name) else None
        return found if found is not None and found.type in kinds else None

    facts: dict[str, Any] = {}
    for name in ("sector", "region"):
        if (asked := question(name, "select_one")) is not None:
            facts[f"{name}s"] = _falling(questionnaire.codes(asked.id))
    if (asked := question("employees", "integer")) is not None:
        low, high = max(asked.minimum or 1, 1), asked.maximum or 249
        middle = min(max(12.0, low), high)
        facts |= {
            "employees_median": middle,
            "employees_spread": 0.7,
            "employees_range": [int(low), int(high)],
        }
    if (asked := question("founded", "integer")) is not None:
        first = max(asked.minimum or 0, year - _OLDEST)
        facts["founded"] = [int(first), int(min(asked.maximum or year, year - 4))]
    if (asked := question("exports", "select_one")) is not None and len(
        questionnaire.codes(asked.id)
    ) == 2:
        facts["exports"] = 0.25
    return facts


def _falling(codes: list[str]) -> dict[str, float]:
    """Return frequencies of answers: the first is the most frequent, none is rare."""
    return {code: round(1 / (2 + place) + 0.1, 2) for place, code in enumerate(codes)}


def _construct(name: str, questionnaire: Questionnaire) -> dict[str, float]:
    """Return how a construct is reflected: a little above the middle of its scale."""
    low, high = questionnaire.points(questionnaire.items(name)[0])
    return {
        "mean": round((low + high) / 2 + (high - low) / 8, 2),
        "spread": round((high - low) / 4, 2),
        "loading": 0.8,
    }


def _drivers(settings: SurveySettings, questionnaire: Questionnaire) -> dict[str, float]:
    """Return true effects of the constructs that are drivers, each smaller than the one before."""
    plan = settings.drivers
    if plan is None or plan.outcome not in questionnaire.constructs:
        return {}
    names = [name for name in plan.predictors if name in questionnaire.constructs]
    weights = [1 / (1 + place) for place in range(len(names))]
    total = sum(weights)
    squares = sum(weight**2 for weight in weights)
    explained = (1 - _CORRELATION) * squares + _CORRELATION * total**2
    scale = (_EXPLAINED / explained) ** 0.5 if names else 0.0
    return {name: round(scale * weight, 3) for name, weight in zip(names, weights, strict=True)}


def _alliances(questionnaire: Questionnaire) -> dict[str, Any]:
    """Return which firms are in the groups compared, and what the questions on alliances say."""
    given: dict[str, Any] = {"share": 0.6, "by_log_employees": 0.3}
    model = questionnaire.role("model")
    if model is not None:
        given["models"] = _falling(questionnaire.codes(model))
    for name in ("benefits", "challenges"):
        question = questionnaire.role(name)
        if question is not None:
            codes = [code for code in questionnaire.codes(question) if code != "none"]
            given[name] = {code: round(0.6 / (1 + k / 3), 2) for k, code in enumerate(codes)}
    return given


def _incomes() -> dict[str, Any]:
    """Return how incomes arise: a little more growth of allied firms."""
    return {
        "median": 120_000,
        "by_log_employees": 0.8,
        "spread": 0.5,
        "rounding": 500,
        "growth": 0.05,
        "allied": 0.05,
        "noise": 0.18,
    }


def _draw(question: Question, questionnaire: Questionnaire) -> dict[str, Any]:
    """Return how the answers to any other question are drawn."""
    codes = questionnaire.codes(question.id)
    if question.type in ("select_one", "rating"):
        return {"shares": _falling(codes)}
    if question.type == "select_multiple":
        return {"chances": {code: round(0.5 / (1 + k / 3), 2) for k, code in enumerate(codes)}}
    low, high = question.minimum, question.maximum
    if (low, high) == (0, 1) and question.type == "integer":
        return {"chance": 0.5}
    if low is not None and high is not None:
        return {"mean": (low + high) / 2, "spread": (high - low) / 6}
    if question.type == "integer":
        return {"mean": (low or 0) + 10, "spread": 3}
    return {"median": max(low or 0, 1000), "spread": 0.5, "rounding": 1}
