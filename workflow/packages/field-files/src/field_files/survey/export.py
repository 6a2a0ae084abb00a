"""What every reader hands over: headers, rows with their numbers, and what the file says of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from human_files.errors import DataError

Cell = object

#: What a column can be for, whatever the tool calls it.
ROLES = ("id", "uuid", "submitted", "review", "start", "end", "duration", "finished")


class UnreadableExportError(DataError):
    """The file cannot be read."""


class EmptyExportError(DataError):
    """The file holds no submission."""


class RepeatedColumnError(DataError):
    """Two columns share a header, so that it is unclear which one counts."""


class NoAnswersError(DataError):
    """The file belongs to a survey but holds no answers: a questionnaire, a syntax file."""


class SetAside(NamedTuple):
    """Something of the file that is no answer: ``what`` it is and ``why`` it is set aside."""

    what: str
    why: str


@dataclass(frozen=True)
class Export:
    """An export as it stands.

    ``rows`` pairs each row's number in the file (header = 1) with its cells, None where empty.
    ``wording``: header → the question's text, where the file carries it. ``value_labels``: header →
    code → label. ``roles``: what the tool's own columns are for (see :data:`ROLES`) → header; all
    columns of the tool's own are ``metadata``; ``needs``: the roles its exports always have.
    ``user_missing``: (row number, header) → the code or label that a declared "no answer" had; the
    cell itself is None. ``repeats``: name of a repeated group → its own rows. ``decimal_comma``:
    whether 1,5 is a number. ``rows_per_respondent``: whether a respondent has several rows
    (events). ``no_answers``: what the file is, where it holds none.
    """

    file: str
    headers: list[str]
    rows: list[tuple[int, list[Cell]]]
    format: str = "XLSX"
    wording: Mapping[str, str] = field(default_factory=dict)
    value_labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    roles: Mapping[str, str] = field(default_factory=dict)
    metadata: Sequence[str] = ()
    user_missing: Mapping[tuple[int, str], str] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    repeats: Mapping[str, Export] = field(default_factory=dict)
    set_aside: Sequence[SetAside] = ()
    decimal_comma: bool = False
    rows_per_respondent: bool = False
    no_answers: str | None = None

    def column(self, header: str) -> list[Cell]:
        """Return the cells of one column."""
        place = self.headers.index(header)
        return [cells[place] for _, cells in self.rows]


def text_of(cell: Cell) -> str:
    """Return the cell as text, whole numbers without a decimal point."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
