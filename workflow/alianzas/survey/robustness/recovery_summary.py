"""What the recovery study says about each estimator: bias, error and coverage, with their own errors.

The measures and their Monte Carlo standard errors are those of Morris, White and Crowther (2019).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.config.simulation_settings import SurveySimulation
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.true_values import Truth, true_values

if TYPE_CHECKING:
    import pandas as pd

#: Estimators whose rates are compared with the nominal ones, in the order of the tables. The plain
#: difference of means is only shown beside them: it controls for nothing and is biased by design.
JUDGED_ESTIMATORS = (
    "least_squares",
    "bootstrap",
    "alpha",
    "regression",
    "regression_interacted",
    "ipw",
    "aipw",
    "matching",
)
#: Columns of the summary.
COLUMNS = (
    "world",
    "estimator",
    "target",
    "n",
    "truth",
    "bias",
    "bias_error",
    "rmse",
    "rmse_error",
    "coverage",
    "coverage_error",
    "coverage_verdict",
    "rejection",
    "rejection_error",
    "rejection_verdict",
    "positive",
)


def target_truth(truth: Truth, estimator: str, target: str) -> float:
    """Return the true value of a target for an estimator."""
    if estimator == "alpha":
        return truth.alpha[target]
    if estimator in ("least_squares", "bootstrap", "dominance"):
        values = truth.weights if estimator == "dominance" else truth.coefficients
        first, _, second = target.partition("_vs_")
        return values[first] - (values[second] if second else 0.0)
    return truth.effects[target.removesuffix("_ate").removesuffix("_att")]


def binomial_interval(hits: int, n: int, level: float) -> tuple[float, float]:
    """Return the exact interval of a share (Clopper & Pearson, 1934)."""
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = float(betaincinv(hits, n - hits + 1, tail)) if hits else 0.0
    high = float(betaincinv(hits + 1, n - hits, 1 - tail)) if hits < n else 1.0
    return low, high


def judge(hits: int, n: int, nominal: float, level: float) -> str:
    """Return where a rate lies: within (its interval contains the nominal rate), low or high."""
    low, high = binomial_interval(hits, n, level)
    if low <= nominal <= high:
        return "within"
    return "low" if high < nominal else "high"


def summarise(
    found: pd.DataFrame, truths: Mapping[str, Truth], confidence: float, certainty: float
) -> pd.DataFrame:
    """Return one row per world, estimator and target: see :data:`COLUMNS`.

    ``found``: the rows of :func:`alianzas.survey.robustness.recovery.recover`, in any order.
    ``rejection``: the share of intervals that exclude zero, which is an error where the truth is
    zero (judged there against one minus the confidence) and power elsewhere; ``positive``: the
    share of estimates above zero.
    """
    import numpy as np
    import pandas as pd

    ordered = found.sort_values(["world", "estimator", "target", "data_set"], kind="stable")
    rows: list[dict[str, object]] = []
    for key, own in ordered.groupby(["world", "estimator", "target"], sort=False):
        world, estimator, target = (str(part) for part in key)
        truth = target_truth(truths[world], estimator, target)
        value = own["estimate"].to_numpy()
        known = np.isfinite(value)
        value = value[known]
        n = len(value)
        if n < 2:
            continue
        off = value - truth
        rmse = float(np.sqrt((off**2).mean()))
        row: dict[str, object] = {"world": world, "estimator": estimator, "target": target}
        row |= {"n": n, "truth": truth, "bias": off.mean(), "rmse": rmse}
        row["bias_error"] = value.std(ddof=1) / np.sqrt(n)
        row["rmse_error"] = (off**2).std(ddof=1) / np.sqrt(n) / (2 * rmse) if rmse else 0.0
        row["positive"] = (value > 0).mean()
        low, high = (own[name].to_numpy()[known] for name in ("low", "high"))
        given = np.isfinite(low) & np.isfinite(high)
        if given.any():
            low, high, k = low[given], high[given], int(given.sum())
            hits = int(((low <= truth) & (truth <= high)).sum())
            clear = int(((low > 0) | (high < 0)).sum())
            row |= {"coverage": hits / k, "rejection": clear / k}
            for name in ("coverage", "rejection"):
                share = float(row[name])  # type: ignore[arg-type]
                row[f"{name}_error"] = np.sqrt(share * (1 - share) / k)
            row["coverage_verdict"] = judge(hits, k, confidence, certainty)
            if truth == 0:
                row["rejection_verdict"] = judge(clear, k, 1 - confidence, certainty)
        rows.append(row)
    numbers = [name for name in COLUMNS if name not in ("world", "estimator", "target")]
    numbers = [name for name in numbers if not name.endswith("verdict")]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(dict.fromkeys(numbers, "float64"))


def summarise_parts(
    parts: Sequence[pd.DataFrame],
    worlds: Mapping[str, SurveySimulation] | Limitation,
    settings: SurveySettings,
    questionnaire: Questionnaire,
    confidence: float,
) -> pd.DataFrame | Limitation:
    """Return the summary of all parts of the study, or why there is none."""
    import pandas as pd

    if isinstance(worlds, Limitation):
        return worlds
    truths = {world: true_values(one, settings, questionnaire) for world, one in worlds.items()}
    whole = pd.concat(list(parts), ignore_index=True)
    return summarise(whole, truths, confidence, settings.robustness_plan.recovery.certainty)
