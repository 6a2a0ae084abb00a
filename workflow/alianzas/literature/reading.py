"""What a reader of one file format hands back: the records, and an account of everything else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from alianzas.literature.content import Content
from alianzas.literature.record import Record


class Remark(NamedTuple):
    """Something about one record of a file: ``line`` where it begins, ``name`` how to find it."""

    line: int
    name: str
    reason: str


@dataclass
class Reading:
    """The records of a file in its order.

    ``repaired`` lists records that are complete but needed help; ``broken`` those that could not
    be read; ``cut`` is the last record of a file that ends in its middle.
    """

    records: list[Record] = field(default_factory=list)
    repaired: list[Remark] = field(default_factory=list)
    broken: list[Remark] = field(default_factory=list)
    cut: Remark | None = None


class Reader(NamedTuple):
    """A file format: its name, how to recognise it from content, and how to read it."""

    format: str
    recognises: Callable[[Content], bool]
    read: Callable[[Content], Reading]


#: Document types of every format in one vocabulary.
DOCUMENT_TYPES = (
    "article",
    "book",
    "chapter",
    "conference paper",
    "report",
    "thesis",
    "web page",
    "preprint",
    "data set",
    "other",
)


def shorten(text: str, length: int = 60) -> str:
    """Return ``text`` cut at a blank to at most about ``length`` signs, with an ellipsis."""
    if len(text) <= length:
        return text
    return text[:length].rsplit(" ", 1)[0] + " …"
