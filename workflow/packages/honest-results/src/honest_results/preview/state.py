"""What a preview has to show at the moment, and waiting for what comes next."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from human_files.errors import UserError, error_mark

#: A mistake: what and where it is, and what to do.
Mistake = tuple[str, str]


def mistakes_of(error: UserError) -> list[Mistake]:
    """Return the mistakes that an error reports."""
    return mistakes_in(f"{error_mark()}{problem}" for problem in error.problems)


def mistakes_in(words: Iterable[str]) -> list[Mistake]:
    """Return the mistakes in what a build says: after ``error:`` one or more, each with its advice.

    Lines of advice are indented; other lines before the first error are ignored.
    """
    found: list[Mistake] = []
    for line in "\n".join(words).splitlines():
        if line.startswith(" ") and found:
            what, advice = found[-1]
            found[-1] = (what, f"{advice} {line.strip()}".strip())
        elif line.startswith(error_mark()) or (found and line.strip()):
            found.append((line.removeprefix(error_mark()), ""))
    return [*dict.fromkeys(found)]


@dataclass(frozen=True)
class Snapshot:
    """The last good ``page`` (None before there is one) with its number, and later mistakes.

    ``working`` says what is being done; ``serial`` counts the changes of all this.
    """

    serial: int = 0
    number: int = 0
    page: str | None = None
    in_text: Sequence[Mistake] = ()
    in_results: Sequence[Mistake] = ()
    working: str = ""

    @property
    def mistakes(self) -> list[Mistake]:
        """All mistakes, those that keep the results from being made first."""
        return [*dict.fromkeys([*self.in_results, *self.in_text])]


class State:
    """The present snapshot, shared by those who make it and those who show it."""

    def __init__(self) -> None:
        #: Distinguishes this preview from an earlier one at the same address.
        self.token = secrets.token_hex(4)
        self._now = Snapshot()
        self._changed = threading.Condition()
        self._is_over = False

    @property
    def now(self) -> Snapshot:
        """The present snapshot."""
        return self._now

    def version(self, snapshot: Snapshot) -> str:
        """Return the name of a snapshot's page; empty where it has none."""
        return f"{self.token}-{snapshot.number}" if snapshot.page is not None else ""

    def show_page(self, page: str) -> None:
        """Show a page without mistakes."""
        number = self._now.number + (page != self._now.page)
        self._become(page=page, number=number, in_text=())

    def show_mistakes_in_text(self, mistakes: Sequence[Mistake]) -> None:
        """Show what is wrong with the text, above the last good page."""
        self._become(in_text=[*mistakes])

    def show_mistakes_in_results(self, mistakes: Sequence[Mistake]) -> None:
        """Show why results could not be made; empty once they are."""
        self._become(in_results=[*mistakes])

    def show_work(self, words: str) -> None:
        """Show what is being done; empty when it is done."""
        self._become(working=words)

    def _become(self, **changes: object) -> None:
        """Change the present snapshot, and wake those who wait for it."""
        with self._changed:
            then = replace(self._now, **changes)  # type: ignore[arg-type]
            if then != self._now:
                self._now = replace(then, serial=self._now.serial + 1)
                self._changed.notify_all()

    def wait(self, serial: int, seconds: float) -> Snapshot | None:
        """Return the first snapshot other than ``serial``; after ``seconds`` the present one.

        None when the preview is over.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._is_over or self._now.serial != serial, seconds)
            return None if self._is_over else self._now

    def end(self) -> None:
        """Let nobody wait any longer."""
        with self._changed:
            self._is_over = True
            self._changed.notify_all()
