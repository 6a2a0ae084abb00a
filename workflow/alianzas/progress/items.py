"""What is said of one piece of work in a study."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum


class State(Enum):
    """How far a piece of work is."""

    DONE = "done"
    #: A person is at work, or has to be.
    WAITING = "waiting"
    #: A command or a few words do it.
    TO_DO = "to do"


@dataclass(frozen=True)
class Item:
    """One piece of work: how far it is, in words, and the command that comes next, if there is one."""

    state: State
    words: str
    command: str = ""
    #: Whether it comes before what is open elsewhere.
    comes_first: bool = False


@dataclass(frozen=True)
class Part:
    """A part of a study, such as a branch, with its pieces of work in the order in which they come."""

    title: str
    items: Sequence[Item]


def done(words: str) -> Item:
    """Return a piece of work that is done."""
    return Item(State.DONE, words)


def waiting(words: str, command: str = "") -> Item:
    """Return a piece of work that waits for a person."""
    return Item(State.WAITING, words, command)


def to_do(words: str, command: str = "", *, comes_first: bool = False) -> Item:
    """Return a piece of work that can be done at once."""
    return Item(State.TO_DO, words, command, comes_first)


def broken(file: str, study: str) -> Item:
    """Return that a file has mistakes, which ``alianzas check`` tells."""
    from human_files.language.messages import message

    return to_do(message("{file} has mistakes.", file=file), f"make check STUDY={study} QUICK=1")


def next_item(parts: Sequence[Part]) -> Item | None:
    """Return what comes next: the first piece of work that is open, with a command if any has one."""
    left = [item for part in parts for item in part.items if item.state is not State.DONE]
    ordered = sorted(left, key=lambda item: (not item.comes_first, not item.command))
    return ordered[0] if ordered else None
