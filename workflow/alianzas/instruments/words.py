"""The words of a paper in one language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from alianzas.instruments.expressions import plain as plain_number
from alianzas.instruments.markdown import marked
from human_files.language.grammar import grammar
from human_files.language.labels import Labels
from human_files.language.numbers import format_value, locale_of


@dataclass(frozen=True)
class PaperWords:
    """Labels of the instruments in one language."""

    labels: Labels
    language: str

    def __call__(self, key: str, **fields: object) -> str:
        """Return a label, its fields filled."""
        return self.labels(f"instruments.{key}", self.language).format(**fields)

    def fill_in(self, what: str) -> str:
        """Return the Markdown of a place that the team has to fill in, and says so."""
        return self.fill_in_from(f"paper.{what}")

    def fill_in_from(self, key: str) -> str:
        """Return the same from the key of the label that says what is to be filled in."""
        return marked(self("paper.fill_in", what=self(key)))

    def day(self, day: date) -> str:
        """Return a day as the language writes it."""
        from babel.dates import format_date

        return str(format_date(day, grammar(self.language).date, locale_of(self.language)))

    def number(self, value: float) -> str:
        """Return a number in the decimals it has."""
        text = plain_number(value)
        decimals = len(text.partition(".")[2])
        return format_value(value, "number", self.language, decimals=decimals)

    def percent(self, value: float) -> str:
        """Return a share as a percentage, with a decimal where it has one."""
        decimals = 0 if abs(value * 100 - round(value * 100)) < 1e-9 else 1
        return format_value(value, "percent", self.language, decimals=decimals)

    def quoted(self, text: str) -> str:
        """Return words in the quotation marks of the language."""
        opening, closing, *_ = grammar(self.language).quotation
        return f"{opening}{text}{closing}"
