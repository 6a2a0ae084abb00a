"""The specification curve of one effect: its estimates, their summary, and the joint tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.limitation import Limitation
from alianzas.survey.questionnaire import ALLIED
from alianzas.survey.robustness.specifications import Plan, Specification
from alianzas.survey.scores import WELL_STRUCTURED
from field_statistics.many_outcomes.least_squares_batches import p_value_and_z
from field_statistics.many_outcomes.permutation import permutation_p_value

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Decimals beyond which estimates differ only by rounding; such estimates keep the plan's order.
_SAME = 12


def income_targets(settings: SurveySettings) -> tuple[str, ...]:
    """Return the groups whose income growth is compared with that of independent firms."""
    return (ALLIED,) if settings.well_structured is None else (WELL_STRUCTURED, ALLIED)


@dataclass(frozen=True)
class EstimatedSpecification:
    """One specification, estimated on the data (first row) and on their permutations.

    ``estimate``, ``error``, ``df``: one per row; ``n``: number of firms in the data's estimate.
    """

    specification: Specification
    estimate: Array
    error: Array
    df: Array
    n: int


@dataclass(frozen=True)
class Summary:
    """What the specifications say jointly.

    ``positive`` and ``negative``: shares of the estimates that are significant in that direction;
    ``stouffer``: the sum of their z divided by the root of their number. The p-values come from
    the permutations: a median or a Stouffer's z at least as far from zero, or a share at least as
    large in the claimed (positive) direction; None where nothing was permuted.
    """

    specifications: int
    median: float
    quartiles: tuple[float, float]
    positive: float
    negative: float
    stouffer: float
    p_median: float | None = None
    p_share: float | None = None
    p_stouffer: float | None = None

    def verdict(self, confidence: float) -> str:
        """Return positive or negative if median and Stouffer's z both say so, else unclear."""
        tests = (self.p_median, self.p_stouffer)
        clear = all(p is not None and p < 1 - confidence for p in tests)
        if not clear or self.median * self.stouffer <= 0:
            return "unclear"
        return "positive" if self.median > 0 else "negative"


@dataclass(frozen=True)
class Curve:
    """All specifications of an effect; ``limitation`` says why there is no ``summary``, if so.

    ``target``: what is estimated; ``frame``: one row per specification that could be estimated, its
    options, estimate, low, high, p and n, by size; ``failed``: specifications without an estimate.
    """

    target: str
    plan: Plan | None
    frame: pd.DataFrame
    summary: Summary | None
    failed: int = 0
    permutations: int = 0
    limitation: Limitation | None = None


def no_curve(target: str, limitation: Limitation) -> Curve:
    """Return the curve of an effect that cannot be estimated at all."""
    import pandas as pd

    return Curve(target, None, pd.DataFrame(), None, limitation=limitation)


def as_curve(
    target: str,
    chosen: Plan,
    made: Sequence[EstimatedSpecification],
    confidence: float,
    tested: bool = True,
) -> Curve:
    """Return the curve of the specifications ``made``, if ``tested`` against their permutations."""
    import numpy as np
    import pandas as pd
    from scipy.special import stdtrit

    known = [m for m in made if np.isfinite(m.estimate[0]) and m.error[0] > 0]
    if not known:
        return no_curve(target, Limitation("no_specification"))
    rows = []
    for m in known:
        reach = float(stdtrit(m.df[0], (1 + confidence) / 2) * m.error[0])
        p = float(p_value_and_z(m.estimate[0], m.error[0], m.df[0])[0])
        value = float(m.estimate[0])
        rows.append(
            dict(m.specification.options)
            | {"estimate": value, "low": value - reach, "high": value + reach, "p": p, "n": m.n}
        )
    frame = pd.DataFrame(rows).sort_values(
        "estimate", key=lambda values: values.round(_SAME), kind="stable", ignore_index=True
    )
    return Curve(
        target,
        chosen,
        frame,
        _summary(known, confidence, tested),
        len(chosen.made) - len(known),
        len(known[0].estimate) - 1 if tested else 0,
    )


def _summary(known: Sequence[EstimatedSpecification], confidence: float, tested: bool) -> Summary:
    """Return the summary of the specifications that could be estimated."""
    import numpy as np

    estimates = np.stack([m.estimate for m in known])
    errors, df = np.stack([m.error for m in known]), np.stack([m.df for m in known])
    p, z = p_value_and_z(estimates, errors, df)
    clear = p < 1 - confidence
    # A permutation in which a specification fails is judged by the other specifications.
    with np.errstate(all="ignore"):
        there = np.isfinite(z)
        median = np.nanmedian(estimates, axis=0)
        count = there.sum(axis=0)
        positive = (clear & (z > 0)).sum(axis=0) / count
        negative = (clear & (z < 0)).sum(axis=0) / count
        stouffer = np.nansum(np.where(there, z, 0), axis=0) / np.sqrt(count)
    low, high = np.quantile(estimates[:, 0], [0.25, 0.75])
    found = (
        len(known),
        float(median[0]),
        (float(low), float(high)),
        float(positive[0]),
        float(negative[0]),
        float(stouffer[0]),
    )
    if not tested:
        return Summary(*found)
    return Summary(
        *found,
        permutation_p_value(median[1:], found[1]),
        permutation_p_value(positive[1:], found[3], "above"),
        permutation_p_value(stouffer[1:], found[5]),
    )
