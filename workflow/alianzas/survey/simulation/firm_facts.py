"""Simulated facts about the firms: sector, region, size, age, exports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.simulation.picking import pick

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]


def draw_firm_facts(
    truth: SurveySimulation, questionnaire: Questionnaire, rng: np.random.Generator
) -> tuple[dict[str, Any], Array, Any]:
    """Return the firms' characteristics by question, log employees over the median, and who exports.

    What the parameters or the questionnaire leave out is not drawn.
    """
    import numpy as np

    facts, n, role = truth.firm_facts, truth.firms, questionnaire.role
    found: dict[str, Any] = {}
    size = np.ones(n)
    if facts.employees_median is not None:
        size = np.exp(np.log(facts.employees_median) + facts.employees_spread * rng.normal(size=n))
    for name, shares in (("sector", facts.sectors), ("region", facts.regions)):
        if shares and (question := role(name)) is not None:
            found[question] = pick(shares, n, rng)
    log_employees = np.zeros(n)
    if facts.employees_median is not None:
        employees = np.clip(np.rint(size), *facts.employees_range)
        log_employees = np.log(employees / facts.employees_median)
        if (question := role("employees")) is not None:
            found[question] = employees
    if facts.founded is not None and (question := role("founded")) is not None:
        found[question] = rng.integers(*facts.founded, size=n, endpoint=True).astype(float)
    exports = np.zeros(n, dtype=bool)
    if facts.exports is not None and (question := role("exports")) is not None:
        exports = rng.random(n) < facts.exports
        answers = list(questionnaire.variable(question).answers)
        if answers:
            found[question] = np.where(exports, answers[1], answers[0]).astype(object)
        else:
            found[question] = exports.astype(float)
    return found, log_employees, exports
