"""Common method variance: does a single source, the questionnaire itself, tie the answers together?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from field_statistics.measurement.incomplete_covariances import SINGULAR, Matrix

if TYPE_CHECKING:
    import pandas as pd


def single_factor_share(correlation: Matrix) -> float:
    """Return the share of the items' variance on the first unrotated component.

    Harman's single-factor test as usually run (Podsakoff et al., 2003).
    """
    import numpy as np

    return float(np.linalg.eigvalsh(correlation)[-1] / len(correlation))


def full_collinearity(scores: pd.DataFrame) -> pd.Series | None:
    """Return the variance inflation factor of each score given all others (Kock, 2015).

    ``scores``: units × constructs, complete. None where they are collinear, a score does not vary, or
    there are no more units than constructs.
    """
    import numpy as np
    import pandas as pd

    units, constructs = scores.shape
    if units <= constructs + 1 or constructs < 2 or not (scores.std() > 1e-12).all():
        return None
    correlation = np.corrcoef(scores.to_numpy(dtype=float), rowvar=False)
    if np.linalg.eigvalsh(correlation)[0] < SINGULAR:
        return None
    return pd.Series(np.linalg.inv(correlation).diagonal(), index=scores.columns)


def without_marker(correlations: pd.DataFrame, marker: str) -> tuple[float, pd.DataFrame]:
    """Return the marker's smallest correlation, and the other correlations corrected for it.

    ``correlations``: square, of scores; ``marker``: a score that theory relates to none of the others.
    Its smallest correlation in absolute value estimates what the method adds to every correlation
    (Lindell and Whitney, 2001): (r − m) / (1 − m). A negative value adds nothing and counts as 0.
    """
    others = [name for name in correlations.columns if name != marker]
    with_marker = correlations.loc[others, marker]
    smallest = max(float(with_marker.iloc[int(with_marker.abs().argmin())]), 0.0)
    return smallest, (correlations.loc[others, others] - smallest) / (1 - smallest)
