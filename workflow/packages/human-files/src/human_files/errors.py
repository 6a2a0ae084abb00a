"""What a person is told when something they can mend is wrong.

A mistake in a file is a :class:`Problem`; all problems of a file travel together in one exception,
so that they are mended in one go. One exception class per kind of mistake: the branches subclass
the four families below.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

#: Endings of files that people edit as text: their messages count lines, a sheet's count rows.
_TEXTS = (".bib", ".md", ".qmd", ".ris", ".txt", ".yaml", ".yml")


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, what was found, what to do.

    ``file`` is relative to the repository; ``row`` counts as the person's program does (first row
    of a sheet, or first line of a text, = 1); ``found`` and ``advice`` are whole sentences.
    """

    file: str
    found: str
    advice: str
    row: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        place = self.file
        if self.row is not None:
            is_text = self.file.lower().endswith(_TEXTS)
            place += f", {'line' if is_text else 'row'} {self.row}"
        if self.column is not None:
            place += f', column "{self.column}"'
        return f"{place}: {self.found}\n  {self.advice}"


class UserError(Exception):
    """A mistake a person can mend; never shown with a traceback."""

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: list[Problem] = [problems] if isinstance(problems, Problem) else [*problems]
        if not self.problems:
            raise ValueError("an UserError needs at least one problem")
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ConfigurationError(UserError):
    """A mistake in a file under config/."""


class DataError(UserError):
    """A mistake in a raw data file."""


class ManuscriptError(UserError):
    """A mistake in the text of the article."""


class ResultError(UserError):
    """A contradiction between results, such as one fact written by two rules."""


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word most like ``word`` (case ignored), or None if none is close."""
    by_lower = {candidate.lower(): candidate for candidate in allowed}
    if word.lower() in by_lower:
        return by_lower[word.lower()]
    found = difflib.get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Return the advice "Did you mean …?" or, with nothing close, the allowed words."""
    allowed = list(allowed)
    suggestion = nearest(word, allowed)
    if suggestion is not None:
        return f'Did you mean "{suggestion}"?'
    return "Allowed: " + ", ".join(sorted(allowed)) + "."
