"""The level of every cell of a table and of every row of its data.

A table has the weakest level of all it rests on. Where its cells rest on different data, it may say so
per column and row: what a reader sees is marked cell by cell, and the data name the level of each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from honest_results.provenance import LEVELS, SIGNS, weakest
from human_files.errors import Problem, ResultError
from human_files.language.labels import Labels
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd

#: The last column of every CSV file of results; with a column's name, the level of its cells.
PROVENANCE = "provenance"


@dataclass(frozen=True)
class CellLevels:
    """The levels of a table of ``rows`` rows and the columns ``names``.

    ``own`` is the table's own, ``given`` has per column one level per row; columns not named there have
    the table's own. Raises ResultError for levels that cannot be.
    """

    what: str
    own: str
    names: Sequence[str]
    rows: int
    given: Mapping[str, Sequence[str]]

    def __post_init__(self) -> None:
        for column, levels in self.given.items():
            if column not in self.names:
                raise self._wrong(
                    message("names the levels of a column that it does not have."), column
                )
            if len(levels) != self.rows:
                found = message(
                    "has {rows} rows, and the levels of {n} rows.", rows=self.rows, n=len(levels)
                )
                raise self._wrong(found, column)
            for row, level in enumerate(levels, start=1):
                if level not in LEVELS:
                    raise self._wrong(message('has the level "{level}".', level=level), column, row)
                if weakest([level, self.own]) != self.own:
                    raise self._wrong(
                        message(
                            "has a cell that is {level}, and says that it rests on data no "
                            "weaker than {own}.",
                            level=level,
                            own=self.own,
                        ),
                        column,
                        row,
                        message("Name the raw files behind the cell among the table's sources."),
                    )

    def _wrong(
        self, found: str, column: str, row: int | None = None, advice: str = ""
    ) -> ResultError:
        advice = advice or message(
            "Give one of {levels} for each row of a column of the table.", levels=", ".join(LEVELS)
        )
        return ResultError(Problem(self.what, found, advice, row, column))

    @property
    def is_mixed(self) -> bool:
        """Whether the cells are of more than one level."""
        return any(level != self.own for levels in self.given.values() for level in levels)

    def of(self, column: str, row: int) -> str:
        """Return the level of a cell, its row counted from 0."""
        return self.given[column][row] if column in self.given else self.own

    def of_row(self, row: int) -> str:
        """Return the weakest level of the cells of a row."""
        return weakest(self.of(name, row) for name in self.names)

    def marked(self, column: str, row: int) -> str:
        """Return the level with which a cell is marked; empty for none.

        Cells are marked where they differ, all that are named: then no reader has to guess whether a
        cell without a sign is the table's or stronger.
        """
        level = self.given[column][row] if self.is_mixed and column in self.given else ""
        return level if level in SIGNS else ""

    def all_marked(self) -> list[str]:
        """Return the levels of the table's own mark and of its cells', from the strongest."""
        found = {level for levels in self.given.values() for level in levels}
        return [level for level in LEVELS if level in {*found, self.own} and level in SIGNS]

    def with_columns(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the data with the level of each row, and of each cell where these differ."""
        added: dict[str, list[str]] = {}
        if self.is_mixed:
            added = {f"{PROVENANCE}_{name}": [*levels] for name, levels in self.given.items()}
        return self._added(frame, added)

    def of_rows(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the data with the level of each row alone."""
        return self._added(frame, {})

    def _added(self, frame: pd.DataFrame, added: dict[str, list[str]]) -> pd.DataFrame:
        added = {**added, PROVENANCE: [self.of_row(row) for row in range(self.rows)]}
        taken = [name for name in added if name in frame.columns]
        if taken:
            raise self._wrong(
                message("has a column of this name, which is kept for the level of each row."),
                taken[0],
                advice=message("Give the column another name."),
            )
        return frame.assign(**added)


def level_sentence(level: str, labels: Labels, language: str) -> str:
    """Return a sentence that says of what kind data of ``level`` are; empty for observed ones."""
    return f"{labels(f'provenance.stamp.{level}', language)}." if level in SIGNS else ""
