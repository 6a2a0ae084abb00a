"""Checking a document before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from honest_results.documents.check_references import Known, check_references, usage
from honest_results.documents.guard import check_typed, read_allowed
from honest_results.documents.outline import Outline
from honest_results.documents.parts import visible
from honest_results.documents.source import Manuscript
from human_files.errors import ManuscriptError


def check_document(
    text: Manuscript, known: Known, documents: Mapping[str, Outline], *allowed: str
) -> dict[str, dict[str, list[int | str]]]:
    """Check that every reference leads somewhere and that no result is typed by hand.

    Parameters
    ----------
    text : Manuscript
        The source of the document.
    known : Known
        What it may refer to.
    documents : mapping of str to Outline
        Outlines of all documents in its language, by name; itself need not be among them.
    *allowed : str
        The files with the numbers and comparisons that may be typed, relative to the working directory;
        they need not exist.

    Returns
    -------
    dict of str to dict
        Kind ("fact", "table", "figure", "citation") → name → lines where the study's text uses it;
        ``file:line`` for what stands in another file than the document's.

    Raises
    ------
    ManuscriptError
        With every mistake, each with its line.
    ConfigurationError
        With every mistake in a file of ``allowed``.
    """
    others = {name: other for name, other in documents.items() if name != text.document}
    problems = check_references(text, known, others)
    shown = text if known.facts is None else visible(text, known.facts)
    phrases = [phrase for file in allowed for phrase in read_allowed(Path(), file)]
    problems += check_typed(shown, phrases)
    if problems:
        raise ManuscriptError(problems)
    return usage(shown)
