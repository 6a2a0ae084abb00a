"""Which numbers of firms may be published: none that is small and not zero."""

from __future__ import annotations

from collections.abc import Mapping

from alianzas.config.survey_settings import SurveySettings
from field_statistics.joint_suppression import CountTables


def published(count: int, firms: int, settings: SurveySettings) -> tuple[int | None, float | None]:
    """Return a number of firms and their share, or neither where the number is too small."""
    if not firms:
        return count, None
    if 0 < count < settings.small_cell:
        return None, None
    return count, count / firms


def published_part(
    count: int, firms: int, settings: SurveySettings
) -> tuple[int | None, float | None]:
    """Return how many of ``firms`` are of one of two kinds, and their share, or neither.

    One number tells the other, so that neither may be small.
    """
    if published(firms - count, firms, settings)[0] is None:
        return None, None
    return published(count, firms, settings)


def published_models(
    counts: Mapping[str, int], firms: int, settings: SurveySettings
) -> dict[str, tuple[int | None, float | None]]:
    """Return how many of ``firms`` are in each model of alliance, and their share, or neither.

    Where a firm is in one model, small numbers are hidden with another, so that the number of all
    firms does not give them back. Where the study compares the incomes of models with enough firms,
    the size of each group is part of every estimate, and so is what they leave over: all are shown, and
    nothing else is told of those few firms.
    """
    hidden: frozenset[str] = frozenset()
    compared = [] if settings.income is None else settings.income.models
    sizes = [counts.get(name, 0) for name in compared]
    if not sizes or min(sizes) < settings.small_cell:
        hidden = frozenset(
            name for name, count in counts.items() if 0 < count < settings.small_cell
        )
        if sum(counts.values()) == firms:
            tables = CountTables()
            cells = []
            for name, count in counts.items():
                cells.append(tables.cell(count))
                tables.show(name, cells[-1:], count or settings.small_cell)
            tables.sums_to(cells, firms)
            hidden = tables.hide(settings.small_cell, hidden)
    return {
        name: (None, None) if name in hidden else (count, count / firms if firms else None)
        for name, count in counts.items()
    }
