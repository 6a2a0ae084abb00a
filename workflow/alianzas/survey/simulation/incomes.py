"""Simulated incomes of two years: log growth is linear in the group, the structure and the controls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.survey.questionnaire import Questionnaire

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def draw_incomes(
    truth: SurveySimulation,
    questionnaire: Questionnaire,
    firms: dict[str, Any],
    log_employees: Array,
    exports: Any,
    allied: Any,
    well_structured: Any,
    rng: np.random.Generator,
) -> dict[str, Array]:
    """Draw the incomes of both years, by question."""
    import numpy as np

    income, n, role = truth.income, truth.firms, questionnaire.role
    assert income is not None
    before = income.median * np.exp(
        income.by_log_employees * log_employees + income.spread * rng.normal(size=n)
    )
    sectors = firms.get(role("sector") or "", np.full(n, ""))
    growth = (
        income.growth
        + np.array([income.sectors.get(sector, 0.0) for sector in sectors])
        + income.exports * exports
        + income.growth_by_log_employees * log_employees
        + income.allied * allied
        + income.well_structured * well_structured
        + income.noise * rng.normal(size=n)
    )
    unit = income.rounding
    amounts = {
        "income_before": np.maximum(np.rint(before / unit), 1) * unit,
        "income_after": np.maximum(np.rint(before * np.exp(growth) / unit), 1) * unit,
    }
    return {question: amounts[name] for name in amounts if (question := role(name)) is not None}
