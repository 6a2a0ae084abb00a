"""Checking the articles of a study together, before any is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from alianzas.errors import ManuscriptError
from alianzas.manuscript.check import Known, check_references, usage
from alianzas.manuscript.guard import check_literals, read_allowed
from alianzas.manuscript.source import Manuscript

#: Language → kind of reference → name → lines.
Usage = dict[str, dict[str, dict[str, list[int]]]]


def check_articles(articles: Mapping[str, str], known: Known, allowed: str) -> Usage:
    """Return where each article (language → file) uses which result and source.

    Raises ManuscriptError with every reference of ``known`` that leads nowhere and every result that
    is typed by hand and not in the file ``allowed``; ConfigurationError for mistakes in that file.
    """
    texts = [Manuscript.read(file, language) for language, file in articles.items()]
    problems = [problem for text in texts for problem in check_references(text, known)]
    problems += check_literals(texts, read_allowed(Path(), allowed), allowed)
    if problems:
        raise ManuscriptError(problems)
    return {text.language: usage(text) for text in texts}
