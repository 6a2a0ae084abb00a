"""What a checklist is: lines, each with a function that looks and says yes, no or open, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from alianzas.deposit.checklists.looking import Deposit

#: ``open``: only the authors, or others, can settle it; ``not_applicable``: nothing here calls for it.
Verdict = Literal["yes", "no", "open", "not_applicable"]


class Answer(NamedTuple):
    """What was found: the verdict, and the file, line or number that shows it."""

    verdict: Verdict
    evidence: str


class Line(NamedTuple):
    """A line of a checklist, in our words, and what looks for its answer."""

    number: str
    words: str
    look: Callable[[Deposit], Answer]


class Standard(NamedTuple):
    """A checklist: its short name, what it is, and where it is published."""

    name: str
    title: str
    address: str
    lines: Sequence[Line]


def yes(evidence: str) -> Answer:
    """Return the answer yes."""
    return Answer("yes", evidence)


def no(evidence: str) -> Answer:
    """Return the answer no."""
    return Answer("no", evidence)


def still_open(evidence: str) -> Answer:
    """Return that only others can settle it."""
    return Answer("open", evidence)


def without(evidence: str) -> Answer:
    """Return that nothing calls for it."""
    return Answer("not_applicable", evidence)


def all_of(missing: Sequence[str], found: str, lacking: str) -> Answer:
    """Return yes with what was found, or no with the first that are ``lacking`` something."""
    if not missing:
        return yes(found)
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    return no(f"{lacking}: {', '.join(missing[:3])}{more}")


def given(deposit: Deposit, key: str, label: str) -> Answer:
    """Return whether every study gives a key of its ``deposit:``; what is not given is open."""
    values = {study.study: getattr(study.deposit, key) for study in deposit.studies}
    lacking = [name for name, value in values.items() if not value]
    if lacking:
        place = deposit.study_files(lacking)
        return still_open(f"asked for: {label} (`deposit.{key}` in {place})")
    shown = "; ".join(dict.fromkeys(_in_words(value) for value in values.values()))
    return yes(f"{label}: {shown}")


def _in_words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
