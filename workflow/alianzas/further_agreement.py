"""Columns and facts for coefficients of agreement that other distributions add.

With none installed there are no columns and no facts, and nothing else changes.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import cache

from field_statistics.further_agreement import (
    CoefficientError,
    FurtherCoefficient,
    further_coefficients,
    ratings_matrix,
)
from honest_results.facts import Fact
from honest_results.tables import Column
from human_files.errors import Problem, ResultError
from human_files.language.current import current_languages
from human_files.language.messages import message

#: Names of columns and facts that the study has itself.
TAKEN = frozenset(
    (
        *("ac1", "alpha", "base_rate", "code", "codes", "dimension", "fleiss", "item", "kappa"),
        *("level", "lowest", "n", "pabak", "panel", "percent", "stage", "strength", "what"),
    )
)


@cache
def installed() -> list[FurtherCoefficient]:
    """Return the coefficients that are installed; ResultError where one cannot be used."""
    try:
        found = further_coefficients()
    except CoefficientError as error:
        raise _refused(error) from error
    for one in found:
        if one.name in TAKEN:
            raise _refused(
                message(
                    "the coefficient {name} of {distribution} has a name in use",
                    name=one.name,
                    distribution=one.distribution,
                )
            )
    return found


def further_values(
    ratings: Sequence[Sequence[Hashable]], categories: Sequence[Hashable]
) -> dict[str, float | None]:
    """Return the value of each coefficient; ``ratings`` are one sequence of readers per item."""
    coefficients = installed()
    if not coefficients:
        return {}
    matrix = ratings_matrix(ratings, categories)
    try:
        return {one.name: one.value(matrix) for one in coefficients}
    except CoefficientError as error:
        raise _refused(error) from error


def further_columns(decimals: int | None = None) -> list[Column]:
    """Return a table's column for each coefficient; their labels are :func:`further_labels`."""
    return [Column(one.name, _label(one), "coefficient", decimals) for one in installed()]


def further_labels() -> dict[str, Mapping[str, str]]:
    """Return the columns' labels in every language."""
    return {
        _label(one): {language: one.label(language) for language in current_languages()}
        for one in installed()
    }


def further_facts(
    stem: str, values: Mapping[str, float | None], n: int | None = None, decimals: int | None = None
) -> list[Fact]:
    """Return the facts ``<stem>.<coefficient>`` of :func:`further_values`."""
    return [
        Fact(f"{stem}.{name}", value, "coefficient", n=n, decimals=decimals)
        for name, value in values.items()
    ]


def _label(one: FurtherCoefficient) -> str:
    return f"agreement.column.{one.name}"


def _refused(reason: object) -> ResultError:
    return ResultError(
        Problem(
            message("coefficients of agreement"),
            f"{reason}.",
            message(
                "Mend or uninstall that distribution (what it must declare: README of "
                "field-statistics)."
            ),
        )
    )
