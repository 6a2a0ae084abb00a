"""What alliances do to income: log growth of allied against independent firms, controls held
constant, as exp(b) − 1 (Halvorsen & Palmquist, 1980)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alianzas.config.survey import SurveySettings
from alianzas.survey.limitations import Limitation
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, YES
from alianzas.survey.regression import Estimate, Regression, fit_robust
from alianzas.survey.scores import OTHER_ALLIED, WELL_STRUCTURED

if TYPE_CHECKING:
    import pandas as pd

#: Sectors with fewer firms are taken together: a firm alone in its sector tells nothing.
SECTOR_FIRMS = 5

#: The groups compared with independent firms, each with the model it comes from.
GROUPS = {ALLIED: "all", WELL_STRUCTURED: "structure", OTHER_ALLIED: "structure"}


@dataclass(frozen=True)
class IncomeModel:
    """The income estimates as proportions, or why there are none.

    ``estimates``: group → estimate against independent firms; ``limitations``: group → why not.
    ``firms``: firms in the model by group, independent ones included; ``left_out``: firms without
    both incomes or a control. ``medians``: raw median growth by group. ``controls`` are those held
    constant; ``remarks`` say what had to be dropped or joined.
    """

    estimates: dict[str, Estimate | None]
    limitations: dict[str, Limitation]
    firms: dict[str, int]
    left_out: int
    medians: dict[str, float | None]
    controls: Sequence[str]
    confidence: float
    remarks: Sequence[Limitation] = field(default_factory=list)

    @property
    def n(self) -> int:
        """Firms in the model of all allied firms."""
        return self.firms[ALLIED] + self.firms[INDEPENDENT]


def estimate_income(
    scores: pd.DataFrame, settings: SurveySettings, confidence: float
) -> IncomeModel:
    """Estimate the income difference of allied, well-structured and other allied firms.

    ``scores``: one row per firm with status, group, income_before, income_after and the controls.
    Two models: one with all allied firms, one that parts them by structure; independent firms are
    the reference of both. Firms without an income above zero in both years have no log growth.
    """
    import numpy as np

    income = settings.income
    incomes = scores[["income_before", "income_after"]]
    logs = incomes.where(incomes > 0).map(np.log)
    growth = logs["income_after"] - logs["income_before"]
    controls, held, remarks = _controls(scores, growth.notna(), settings)
    complete = growth.notna() & controls.notna().all(axis=1)
    status = scores["status"]
    group = scores["group"]
    members = {
        ALLIED: complete & (status == ALLIED),
        INDEPENDENT: complete & (status == INDEPENDENT),
        WELL_STRUCTURED: complete & (group == WELL_STRUCTURED),
        OTHER_ALLIED: complete & (group == OTHER_ALLIED),
    }
    if "sector" in held:
        controls, joined = _sectors(controls, complete)
        remarks += joined
    estimates: dict[str, Estimate | None] = {}
    limitations: dict[str, Limitation] = {}
    for model in ("all", "structure"):
        names = [name for name, its in GROUPS.items() if its == model]
        small = {name: _too_small(name, members, settings) for name in names}
        large = [name for name in names if small[name] is None]
        fitted = _fit(growth, controls, members, large, settings, confidence) if large else None
        for name in names:
            limit = small[name] or (fitted if isinstance(fitted, Limitation) else None)
            if isinstance(fitted, Regression) and limit is None:
                estimates[name] = as_proportion(fitted.coefficient(name))
            elif limit is not None:
                limitations[name], estimates[name] = limit, None
    medians = {
        name: math.expm1(float(growth[rows].median())) if rows.any() else None
        for name, rows in members.items()
    }
    return IncomeModel(
        estimates,
        limitations,
        {name: int(rows.sum()) for name, rows in members.items()},
        int((~complete).sum()),
        medians,
        [name for name in income.controls if name in held],
        confidence,
        remarks,
    )


def as_proportion(log: Estimate) -> Estimate:
    """Return the difference of logs as a proportion, exp(b) − 1, with its interval."""
    value, low, high = (math.expm1(bound) for bound in (log.value, log.low, log.high))
    return Estimate(value, low, high, log.p, log.n)


def _controls(
    scores: pd.DataFrame, known_growth: pd.Series[bool], settings: SurveySettings
) -> tuple[pd.DataFrame, list[str], list[Limitation]]:
    """Return the controls that vary, their names, and a remark on those that do not."""
    import numpy as np
    import pandas as pd

    years = (settings.income.last_year - scores["founded"]).clip(lower=0)
    known = {
        "sector": scores["sector"],
        "size": np.log(scores["employees"]),
        "age": np.log1p(years),
        "exports": (scores["exports"] == YES).astype(float).where(scores["exports"].notna()),
    }
    wanted = [str(name) for name in settings.income.controls]
    held = [name for name in wanted if known[name][known_growth].nunique() > 1]
    flat = [f"survey.control.{name}" for name in wanted if name not in held]
    remarks = [Limitation("controls_dropped", names=flat)] if flat else []
    return pd.DataFrame({name: known[name] for name in held}, index=scores.index), held, remarks


def _sectors(
    controls: pd.DataFrame, complete: pd.Series[bool]
) -> tuple[pd.DataFrame, list[Limitation]]:
    """Return the controls with the sector as 0/1 columns, the largest sector as the reference.

    Sectors with few firms become one; too few even so, they join the reference.
    """
    sector = controls["sector"]
    counts = sector[complete].value_counts().sort_index(kind="stable")
    rare = [name for name in counts.index if counts[name] < SECTOR_FIRMS]
    common = counts.drop(rare).sort_values(ascending=False, kind="stable")
    joined = int(counts[rare].sum()) < SECTOR_FIRMS
    dummies = controls.drop(columns="sector")
    for name in sorted(common.index[1:]):
        dummies[f"sector_{name}"] = (sector == name).astype(float)
    if len(common) and not joined:
        dummies["sector_rare"] = sector.isin(rare).astype(float)
    names = [f"survey.answer.sector.{name}" for name in rare]
    code = "sectors_with_largest" if joined else "sectors_together"
    return dummies, [Limitation(code, {"fewest": SECTOR_FIRMS}, names)] if rare else []


def _too_small(
    name: str, members: dict[str, pd.Series[bool]], settings: SurveySettings
) -> Limitation | None:
    needed = settings.minimum.per_group
    for group in (INDEPENDENT, name):
        n = int(members[group].sum())
        if n < needed:
            return Limitation(f"few_{group}", {"n": n, "needed": needed})
    return None


def _fit(
    growth: pd.Series[float],
    controls: pd.DataFrame,
    members: dict[str, pd.Series[bool]],
    names: list[str],
    settings: SurveySettings,
    confidence: float,
) -> Regression | Limitation:
    """Regress growth on membership in the groups ``names`` and the controls."""
    rows = members[INDEPENDENT].copy()
    for name in names:
        rows |= members[name]
    design = controls[rows].copy()
    design = design.loc[:, design.nunique() > 1]
    for name in names:
        design[name] = members[name][rows].astype(float)
    needed = settings.minimum.per_coefficient * (design.shape[1] + 1)
    if int(rows.sum()) < needed:
        return Limitation("few_answers", {"n": int(rows.sum()), "needed": needed})
    return fit_robust(growth[rows], design, confidence)


def bound_relation(estimate: Estimate | None, bound: float) -> str:
    """Return where the interval lies against the claimed bound: below, includes, above; unknown."""
    if estimate is None:
        return "unknown"
    if estimate.high < bound:
        return "below"
    return "above" if estimate.low > bound else "includes"
