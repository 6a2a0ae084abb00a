"""The contents of a file of coded passages, in the same form whatever the format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd

#: The columns of a table of passages.
COLUMNS = ("case", "source", "coder", "code", "start", "end", "text", "value")


class Passage(NamedTuple):
    """A code that a coder gave to a passage, or found absent from a whole case.

    Parameters
    ----------
    case, source, coder, code : str
        Names; ``""`` where the file does not say.
    start, end : int, optional
        Where the passage begins and ends in the text of the source, in characters from 0 (a line end
        is one character), the end exclusive; None where the file does not say.
    text : str
        The words of the passage.
    value : int
        1 if the code is present, 0 if it is absent.
    row : int, optional
        The row of a table, for messages.
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
    """A code as a program has it: its name, and the codes above it, from the top."""

    name: str
    path: tuple[str, ...] = ()
    description: str = ""
    codable: bool = True


class SetAside(NamedTuple):
    """A coding that was not read: which one, and why."""

    what: str
    why: str


@dataclass
class CodingFile:
    """A file of coded passages, or a codebook.

    Parameters
    ----------
    file : str
        What messages call the file.
    format, program : str
        The format, and the program that the file comes from, ``""`` if it does not say.
    codes : list of CodeName
        The codes.
    sources : list of str
        The names of the texts that are coded.
    passages : list of Passage
        The passages.
    set_aside : list of SetAside
        Codings that were not read, and why.
    warnings : list of str
        What may be wrong with the file.
    notes : list of str
        How the file was read, where it might be read otherwise, and what of it is no coding.
    about_coders : list of str
        Those of the warnings that are settled when somebody says who coded.
    for_cases : int
        The number of codings that only say which text belongs to which case.
    explicit : bool
        Whether the file records the absence of codes (value 0); otherwise a code without a passage
        may be absent, or not considered.
    holds_passages : bool
        False for a codebook.
    """

    file: str
    format: str
    program: str = ""
    codes: list[CodeName] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    set_aside: list[SetAside] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    about_coders: list[str] = field(default_factory=list)
    for_cases: int = 0
    explicit: bool = True
    holds_passages: bool = True

    @property
    def coders(self) -> list[str]:
        """The coders, in the order of their first passage; ``""`` stands for one who is not named."""
        return list(dict.fromkeys(passage.coder for passage in self.passages))

    def to_frame(self) -> pd.DataFrame:
        """Return the passages as a frame.

        Returns
        -------
        pandas.DataFrame
            One row per passage, with the columns case, source, coder, code, start, end, text and
            value; ``start`` and ``end`` are nullable integers.
        """
        import pandas as pd

        rows = [passage[: len(COLUMNS)] for passage in self.passages]
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        return frame.astype({"start": "Int64", "end": "Int64", "value": "int64"})

    def add_aside(self, passage: Passage, why: str) -> None:
        """Note that a passage is set aside, and why."""
        self.set_aside.append(
            SetAside(
                message('"{code}" in "{source}"', code=passage.code, source=passage.source), why
            )
        )

    def of_code(self, name: str) -> Sequence[str]:
        """Return the path of the code ``name``, from the top."""
        return next((code.path for code in self.codes if code.name == name), ())


def overlaps(passages: Sequence[Passage]) -> list[tuple[Passage, Passage]]:
    """Return the pairs of one coder's passages of one code that overlap, each pair once.

    Passages without a place, and those that record an absence, are left out.
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
