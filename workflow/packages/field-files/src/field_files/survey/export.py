"""What every reader returns: headers, numbered rows, and what the file says about them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from human_files.errors import DataError

if TYPE_CHECKING:
    import pandas as pd

Cell = object

#: The purposes that a column of the tool's own may have, whatever the tool calls it.
ROLES = ("id", "uuid", "submitted", "review", "start", "end", "duration", "finished")


class UnreadableExportError(DataError):
    """A file that cannot be read as a survey export."""


class EmptyExportError(DataError):
    """A survey export without any submission."""


class RepeatedColumnError(DataError):
    """Two columns with the same header, so that it is unclear which one counts."""


class NoAnswersError(DataError):
    """A file that belongs to a survey but holds no answers: a questionnaire, a syntax file."""


class SetAside(NamedTuple):
    """Something in a file that is set aside.

    Parameters
    ----------
    what : str
        What it is, such as ``'column "E-mail"'``.
    why : str
        Why it is not among the answers.
    """

    what: str
    why: str


@dataclass(frozen=True)
class Export:
    """A survey export as it was read.

    Parameters
    ----------
    file : str
        What messages call the file.
    headers : list of str
        The names of the columns.
    rows : list of tuple
        The number of each row in the file (the header is row 1) and its cells, one per header;
        None where a cell is empty.
    format : str
        The tool or format that was recognised.
    wording : mapping of str to str
        The text of the question, by header, where the file has it.
    value_labels : mapping of str to mapping of str to str
        The label of each code, by header.
    roles : mapping of str to str
        The header of each of the tool's own columns, by purpose: ``"id"``, ``"uuid"``,
        ``"submitted"``, ``"review"``, ``"start"``, ``"end"``, ``"duration"``, ``"finished"``.
    metadata : sequence of str
        The headers of all columns of the tool's own.
    user_missing : mapping of tuple to str
        The code or label of every declared "no answer", by row number and header; the cell itself
        is None.
    not_asked : set of tuple
        The row number and header of every cell of a question that was not shown; the cell is None.
    needs : mapping of str to str
        The columns that the tool's exports always have, by purpose.
    repeats : mapping of str to Export
        The rows of each repeated group, by its name.
    set_aside : sequence of SetAside
        What is not among the answers, and why.
    decimal_comma : bool
        Whether 1,5 is a number.
    rows_per_respondent : bool
        Whether a respondent has several rows (events).
    no_answers : str, optional
        What the file is, if it holds no answers.
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
    not_asked: Set[tuple[int, str]] = frozenset()
    needs: Mapping[str, str] = field(default_factory=dict)
    repeats: Mapping[str, Export] = field(default_factory=dict)
    set_aside: Sequence[SetAside] = ()
    decimal_comma: bool = False
    rows_per_respondent: bool = False
    no_answers: str | None = None

    def column(self, header: str) -> list[Cell]:
        """Return the cells of one column.

        Parameters
        ----------
        header : str
            The name of the column.

        Returns
        -------
        list
            One cell per row.
        """
        place = self.headers.index(header)
        return [cells[place] for _, cells in self.rows]

    def to_frame(self) -> pd.DataFrame:
        """Return the answers as a frame.

        Returns
        -------
        pandas.DataFrame
            One row per row of the file, indexed by its number there, and one column per header; all
            of the dtype object, None where a cell is empty.
        """
        import pandas as pd

        numbers = pd.Index([number for number, _ in self.rows], name="row")
        cells = [cells for _, cells in self.rows]
        return pd.DataFrame(cells, index=numbers, columns=self.headers, dtype="object")


def text_of(cell: Cell) -> str:
    """Return a cell as text, whole numbers without a decimal point."""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)
