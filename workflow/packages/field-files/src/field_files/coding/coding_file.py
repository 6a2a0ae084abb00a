"""What is found in a file of coded passages, in the same form whatever the format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: The columns of a table of passages.
COLUMNS = ("case", "source", "coder", "code", "start", "end", "text", "value")


class Passage(NamedTuple):
    """A code given to (value 1) or withheld from (0) a passage of a source or a whole case.

    ``start`` and ``end`` count characters of the source's text (lines end in one); None where the
    file does not say. ``row`` is the row of a table, for messages.
    """

    case: str
    source: str
    coder: str
    code: str
    start: int | None
    end: int | None
    text: str
    value: int
    row: int | None = None


class CodeName(NamedTuple):
    """A code as a program calls it: its name, and the codes it lies under, from the top."""

    name: str
    path: tuple[str, ...] = ()
    description: str = ""
    codable: bool = True


class SetAside(NamedTuple):
    """A coding that is not read: which, and why."""

    what: str
    why: str


@dataclass
class CodingFile:
    """A file of coded passages.

    ``sources`` are the names of what is coded, ``coders`` those who coded; ``for_cases`` counts
    codings that only say which text belongs to which case; ``explicit`` says that the absence of a
    code is written in the file (value 0) and need not be concluded from silence.
    """

    file: str
    format: str
    program: str = ""
    codes: list[CodeName] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    for_cases: int = 0
    explicit: bool = True
    holds_passages: bool = True

    @property
    def coders(self) -> list[str]:
        """Those who coded, in the order of their first passage; one who is not named is ""."""
        return list(dict.fromkeys(passage.coder for passage in self.passages))

    def add_aside(self, passage: Passage, why: str) -> None:
        """Set a passage aside, and say why."""
        self.set_aside.append(SetAside(f'"{passage.code}" in "{passage.source}"', why))

    def of_code(self, name: str) -> Sequence[str]:
        """Return the path of the code ``name``, from the top."""
        return next((code.path for code in self.codes if code.name == name), ())


def overlaps(passages: Sequence[Passage]) -> list[tuple[Passage, Passage]]:
    """Return the pairs of one coder's passages of one code that overlap, each pair once.

    Passages without a place, and those that say a code is absent, are left out.
    """
    found = []
    groups: dict[tuple[str, str, str], list[Passage]] = {}
    for passage in passages:
        if passage.start is not None and passage.end is not None and passage.value == 1:
            key = (passage.coder, passage.source, passage.code)
            groups.setdefault(key, []).append(passage)
    for group in groups.values():
        group.sort(key=lambda one: (one.start or 0, one.end or 0))
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                if (other.start or 0) >= (one.end or 0):
                    break
                found.append((one, other))
    return found
