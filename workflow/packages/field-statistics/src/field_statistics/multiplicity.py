"""Several tests at once: p-values adjusted for their number."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Literal, TypeVar

Method = Literal["holm", "bh"]
Name = TypeVar("Name", bound=Hashable)

_METHODS = {"holm": "holm", "bh": "fdr_bh"}


def adjust_p_values(p_values: Mapping[Name, float], method: Method) -> dict[Name, float]:
    """Return the p-values adjusted over all tests given.

    ``holm`` keeps the chance of any false rejection (Holm, 1979), ``bh`` the expected share of false
    ones among the rejections (Benjamini & Hochberg, 1995).
    """
    from statsmodels.stats.multitest import multipletests

    if not p_values:
        return {}
    found = multipletests(list(p_values.values()), method=_METHODS[method])[1]
    return dict(zip(p_values, found.tolist(), strict=True))
