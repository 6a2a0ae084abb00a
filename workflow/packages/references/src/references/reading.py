"""What a reader of one file format hands back: the records, and an account of everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from human_files.text.content import Content
from references.record import Record

#: Why a record was repaired whose text had been through two encodings.
DOUBLY_ENCODED = 'letters that had been encoded twice (as in "Ã©" for "é") were put right'


class Remark(NamedTuple):
    """Something about one record of a file: ``line`` where it begins, ``name`` how to find it.

    ``record`` is what could be recovered of a record that is broken or cut off, its position and
    line at least; None for one that is whole.
    """

    line: int
    name: str
    reason: str
    record: Record | None = None


@dataclass
class Reading:
    """The records of a file in its order.

    ``repaired`` lists records that are complete but needed help; ``broken`` those that could not
    be read as they stand; ``cut`` is the last record of a file that ends in its middle.
    ``warnings`` are sentences about the file as a whole. ``origins`` is filled only where the file
    itself says where each record came from: source, file, position and line.
    """

    records: list[Record] = field(default_factory=list)
    repaired: list[Remark] = field(default_factory=list)
    broken: list[Remark] = field(default_factory=list)
    cut: Remark | None = None
    warnings: list[str] = field(default_factory=list)
    origins: list[tuple[str, str, int, int]] = field(default_factory=list)


class Reader(NamedTuple):
    """A file format: its name, how to recognise it from content, and how to read it."""

    format: str
    recognises: Callable[[Content], bool]
    read: Callable[[Content], Reading]


def shorten(text: str, length: int = 60) -> str:
    """Return ``text`` cut at a blank to at most about ``length`` signs, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"
