"""The income checks as frames, which the tables print and the figures draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.survey.income.balance import Overlap
from alianzas.survey.income.income_checks import IncomeChecks

if TYPE_CHECKING:
    import pandas as pd


def effects_frame(checks: IncomeChecks) -> pd.DataFrame:
    """Return one row per estimand and estimator.

    Columns: group, estimand, estimator, percent, low, high, p, n_treated, n_control (missing
    where not estimated).
    """
    import pandas as pd

    rows = []
    for effect in checks.effects:
        row: dict[str, object] = {
            "group": effect.group,
            "estimand": effect.estimand,
            "estimator": effect.estimator,
        }
        if (estimate := effect.estimate) is not None:
            row |= {"percent": estimate.value, "low": estimate.low, "high": estimate.high}
            row |= {"p": estimate.p, "n_treated": effect.n_treated, "n_control": effect.n_control}
        rows.append(row)
    numbers = ["percent", "low", "high", "p", "n_treated", "n_control"]
    frame = pd.DataFrame(rows, columns=["group", "estimand", "estimator", *numbers])
    return frame.astype(dict.fromkeys(numbers, "float64"))


def balance_frame(checks: IncomeChecks) -> pd.DataFrame:
    """Return group, estimand, covariate, stage, difference, ratio of every comparison examined."""
    import pandas as pd

    columns = ["group", "estimand", "covariate", "stage", "difference", "ratio"]
    frames = [
        found.balance.assign(group=group, estimand=found.estimand)[columns]
        for group, found in checks.overlap.items()
        if isinstance(found, Overlap)
    ]
    if not frames:
        return pd.DataFrame(columns=columns).astype({"difference": float, "ratio": float})
    return pd.concat(frames, ignore_index=True)


def overlap_frame(checks: IncomeChecks) -> pd.DataFrame:
    """Return group, treated (0/1) and propensity of every firm compared."""
    import pandas as pd

    frames = [
        pd.DataFrame(
            {"group": group, "treated": found.sample.treated.astype(int), "score": found.score}
        )
        for group, found in checks.overlap.items()
        if isinstance(found, Overlap)
    ]
    if not frames:
        return pd.DataFrame({"group": [], "treated": [], "score": []}).astype({"group": object})
    return pd.concat(frames, ignore_index=True)


def quantiles_frame(checks: IncomeChecks) -> pd.DataFrame:
    """Return group, estimand, quantile, percent, low, high, p, n (missing where not estimated)."""
    import pandas as pd

    rows = []
    for effects in checks.quantiles.values():
        for effect in effects:
            row: dict[str, object] = {
                "group": effect.group,
                "estimand": effect.estimand,
                "quantile": effect.quantile,
            }
            if (estimate := effect.estimate) is not None:
                row |= {"percent": estimate.value, "low": estimate.low, "high": estimate.high}
                row |= {"p": estimate.p, "n": estimate.n}
            rows.append(row)
    numbers = ["quantile", "percent", "low", "high", "p", "n"]
    frame = pd.DataFrame(rows, columns=["group", "estimand", *numbers])
    return frame.astype(dict.fromkeys(numbers, "float64"))
