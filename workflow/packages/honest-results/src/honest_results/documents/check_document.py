"""Checking a document of the study before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from honest_results.documents.check_references import Known, check_references, usage
from honest_results.documents.guard import check_typed, read_allowed
from honest_results.documents.outline import Outline
from honest_results.documents.source import Manuscript
from human_files.errors import ManuscriptError


def check_document(
    text: Manuscript, known: Known, documents: Mapping[str, Outline], allowed: str
) -> dict[str, dict[str, list[int]]]:
    """Return where a document uses which result and source: kind → name → lines.

    ``documents`` are the outlines of all documents in its language. Raises ManuscriptError with every
    reference that leads nowhere and every result that is typed by hand and not in the file
    ``allowed``; ConfigurationError for mistakes in that file.
    """
    others = {name: other for name, other in documents.items() if name != text.document}
    problems = check_references(text, known, others)
    problems += check_typed(text, read_allowed(Path(), allowed))
    if problems:
        raise ManuscriptError(problems)
    return usage(text)
