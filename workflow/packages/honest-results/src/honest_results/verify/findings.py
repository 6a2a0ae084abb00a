"""What a comparison finds: how many things of each kind are the same, and each that is not."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal, get_args

Status = Literal["same", "minor", "different", "missing", "extra"]
STATUSES: tuple[Status, ...] = get_args(Status)
# fmt: off
Kind = Literal[
    "fact", "phrase", "verdict", "cell", "plotted", "number", "word", "alt", "picture", "markup",
    "value", "file", "entry",
]
# fmt: on
#: In the order of a report.
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Of a longer side of a difference, this many signs are shown.
SHOWN = 400
#: Of the differences of one file, this many are listed; the others are counted.
LISTED = 200


@dataclass(frozen=True)
class Finding:
    """One thing that is not the same.

    Attributes
    ----------
    status : str
        "minor" (a number at the edge of what is printed, the same content written otherwise),
        "different", "missing" (only in the rebuild) or "extra" (only in what was published).
    kind : str
        What it is: one of :data:`KINDS`.
    file, place : str
        The file, from the top of the results, and where in it; place is "" for the file itself.
    published, rebuilt : str
        Both sides, shortened; "" where there is none.
    note : str
        What else can be said of it, as a sentence of the person's language.
    """

    status: Status
    kind: Kind
    file: str
    place: str = ""
    published: str = ""
    rebuilt: str = ""
    note: str = ""


@dataclass
class Findings:
    """How the results of one study compare.

    Attributes
    ----------
    counts : mapping of kind to Counter of status
        How many things of each kind have each status, also those that are not listed.
    listed : list of Finding
        Everything that is not the same, in the order of files; at most :data:`LISTED` of one file.
    environment : list of tuple of str
        Name, published and rebuilt value of each fact about software, commit and dates.
    uncompared : list of str
        Sentences on what could not be compared, and why.
    files : mapping of str to str
        The worst status of each file.
    explained : set of str
        Files in which something differs that may: a number within its tolerance, the environment.
    lengths : Counter of str
        How many things differ in each file, listed or not.
    """

    counts: dict[Kind, Counter[Status]] = field(default_factory=dict)
    listed: list[Finding] = field(default_factory=list)
    environment: list[tuple[str, str, str]] = field(default_factory=list)
    uncompared: list[str] = field(default_factory=list)
    files: dict[str, Status] = field(default_factory=dict)
    explained: set[str] = field(default_factory=set)
    lengths: Counter[str] = field(default_factory=Counter)

    def total(self, status: Status) -> int:
        """Return the number of things of this status, of every kind."""
        return sum(counter[status] for counter in self.counts.values())

    def take(self, other: Findings) -> None:
        """Add what was found in other files."""
        for kind, counter in other.counts.items():
            self.counts.setdefault(kind, Counter()).update(counter)
        self.listed += other.listed
        self.environment += [row for row in other.environment if row not in self.environment]
        self.uncompared += [one for one in other.uncompared if one not in self.uncompared]
        self.explained |= other.explained
        self.lengths.update(other.lengths)
        for file, status in other.files.items():
            self.files[file] = worse(self.files.get(file, "same"), status)


#: From the least to the most serious.
_WORST: tuple[Status, ...] = ("same", "minor", "extra", "missing", "different")


def worse(one: Status, other: Status) -> Status:
    """Return the more serious of two."""
    return max(one, other, key=_WORST.index)


class FileFindings:
    """The findings of one file, on their way into those of its study."""

    def __init__(self, findings: Findings, file: str, within: str = "") -> None:
        self.file = file
        self._findings = findings
        self._within = within
        findings.files.setdefault(file, "same")

    def within(self, place: str) -> FileFindings:
        """Return the same for a part of the file, such as a picture inside a document."""
        return FileFindings(self._findings, self.file, self._placed(place))

    def same(self, kind: Kind, number: int = 1) -> None:
        """Count things that are the same."""
        self._counter(kind)["same"] += number

    def add(
        self,
        status: Status,
        kind: Kind,
        place: str = "",
        published: object = "",
        rebuilt: object = "",
        note: str = "",
    ) -> None:
        """Count something that differs, and list it, unless it may (status "same")."""
        self._counter(kind)[status] += 1
        if status == "same":
            self.explain()
            return
        findings = self._findings
        findings.files[self.file] = worse(findings.files[self.file], status)
        findings.lengths[self.file] += 1
        if findings.lengths[self.file] <= LISTED:
            sides = (shortened(str(published)), shortened(str(rebuilt)))
            findings.listed.append(
                Finding(status, kind, self.file, self._placed(place), *sides, note)
            )

    def take(self, found: Findings) -> None:
        """Add what was found elsewhere, for this file."""
        self._findings.take(found)

    def explain(self) -> None:
        """Note that something differs that may."""
        self._findings.explained.add(self.file)

    @property
    def is_explained(self) -> bool:
        """Whether something in the file differs that may."""
        return self.file in self._findings.explained

    def environment(self, name: str, published: str, rebuilt: str) -> None:
        """Note a fact about the surroundings in which a file was made."""
        row = (name, published, rebuilt)
        if row not in self._findings.environment:
            self._findings.environment.append(row)

    def uncompared(self, sentence: str) -> None:
        """Note what could not be compared."""
        if sentence not in self._findings.uncompared:
            self._findings.uncompared.append(sentence)

    @property
    def is_same(self) -> bool:
        """Whether nothing of the file differs so far."""
        return self._findings.files[self.file] == "same"

    def _placed(self, place: str) -> str:
        return ", ".join(filter(None, (self._within, place)))

    def _counter(self, kind: Kind) -> Counter[Status]:
        return self._findings.counts.setdefault(kind, Counter())


def shortened(text: str) -> str:
    """Return a text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
