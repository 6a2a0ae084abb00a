"""Coefficients of agreement that other distributions add to those of this package.

A distribution declares them as entry points of the group :data:`GROUP`; nothing here needs editing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ratings = npt.NDArray[np.float64]

#: Written so that a workflow can find it and rerun what depends on the distributions installed.
GROUP = "field_statistics.agreement_coefficients"
_NAME = re.compile(r"[a-z][a-z0-9_]*")


class CoefficientError(ValueError):
    """A coefficient that another distribution adds cannot be used; the message says why."""


@dataclass(frozen=True)
class AgreementCoefficient:
    """A coefficient of agreement, as a distribution declares it in its entry point.

    Attributes
    ----------
    function : callable
        Takes the ratings (array of float, items × readers: the number of the category, counted from
        0; NaN for a missing rating) and returns the value, or None where it is undefined.
    label : mapping of str to str
        What a table calls it, by code of the language; English ("en") is used where a language is
        missing.
    """

    function: Callable[[Ratings], float | None]
    label: Mapping[str, str]


@dataclass(frozen=True)
class FurtherCoefficient:
    """A coefficient that is installed: its ``name``, where it is from, and what was declared."""

    name: str
    distribution: str
    declared: AgreementCoefficient

    def label(self, language: str) -> str:
        """Return what a table in ``language`` calls it."""
        return self.declared.label.get(language, self.declared.label["en"])

    def value(self, ratings: Ratings) -> float | None:
        """Return the coefficient of ``ratings`` (items × readers); None where it is undefined.

        Raises CoefficientError where the function fails, whatever the reason: it is not ours.
        """
        try:
            found = self.declared.function(ratings)
            value = None if found is None else float(found)
        except Exception as error:
            raise CoefficientError(
                f"the coefficient {self.name} of {self.distribution} fails: {error!r}"
            ) from error
        return value if value is not None and math.isfinite(value) else None


def further_coefficients() -> list[FurtherCoefficient]:
    """Return the coefficients of agreement that installed distributions add.

    Returns
    -------
    list of FurtherCoefficient
        In alphabetical order of their names; empty if nothing is installed.

    Raises
    ------
    CoefficientError
        If one cannot be loaded, is not an :class:`AgreementCoefficient` with an English label, has
        a name that is not lower-case letters, digits and ``_``, or shares its name with another.
    """
    found: dict[str, FurtherCoefficient] = {}
    for point in _entry_points():
        one = _load(point)
        if one.name in found:
            other = found[one.name].distribution
            raise CoefficientError(f"{other} and {one.distribution} both add {one.name}")
        found[one.name] = one
    return list(found.values())


def ratings_matrix(
    ratings: Sequence[Sequence[Hashable]], categories: Sequence[Hashable]
) -> Ratings:
    """Return ratings as the numbers of their categories, for a coefficient's function.

    Parameters
    ----------
    ratings : sequence of n sequences
        The categories each item was given, one per reader; None stands for a missing rating.
    categories : sequence of hashable values
        Every category there is, in the order of their numbers.

    Returns
    -------
    array of float, items × readers
        Numbers from 0; NaN for a missing rating.

    Examples
    --------
    >>> ratings_matrix([("no", "yes"), ("yes", None)], ["no", "yes"]).tolist()
    [[0.0, 1.0], [1.0, nan]]
    """
    import numpy as np

    number = {category: place for place, category in enumerate(categories)}
    return np.array(
        [[math.nan if one is None else number[one] for one in given] for given in ratings],
        dtype="float64",
    )


def _entry_points() -> Iterator[EntryPoint]:
    """Yield the entry points of the group, sorted, so that the order of folders does not matter."""
    yield from sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))


def _distribution(point: EntryPoint) -> str:
    """Return the name and version of the distribution that declares an entry point."""
    dist = point.dist
    return f"{dist.name} {dist.version}" if dist is not None else point.value


def _load(point: EntryPoint) -> FurtherCoefficient:
    """Load one entry point and check what it declares."""
    distribution = _distribution(point)
    place = f"the coefficient {point.name} of {distribution}"
    if not _NAME.fullmatch(point.name):
        raise CoefficientError(f"{place}: a name has only lower-case letters, digits and _")
    try:
        declared = point.load()
    except Exception as error:
        raise CoefficientError(f"{place} cannot be loaded: {error!r}") from error
    if not isinstance(declared, AgreementCoefficient) or not declared.label.get("en"):
        raise CoefficientError(
            f"{place}: {point.value} is not an AgreementCoefficient with an English label"
        )
    return FurtherCoefficient(point.name, distribution, declared)
