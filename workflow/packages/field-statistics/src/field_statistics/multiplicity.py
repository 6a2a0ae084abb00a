"""Several tests at once: p-values adjusted for their number."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Literal, TypeVar

Method = Literal["holm", "bh"]
Name = TypeVar("Name", bound=Hashable)

_METHODS = {"holm": "holm", "bh": "fdr_bh"}


def adjust_p_values(p_values: Mapping[Name, float], method: Method) -> dict[Name, float]:
    """Return the p-values adjusted over all the tests given.

    Parameters
    ----------
    p_values : mapping of name to float
        One p-value per test.
    method : {"holm", "bh"}
        "holm" controls the probability of any false rejection, "bh" (Benjamini–Hochberg) the expected
        share of false rejections among all.

    Returns
    -------
    dict of name to float
        In the order given.

    References
    ----------
    Holm, S. (1979). A simple sequentially rejective multiple test procedure. *Scandinavian Journal of
    Statistics*, 6(2), 65–70.

    Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful
    approach to multiple testing. *Journal of the Royal Statistical Society B*, 57(1), 289–300.

    Examples
    --------
    >>> adjust_p_values({"trust": 0.01, "planning": 0.04}, "holm")
    {'trust': 0.02, 'planning': 0.04}
    """
    from statsmodels.stats.multitest import multipletests

    if not p_values:
        return {}
    found = multipletests(list(p_values.values()), method=_METHODS[method])[1]
    return dict(zip(p_values, found.tolist(), strict=True))
