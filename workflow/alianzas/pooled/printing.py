"""How estimates of a family are printed: back on the scale of the studies, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from alianzas.pooled.effects import Effect, have_one_scale
from alianzas.pooled.families import Family
from human_files.language.numbers import format_interval, format_value

Bounds = tuple[float, float]


@dataclass(frozen=True)
class Printing:
    """A family whose values are ready to be printed."""

    family: Family

    def value(self, value: float) -> float:
        """Return a value as readers know it, such as a percentage for a difference of logs."""
        return self.family.shown(value)

    def bounds(self, low: float, high: float) -> Bounds:
        """Return the bounds of an interval likewise."""
        return self.family.shown(low), self.family.shown(high)

    def text(self, value: float, interval: Bounds, language: str) -> str:
        """Return a value, as pooled, with its interval: "0.31 [0.10, 0.52]"."""
        return f"{self.value_text(value, language)} {self.interval_text(interval, language)}"

    def value_text(self, value: float, language: str) -> str:
        """Return a value, as pooled, without an interval."""
        family = self.family
        return format_value(self.value(value), family.kind, language, family.decimals)

    def interval_text(self, interval: Bounds, language: str) -> str:
        """Return an interval of values, as pooled."""
        return self.shown_interval(self.bounds(*interval), language)

    def shown_interval(self, interval: Bounds, language: str) -> str:
        """Return an interval of values as readers know them."""
        return format_interval(interval, self.family.kind, language, self.family.decimals)


def printing_of(family: Family, effects: Sequence[Effect]) -> Printing:
    """Return how a family is printed: points of scales that differ are shares of their range."""
    if family.name == "outcome" and not have_one_scale(effects):
        return Printing(replace(family, kind="percent"))
    return Printing(family)
