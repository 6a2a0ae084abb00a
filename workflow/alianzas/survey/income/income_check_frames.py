"""The income checks as frames, which the tables print and the figures draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.survey.income.balance import Overlap
from alianzas.survey.income.income_checks import IncomeChecks
from alianzas.survey.income.propensity_bars import bars

if TYPE_CHECKING:
    import pandas as pd


def effects_frame(checks: IncomeChecks) -> pd.DataFrame:
    """Return one row per estimand and estimator.

    Columns: group, estimand, estimator, percent, low, high, p, n_treated, n_control (missing
    where not estimated), hidden (whether an estimate is not shown).
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
            row |= {"p": estimate.p}
        if estimate is not None or effect.hidden:
            row |= {"n_treated": effect.n_treated, "n_control": effect.n_control}
        rows.append(row | {"hidden": effect.hidden})
    numbers = ["percent", "low", "high", "p", "n_treated", "n_control"]
    frame = pd.DataFrame(rows, columns=["group", "estimand", "estimator", *numbers, "hidden"])
    return frame.astype(dict.fromkeys(numbers, "float64") | {"hidden": bool})


def balance_frame(checks: IncomeChecks) -> pd.DataFrame:
    """Return group, estimand, covariate, stage, difference, ratio of every comparison examined.

    What is not shown is missing, and ``hidden``.
    """
    import pandas as pd

    columns = ["group", "estimand", "covariate", "stage", "difference", "ratio", "hidden"]
    frames = [
        found.balance.assign(group=group, estimand=found.estimand)[columns]
        for group, found in checks.overlap.items()
        if isinstance(found, Overlap)
    ]
    if not frames:
        kinds = {"difference": float, "ratio": float, "hidden": bool}
        return pd.DataFrame(columns=columns).astype(kinds)
    frame = pd.concat(frames, ignore_index=True)
    numbers = ["difference", "ratio"]
    frame[numbers] = frame[numbers].mask(frame["hidden"])
    return frame


def overlap_frame(checks: IncomeChecks, fewest: int) -> pd.DataFrame:
    """Return the bars of the histograms of propensities: group, treated (0/1), low, high, n.

    Bars that stand for fewer than ``fewest`` firms are joined with their neighbours
    (:func:`.propensity_bars.bars`).
    """
    import pandas as pd

    rows = [
        {"group": group, "treated": treated, "low": low, "high": high, "n": n}
        for group, found in checks.overlap.items()
        if isinstance(found, Overlap)
        for treated in (0, 1)
        for low, high, n in bars(found.score[found.sample.treated == treated], fewest)
    ]
    frame = pd.DataFrame(rows, columns=["group", "treated", "low", "high", "n"])
    return frame.astype({"group": object, "low": float, "high": float})


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
