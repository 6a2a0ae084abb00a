"""What a reader of one format returns: the records, and an account of everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from human_files.text.content import Content
from references.record import Record

#: A file may have this many records: reading more would take memory and time that a review never needs.
MOST_RECORDS = 1_000_000
#: And this many damaged ones.
MOST_DAMAGED = 200_000
#: The remark on a record with text that had been encoded twice.
DOUBLY_ENCODED = 'letters that had been encoded twice (as in "Ã©" for "é") were repaired'


class TooManyRecordsError(Exception):
    """A file with more than :data:`MOST_RECORDS` records."""


class _Records(list[Record]):
    """The records of a file, which are only so many."""

    def append(self, record: Record) -> None:
        """Add a record; raises TooManyRecordsError."""
        if len(self) >= MOST_RECORDS:
            raise TooManyRecordsError
        super().append(record)


class Remark(NamedTuple):
    """A remark on one record of a file.

    Parameters
    ----------
    line : int
        The line where the record begins, from 1.
    name : str
        What to look for in the file: its title, DOI or key.
    reason : str
        What is remarkable.
    record : Record, optional
        What could be recovered of a record that is broken or cut off, at least its position and
        line; None for one that is complete.
    """

    line: int
    name: str
    reason: str
    record: Record | None = None


class _Damaged(list[Remark]):
    """The damaged records of a file, which are only so many."""

    def append(self, remark: Remark) -> None:
        """Add a remark; raises TooManyRecordsError."""
        if len(self) >= MOST_DAMAGED:
            raise TooManyRecordsError
        super().append(remark)


@dataclass
class Reading:
    """What a reader found in a file.

    Parameters
    ----------
    records : list of Record
        The complete records, in the order of the file.
    repaired : list of Remark
        Records among them that needed help.
    broken : list of Remark
        Records that could not be read as they are.
    cut : Remark, optional
        The last record of a file that ends in the middle of it.
    warnings : list of str
        Sentences about the file as a whole.
    origins : list of tuple
        Source, file, position and line of each record; only where the file itself tells them.
    outside : list of int
        The lines (from 1) that are not empty and belong to no record, such as a provider's preamble.
    """

    records: list[Record] = field(default_factory=_Records)
    repaired: list[Remark] = field(default_factory=list)
    broken: list[Remark] = field(default_factory=_Damaged)
    cut: Remark | None = None
    warnings: list[str] = field(default_factory=list)
    origins: list[tuple[str, str, int, int]] = field(default_factory=list)
    outside: list[int] = field(default_factory=list)

    def leave_outside(self, text: str, line: int) -> None:
        """Note that a piece of the file, which begins in a line, belongs to no record."""
        self.outside += [
            number for number, one in enumerate(text.split("\n"), start=line) if one.strip()
        ]


class Reader(NamedTuple):
    """A bibliographic format; other distributions can add theirs (group ``references.readers``).

    Parameters
    ----------
    format : str
        Its name, as users know it.
    recognises : callable
        Takes a :class:`human_files.Content` and returns whether it is in this format.
    read : callable
        Takes such a content and returns a :class:`Reading`.
    """

    format: str
    recognises: Callable[[Content], bool]
    read: Callable[[Content], Reading]


def shorten(text: str, length: int = 60) -> str:
    """Return ``text`` cut at a space to about ``length`` characters, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"
