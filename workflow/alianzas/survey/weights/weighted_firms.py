"""Firms with their survey weights beside all that they answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

#: The column of the weights in a frame of firms: with a blank, as no question can be called.
WEIGHT = "survey weight"


def with_weights(firms: pd.DataFrame, weights: pd.DataFrame) -> pd.DataFrame:
    """Return the firms with their weights, which are in the column ``weight`` of ``weights``."""
    return firms.assign(**{WEIGHT: weights["weight"].reindex(firms.index)})
