"""Who is compared with whom: the firms of a group and the independent ones, as arrays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from alianzas.config.model_settings import Income
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, YES
from alianzas.survey.scores import OTHER_ALLIED, WELL_STRUCTURED
from field_statistics.treatment_effects.treatment_groups import Groups

if TYPE_CHECKING:
    import pandas as pd

    from field_statistics.treatment_effects.propensity import Array

#: Sectors with fewer firms are merged: a firm alone in its sector tells us nothing.
SECTOR_FIRMS = 5
#: So are sectors with fewer firms in one of the two groups, which have no one to compare with.
GROUP_FIRMS = 3


@dataclass(frozen=True)
class Sample:
    """The firms of ``group`` and the independent ones that answered every question needed.

    ``outcome``: log growth of income (n); ``treated``: 1 in the group, 0 independent;
    ``covariates``: n × k, named by ``columns``; ``weights``: survey weights (n); ``rows``: labels
    of the firms in the scores; ``remarks``: sectors that had to be merged; ``baseline``: log income of
    the base year (n).
    """

    group: str
    outcome: Array
    treated: Array
    covariates: Array
    weights: Array
    columns: Sequence[str]
    rows: Sequence[object]
    remarks: Sequence[Limitation]
    baseline: Array | None = None

    @property
    def n(self) -> int:
        """The number of firms."""
        return len(self.outcome)

    @cached_property
    def groups(self) -> Groups:
        """The firms as the estimators take them, cached so that propensities are fitted once."""
        return Groups.of(self.treated, self.covariates, self.weights)


@dataclass(frozen=True)
class Firms:
    """All firms with what the comparisons need.

    ``growth``: log of last over base income; ``controls``: those that vary; ``members``: group →
    its complete rows; ``complete``: rows with growth and all controls; ``remarks``: controls that
    had to be dropped; ``baseline``: log of base income.
    """

    growth: pd.Series[float]
    controls: pd.DataFrame
    weights: pd.Series[float]
    members: Mapping[str, pd.Series[bool]]
    complete: pd.Series[bool]
    remarks: Sequence[Limitation]
    baseline: pd.Series[float]


def group_models(income: Income) -> dict[str, str]:
    """Return the groups compared with independent firms, each with its classification."""
    groups = {ALLIED: "all", WELL_STRUCTURED: "structure", OTHER_ALLIED: "structure"}
    return groups | dict.fromkeys(income.models, "models")


def group_label(group: str) -> str:
    """Return the label key of a group; a collaboration model has the questionnaire's label."""
    known = (ALLIED, INDEPENDENT, WELL_STRUCTURED, OTHER_ALLIED)
    return f"survey.group.{group}" if group in known else f"survey.answer.model.{group}"


def gather(scores: pd.DataFrame, settings: SurveySettings) -> Firms:
    """Return growth, controls and groups of the firms.

    ``scores``: one row per firm with status, group, model, income_before, income_after, the controls
    and, where the survey is weighted, weight. Firms without an income above zero in both years have
    no log growth.
    """
    import numpy as np
    import pandas as pd

    incomes = scores[["income_before", "income_after"]]
    logs = incomes.where(incomes > 0).map(np.log)
    growth = logs["income_after"] - logs["income_before"]
    controls, remarks = _controls(scores, growth.notna(), settings)
    complete = growth.notna() & controls.notna().all(axis=1)
    status, group = scores["status"], scores["group"]
    model = scores["model"] if "model" in scores else pd.Series(None, scores.index, dtype=object)
    members = {
        ALLIED: complete & (status == ALLIED),
        INDEPENDENT: complete & (status == INDEPENDENT),
        WELL_STRUCTURED: complete & (group == WELL_STRUCTURED),
        OTHER_ALLIED: complete & (group == OTHER_ALLIED),
    }
    for name in settings.income_plan.models:
        members[name] = complete & (status == ALLIED) & (model == name)
    ones = pd.Series(1.0, scores.index)
    weights = scores["weight"].astype(float) if "weight" in scores else ones
    return Firms(growth, controls, weights, members, complete, remarks, logs["income_before"])


