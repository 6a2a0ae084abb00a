"""Checking the documents of a study together, before any is rendered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alianzas.errors import ManuscriptError, Problem
from alianzas.manuscript.check import Known, check_references, usage
from alianzas.manuscript.guard import check_literals, read_allowed
from alianzas.manuscript.source import Manuscript

#: Document → language → kind of reference → name → lines.
Usage = dict[str, dict[str, dict[str, dict[str, list[int]]]]]


def check_documents(texts: Sequence[Manuscript], known: Known, allowed: str) -> Usage:
    """Return where each document uses which result and source.

    Raises ManuscriptError with every reference of ``known`` that leads nowhere and every result that
    is typed by hand and not in the file ``allowed``; ConfigurationError for mistakes in that file.
    """
    problems = problems_of(texts, known)
    problems += check_literals(texts, read_allowed(Path(), allowed), allowed)
    if problems:
        raise ManuscriptError(problems)
    used: Usage = {}
    for text in texts:
        used.setdefault(text.document, {})[text.language] = usage(text)
    return used


def problems_of(texts: Sequence[Manuscript], known: Known) -> list[Problem]:
    """Return every reference of any document that leads nowhere.

    A document may refer to what stands in another of its language.
    """
    return [
        problem
        for text in texts
        for problem in check_references(
            text,
            known,
            [other for other in texts if other.language == text.language and other is not text],
        )
    ]
