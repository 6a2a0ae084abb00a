"""The texts of a study: what it has of each document, in each language.

All studies share ``manuscript/<document>.<language>.qmd``; a study's own sections, sources and allowed
phrases are in files of the same names in ``manuscript/<study>/``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from honest_results.documents.conditions import Facts
from honest_results.documents.outline import Outline, outline
from honest_results.documents.overlay import merged
from honest_results.documents.parts import visible
from honest_results.documents.source import Manuscript
from honest_results.project import Document

MANUSCRIPT = "manuscript"


def read_text(study: str, document: str, language: str, root: Path | str = ".") -> Manuscript:
    """Return the text of a document of a study: the shared one with the study's own sections.

    It has the parts of all studies. Raises ManuscriptError where it cannot be read or put together.
    """
    shared, *own = files_of(study, f"{document}.{language}.qmd", root)
    text = Manuscript.read(shared, language, root)
    for file in own:
        text = merged(text, Manuscript.read(file, language, root))
    return text


def files_of(study: str, name: str, root: Path | str = ".") -> list[str]:
    """Return the shared file of ``manuscript/`` with a name, and the study's own if there is one."""
    own = f"{MANUSCRIPT}/{study}/{name}"
    return [f"{MANUSCRIPT}/{name}", *([own] if Path(root, own).is_file() else [])]


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