def compare(firms: Firms, group: str, settings: SurveySettings) -> Sample | Limitation:
    """Return the firms of ``group`` and the independent ones, or why they cannot be compared."""
    import numpy as np

    for name in (INDEPENDENT, group):
        n = int(firms.members[name].sum())
        if n < settings.minimum.per_group:
            numbers = {"n": n, "needed": settings.minimum.per_group}
            if name in settings.income_plan.models:
                return Limitation("few_in_model", numbers, [group_label(name)])
            return Limitation(f"few_{name}", numbers)
    rows = firms.members[group] | firms.members[INDEPENDENT]
    controls = firms.controls[rows]
    remarks: list[Limitation] = []
    treated = firms.members[group][rows].astype(float)
    if "sector" in controls:
        controls, remarks = _sectors(controls, treated)
    controls = controls.loc[:, controls.nunique() > 1]
    # Besides the controls, the group and the constant have a coefficient each.
    needed = settings.minimum.per_coefficient * (controls.shape[1] + 2)
    if len(controls) < needed:
        return Limitation("few_answers", {"n": len(controls), "needed": needed})
    return Sample(
        group,
        np.asarray(firms.growth[rows], dtype=np.float64),
        np.asarray(treated, dtype=np.float64),
        np.asarray(controls, dtype=np.float64),
        np.asarray(firms.weights[rows], dtype=np.float64),
        [str(name) for name in controls],
        list(controls.index),
        remarks,
        np.asarray(firms.baseline[rows], dtype=np.float64),
    )


def _controls(
    scores: pd.DataFrame, known_growth: pd.Series[bool], settings: SurveySettings
) -> tuple[pd.DataFrame, list[Limitation]]:
    """Return the controls that vary, and a remark on those that do not."""
    import numpy as np
    import pandas as pd

    years = (settings.income_plan.last_year - scores["founded"]).clip(lower=0)
    known = {
        "sector": scores["sector"],
        "size": np.log(scores["employees"]),
        "age": np.log1p(years),
        "exports": (scores["exports"] == YES).astype(float).where(scores["exports"].notna()),
    }
    wanted = [str(name) for name in settings.income_plan.controls or []]
    held = [name for name in wanted if known[name][known_growth].nunique() > 1]
    flat = [f"survey.control.{name}" for name in wanted if name not in held]
    remarks = [Limitation("controls_dropped", names=flat)] if flat else []
    return pd.DataFrame({name: known[name] for name in held}, index=scores.index), remarks


def _sectors(
    controls: pd.DataFrame, treated: pd.Series[float]
) -> tuple[pd.DataFrame, list[Limitation]]:
    """Return the controls with the sector as 0/1 columns, the largest sector as the reference.

    Sectors with few firms are merged into one; if that is still too small, it joins the reference.
    """
    sector = controls["sector"]

    def scarce(n: int, inside: int) -> bool:
        return n < SECTOR_FIRMS or min(inside, n - inside) < GROUP_FIRMS

    counts = sector.value_counts().sort_index(kind="stable")
    inside = sector[treated == 1].value_counts().reindex(counts.index, fill_value=0)
    few = [scarce(n, within) for n, within in zip(counts, inside, strict=True)]
    rare = list(counts.index[few])
    common = counts.drop(rare).sort_values(ascending=False, kind="stable")
    joined = scarce(int(counts[few].sum()), int(inside[few].sum()))
    dummies = controls.drop(columns="sector")
    for name in sorted(common.index[1:]):
        dummies[f"sector_{name}"] = (sector == name).astype(float)
    if len(common) and rare and not joined:
        dummies["sector_rare"] = sector.isin(rare).astype(float)
    names = [f"survey.answer.sector.{name}" for name in rare]
    code = "sectors_with_largest" if joined else "sectors_together"
    numbers = {"fewest": SECTOR_FIRMS, "group": GROUP_FIRMS}
    return dummies, [Limitation(code, numbers, names)] if rare else []
