"""Personal data in a text that is about to be written: what counts among results, and its refusal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from human_files.errors import Problem, ResultError
from human_files.language.messages import message
from human_files.personal_data import Found, find_personal_data

#: Two numbers may be a place in a raw file; among results they are the bounds of an interval.
_NUMBERS = re.compile(r"[-\d.,;°\s]+")
#: An @name among results is a reference in the text of a document.
_SOURCES = re.compile(r"@[\w.:-]+")


class PersonalDataError(ResultError):
    """A result that would be published contains personal data."""


def refuse_personal_data(
    place: str, texts: Iterable[tuple[int | None, str | None, object]]
) -> None:
    """Raise PersonalDataError with every text of a result that contains personal data.

    Parameters
    ----------
    place : str
        What messages call the result.
    texts : iterable of tuple
        Row, column, and the text; what is no text is passed over.
    """
    problems = [
        Problem(
            place,
            message("holds personal data ({kind}), and is not published.", kind=kind),
            message("Remove it from the raw file, or let the import set its column aside."),
            row,
            column,
        )
        for row, column, text in texts
        if isinstance(text, str)
        for kind in sorted({one.kind for one in judge_outputs(text, find_personal_data(text))})
    ]
    if problems:
        raise PersonalDataError(problems)


def judge_outputs(text: str, found: Sequence[Found]) -> Sequence[Found]:
    """Return what of the personal data found in a text of the results is not a result itself."""
    return [
        one
        for one in found
        if not (one.kind == "coordinates" and _NUMBERS.fullmatch(text[one.start : one.end]))
        and not (one.kind == "account" and _SOURCES.fullmatch(text[one.start : one.end]))
    ]
