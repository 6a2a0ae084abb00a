"""The design: how surely would these firms show a difference that matters, and how many would?

The smallest differences that matter are settings of the study, so that nothing here depends on the
difference that was found: power computed for an observed difference only repeats its p-value (Hoenig
and Heisey, 2001). The standard errors are those of the main analyses; they fall with the root of the
number of firms while the answers, the controls and the proportion of the groups stay alike.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.drivers.driver_model import DriverModel
from alianzas.survey.findings.hypotheses import driver_hypotheses
from alianzas.survey.income.group_contrasts import GroupContrasts
from alianzas.survey.income.income_comparison import IncomeModel
from alianzas.survey.income.power import MOST_FIRMS, power_of
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED
from alianzas.survey.scores import WELL_STRUCTURED
from field_statistics.regression import Estimate

#: Beside the hypotheses: all allied against independent firms, and well-structured against others.
STRUCTURE = "well_structured_vs_other"
INCOME_CONTRASTS = (ALLIED, WELL_STRUCTURED, STRUCTURE)


@dataclass(frozen=True)
class Planned:
    """The power of one contrast for the smallest difference that matters.

    ``n``: firms behind it; ``matters``: the difference, of standardised coefficients or a proportion
    of income; ``power``: with these firms; ``needed``: firms for the wanted power, None beyond
    :data:`~alianzas.survey.income.power.MOST_FIRMS`.
    """

    n: int
    matters: float
    power: float
    needed: int | None


def plan_contrast(
    error: float, n: int, df: int, effect: float, wanted: float, level: float
) -> tuple[float, int | None]:
    """Return the power for ``effect`` with ``n`` firms, and how many firms give the ``wanted`` power.

    ``error``: standard error of the contrast with ``n`` firms and ``df`` residual degrees of freedom;
    ``effect`` in the same units; ``level``: of the two-sided test.
    """
    used = n - df

    def at(firms: int) -> float:
        return power_of(effect, error * math.sqrt(n / firms), firms - used, level)

    low, high = used + 2, MOST_FIRMS
    if at(high) < wanted:
        return at(n), None
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if at(middle) >= wanted else (middle + 1, high)
    return at(n), low


def plan_sample(
    drivers: DriverModel | None,
    income: IncomeModel | None,
    structure: GroupContrasts | None,
    settings: SurveySettings,
    confidence: float,
) -> dict[str, Planned | Limitation]:
    """Return the power of the contrasts of the hypotheses, or why there is none.

    By contrast: the hypotheses on drivers, then those of :data:`INCOME_CONTRASTS` that the study
    makes; none of an analysis that it does not make (None).
    """
    level, wanted = 1 - confidence, settings.power
    found: dict[str, Planned | Limitation] = {}
    for one in driver_hypotheses(settings):
        assert drivers is not None
        estimate = drivers.estimate(one.names)
        matters = settings.driver_plan.smallest_difference
        if estimate is None or estimate.error is None or drivers.model is None:
            found[one.name] = drivers.limitation or Limitation("no_driver_model")
            continue
        df = drivers.model.residual_df
        if df is None:
            df = drivers.model.n - len(drivers.complete.columns) - drivers.held.shape[1]
        found[one.name] = Planned(
            estimate.n,
            matters,
            *plan_contrast(estimate.error, estimate.n, df, matters, wanted, level),
        )
    if income is None or structure is None:
        return found
    logs = _income_errors(income, structure)
    matters = settings.income_plan.smallest_difference
    for name in income_contrasts(income):
        known = logs.get(name)
        if known is None:
            found[name] = income.limitations.get(name) or structure.limitation or _NO_INCOME
            continue
        log, degrees = known
        assert log.error is not None
        effect = math.log1p(matters)
        planned = plan_contrast(log.error, log.n, degrees, effect, wanted, level)
        found[name] = Planned(log.n, matters, *planned)
    return found


def income_contrasts(income: IncomeModel) -> list[str]:
    """Return the contrasts of income that a study makes."""
    structured = WELL_STRUCTURED in income.groups
    return [name for name in INCOME_CONTRASTS if structured or name == ALLIED]


_NO_INCOME = Limitation("no_income_estimate")


def _income_errors(
    income: IncomeModel, structure: GroupContrasts
) -> Mapping[str, tuple[Estimate, int]]:
    """Return each contrast's estimate in log points, with its residual degrees of freedom."""
    known = {}
    for group in (ALLIED, WELL_STRUCTURED):
        estimate, sample = income.logs.get(group), income.samples.get(group)
        if estimate is not None and sample is not None:
            known[group] = (estimate, sample.n - sample.covariates.shape[1] - 2)
    if structure.log is not None and structure.residual_df is not None:
        known[STRUCTURE] = (structure.log, structure.residual_df)
    return known
