"""The texts of a study: what it has of each document, in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from honest_results.documents.conditions import Facts
from honest_results.documents.outline import Outline, outline
from honest_results.documents.parts import visible
from honest_results.documents.source import Manuscript
from honest_results.project import Document


def read_text(study: str, document: str, language: str, root: Path | str = ".") -> Manuscript:
    """Return the text of a document of a study, with the parts of all studies.

    Raises ManuscriptError where it cannot be read.
    """
    return Manuscript.read(f"manuscript/{document}.{language}.qmd", language, root)


def read_shown(
    study: str, document: str, language: str, facts: Facts, root: Path | str = "."
) -> Manuscript:
    """Return the text of a document without the parts that the study does not have.

    ``facts`` are all of them, or those that follow from the study file: what these leave undecided
    stays. Raises ManuscriptError where the text cannot be read.
    """
    return visible(read_text(study, document, language, root), facts)


def outlines(
    study: str,
    documents: Sequence[Document],
    language: str,
    formats: Callable[[Document], list[str]],
    root: Path | str = ".",
) -> dict[str, Outline]:
    """Return the outlines of a study's documents in a language, by document.

    ``formats`` gives the formats of one. Documents without a text are left out: the check names them.
    """
    return {
        document.name: outline(
            read_text(study, document.name, language, root), document.prefix, formats(document)
        )
        for document in documents
        if Path(root, document.source(language)).is_file()
    }
