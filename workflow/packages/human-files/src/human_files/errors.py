"""Error messages for mistakes that the user can correct.

A mistake in a file is a :class:`Problem`; all problems of a file are raised together in one
exception, so that they can be corrected in one go. There is one exception class per kind of mistake;
programs derive theirs from the families below.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from human_files.language.messages import message, printable

#: Endings of files that are edited as text: messages about them count lines, those on sheets rows.
_TEXTS = (".bib", ".md", ".qmd", ".ris", ".txt", ".yaml", ".yml")


@dataclass(frozen=True)
class Problem:
    """One mistake: where it is, what was found, and what to do about it.

    As text it reads ``file, row 3, column "x": found`` and, on a second line, the advice. Both are in
    the person's language (see :func:`human_files.language.messages.message`).

    Parameters
    ----------
    file : str
        The file, named as the user knows it.
    found : str
        What was found: a sentence, or the rest of one that begins with the place.
    advice : str
        What to do: one or more sentences.
    row : int, optional
        The row of a sheet or the line of a text, counted from 1 as spreadsheets and editors do.
    column : str, optional
        The column of a sheet, or the key of a settings file.
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
            place += ", "
            place += message("line {n}" if is_text else "row {n}", n=self.row)
        if self.column is not None:
            is_settings = self.file.lower().endswith((".yaml", ".yml"))
            place += ", "
            place += message('key "{name}"' if is_settings else 'column "{name}"', name=self.column)
        return str(printable(f"{place}: {self.found}\n  {self.advice}"))


class UserError(Exception):
    """A mistake that the user can correct; to be shown as a message, never as a traceback.

    Parameters
    ----------
    problems : Problem or sequence of Problem
        What is wrong; at least one.

    Raises
    ------
    ValueError
        If there is no problem.
    """

    def __init__(self, problems: Problem | Sequence[Problem]) -> None:
        self.problems: list[Problem] = [problems] if isinstance(problems, Problem) else [*problems]
        if not self.problems:
            raise ValueError("a UserError needs at least one problem")
        super().__init__("\n".join(str(problem) for problem in self.problems))


class ConfigurationError(UserError):
    """A mistake in a file of settings."""


class DataError(UserError):
    """A mistake in a file of data."""


class ManuscriptError(UserError):
    """A mistake in the text of a document."""


class ResultError(UserError):
    """A contradiction between results, such as one fact that two steps write."""


def nearest(word: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed word most similar to ``word`` (ignoring case), or None if none is close."""
    by_lower = {candidate.lower(): candidate for candidate in allowed}
    if word.lower() in by_lower:
        return by_lower[word.lower()]
    found = difflib.get_close_matches(word.lower(), list(by_lower), n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def did_you_mean(word: str, allowed: Iterable[str]) -> str:
    """Advise on a word that is not allowed.

    Parameters
    ----------
    word : str
        The word that was found.
    allowed : iterable of str
        The words that may be used.

    Returns
    -------
    str
        ``Did you mean "…"?`` with the most similar allowed word or, if none is similar, a list of
        all of them.
    """
    allowed = list(allowed)
    suggestion = nearest(word, allowed)
    if suggestion is not None:
        return message('Did you mean "{word}"?', word=suggestion)
    return message("Allowed: {words}.", words=", ".join(sorted(allowed)))


def error_mark() -> str:
    """Return what an error begins with on a terminal: ``error: ``."""
    return message("error:") + " "


def own_fault(details: str) -> str:
    """Return the advice on an error of the program itself.

    Parameters
    ----------
    details : str
        The file in which the error is told in full.
    """
    return message(
        "This is a fault of the program, not of your data. The details are in {file}.", file=details
    )
