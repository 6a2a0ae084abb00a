"""Generator of simulated answers: firms with known truth, from the parameters in a study file.

Nothing here belongs to the build of the article.

The module ``traits`` describes how answers arise from traits. Log income growth is linear in being
allied, in having a well-structured alliance and in the controls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.questionnaire import (
    ALLIED,
    INDEPENDENT,
    NO,
    YES,
    Questionnaire,
)
from alianzas.survey.simulation.traits import draw_ratings, draw_traits, recoded_values
from human_files.errors import ConfigurationError, Problem

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

QUESTIONNAIRE = "config/codebooks/questionnaire.yaml"


def parameters(settings: SurveySettings) -> SurveySimulation:
    """Return the generator's parameters; raise ConfigurationError where the study file has none."""
    if settings.simulation is None:
        raise ConfigurationError(
            Problem(
                "survey: simulation:",
                "the study file has no parameters for simulated answers.",
                "Add them, or collect real answers.",
            )
        )
    return settings.simulation


def draw_firms(
    settings: SurveySettings, questionnaire: Questionnaire, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the answers of the study's firms: one row per firm, one column per question id.

    Ratings and numbers are floats (NaN where not asked or unanswered), choices are codes (None
    likewise), and several choices are joined by a space. Raises ConfigurationError for parameters
    that contradict each other or the questionnaire.
    """
    import pandas as pd

    firms = draw_values(settings, questionnaire, rng)
    frame = pd.DataFrame({q.id: firms[q.id] for q in questionnaire.questions if q.id in firms})
    for question in questionnaire.questions:
        if question.id in frame:
            frame[question.id] = frame[question.id].where(questionnaire.asked(question, frame))
    return frame


def draw_values(
    settings: SurveySettings, questionnaire: Questionnaire, rng: np.random.Generator
) -> dict[str, Any]:
    """Return the answers of :func:`draw_firms` as arrays by question id, before the skip logic.

    Raises the same errors. It takes a tenth of the time, for callers that draw thousands of times.
    """
    import numpy as np

    truth = parameters(settings)
    _check(truth, questionnaire)
    n = truth.firms
    firms = _firm_facts(truth, rng)
    log_employees = np.log(firms["employees"] / truth.firm_facts.employees_median)
    exports = firms["exports"] == YES
    tendency = (
        truth.alliances.by_log_employees * log_employees
        + truth.alliances.by_exports * exports
        + rng.logistic(size=n)
    )
    allied = np.zeros(n, dtype=bool)
    allied[np.argsort(-tendency, kind="stable")[: round(truth.alliances.share * n)]] = True
    firms["status"] = np.where(allied, ALLIED, INDEPENDENT)

    traits = draw_traits(truth, settings, rng)
    answers = draw_ratings(truth, questionnaire, traits, rng)
    scores = {
        name: np.mean(
            [recoded_values(answers[i.id], i.reverse, questionnaire.points(i)) for i in items],
            axis=0,
        )
        for name in settings.structure_rule.scales
        if (items := questionnaire.items(name))
    }
    reached = [scores[name] >= settings.structure_rule.at_least for name in scores]
    well_structured = allied & np.logical_and.reduce(reached)
    firms |= _incomes(truth, firms, log_employees, exports, allied, well_structured, rng)
    firms |= _alliance_facts(truth, traits, rng)

    unanswered = rng.random((len(answers), n)) < truth.missing.items
    given = np.where(unanswered, np.nan, list(answers.values()))
    firms |= dict(zip(answers, given, strict=True))
    for name in ("income_before", "income_after"):
        firms[name] = np.where(rng.random(n) < truth.missing.income, np.nan, firms[name])
    return firms


def _check(truth: SurveySimulation, questionnaire: Questionnaire) -> None:
    """Raise ConfigurationError for codes and constructs that the questionnaire does not have."""
    named = {
        "sector": truth.firm_facts.sectors,
        "region": truth.firm_facts.regions,
        "model": truth.alliances.models,
        "form": truth.alliances.forms,
        "benefits": truth.alliances.benefits,
        "challenges": truth.alliances.challenges,
    }
    asked = {question.id for question in questionnaire.questions}
    wrong = [
        f'"{code}" is not an answer to {question}'
        for question, codes in named.items()
        if question in asked
        for code in codes
        if code not in questionnaire.answers(questionnaire[question])
    ]
    if set(truth.constructs) != set(questionnaire.constructs):
        wrong.append(f"`constructs:` must be {', '.join(questionnaire.constructs)}")
    if wrong:
        raise ConfigurationError(
            [
                Problem("survey: simulation:", f"{text}.", "Use the questionnaire's codes.")
                for text in wrong
            ]
        )


def _pick(shares: dict[str, float], n: int, rng: np.random.Generator) -> Any:
    """Draw ``n`` codes with these relative frequencies."""
    import numpy as np

    weights = np.array(list(shares.values()))
    codes = np.array(list(shares), dtype=object)
    return codes[rng.choice(len(codes), size=n, p=weights / weights.sum())]


def _firm_facts(truth: SurveySimulation, rng: np.random.Generator) -> dict[str, Any]:
    """Draw the firms' characteristics."""
    import numpy as np

    facts, n = truth.firm_facts, truth.firms
    size = np.exp(np.log(facts.employees_median) + facts.employees_spread * rng.normal(size=n))
    return {
        "sector": _pick(facts.sectors, n, rng),
        "region": _pick(facts.regions, n, rng),
        "employees": np.clip(np.rint(size), *facts.employees_range),
        "founded": rng.integers(*facts.founded, size=n, endpoint=True).astype(float),
        "exports": np.where(rng.random(n) < facts.exports, YES, NO).astype(object),
    }


def _incomes(
    truth: SurveySimulation,
    firms: dict[str, Any],
    log_employees: Array,
    exports: Array,
    allied: Array,
    well_structured: Array,
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Draw the incomes of both years."""
    import numpy as np

    income, n = truth.income, truth.firms
    before = income.median * np.exp(
        income.by_log_employees * log_employees + income.spread * rng.normal(size=n)
    )
    growth = (
        income.growth
        + np.array([income.sectors.get(sector, 0.0) for sector in firms["sector"]])
        + income.exports * exports
        + income.growth_by_log_employees * log_employees
        + income.allied * allied
        + income.well_structured * well_structured
        + income.noise * rng.normal(size=n)
    )
    unit = income.rounding
    return {
        "income_before": np.maximum(np.rint(before / unit), 1) * unit,
        "income_after": np.maximum(np.rint(before * np.exp(growth) / unit), 1) * unit,
    }


def _alliance_facts(
    truth: SurveySimulation, traits: dict[str, Array], rng: np.random.Generator
) -> dict[str, Any]:
    """Draw model, form, benefits and challenges of an alliance for every firm."""
    import numpy as np

    alliances, n = truth.alliances, truth.firms
    shares = np.array(list(alliances.forms.values()))
    limits = np.cumsum(shares / shares.sum())[:-1] * n
    # The more an alliance rests on its contract, the more formal it is.
    rank = np.argsort(np.argsort(traits["contract"])) + 0.5
    facts: dict[str, Any] = {
        "model": _pick(alliances.models, n, rng),
        "form": np.array(list(alliances.forms), dtype=object)[np.searchsorted(limits, rank)],
    }
    for name, chances in (("benefits", alliances.benefits), ("challenges", alliances.challenges)):
        named = rng.random((n, len(chances))) < np.array(list(chances.values()))
        # There are few different lists of codes, so each is assembled only once.
        which, place = np.unique(named @ (1 << np.arange(len(chances))), return_inverse=True)
        lists = [
            " ".join(code for bit, code in enumerate(chances) if number >> bit & 1) or "none"
            for number in which.tolist()
        ]
        facts[name] = np.array(lists, dtype=object)[place]
    return facts
