"""What an estimator returns in place of a number that the data do not allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NotEstimable:
    """Why something could not be estimated.

    Attributes
    ----------
    code : str
        The reason: "collinear", "leverage", "separation", "one_group", "no_variance", "no_match",
        "bootstrap", "ordered_logit", "proportional_odds" or "one_study" from this package; a caller may
        add its own and give each its wording.
    numbers : mapping of str to int
        Values for the placeholders of that wording.
    names : sequence of str
        Names of what is concerned, for the same purpose.

    Examples
    --------
    >>> from field_statistics.regression import regress_hc3
    >>> import pandas as pd
    >>> twice = pd.DataFrame({"a": [1, 2, 3, 4.0], "b": [2, 4, 6, 8.0]})
    >>> regress_hc3(pd.Series([1, 3, 2, 4.0]), twice, 0.95).code
    'collinear'
    """

    code: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    names: Sequence[str] = ()
