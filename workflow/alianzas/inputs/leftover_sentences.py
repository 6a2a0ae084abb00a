"""Sentences of a study's texts that name another country without citing who wrote of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.inputs.leftovers import named_elsewhere, other_countries_of
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.documents.guard import typed_sentences
from honest_results.documents.source import Manuscript
from honest_results.documents.texts import read_shown
from honest_results.project import load_project
from human_files.collecting import Collector
from human_files.errors import Problem


def doubtful_sentences(study: Study, root: Path) -> list[Problem]:
    """Return a doubt for the first such sentence of each file and country, as the study shows it."""
    others = other_countries_of(study, root)
    if not others:
        return []
    project = load_project(root)
    settled = settled_facts(study, root)
    broken = Collector()  # what cannot be read is told by the check of the texts
    found: dict[tuple[str, str], Problem] = {}
    for document in project.documents_of(study.study, root):
        for language in project.languages_of(study.study):
            text = broken.attempt(read_shown, study.study, document.name, language, settled, root)
            for file, line, words in _uncited(text) if text else ():
                for other in others:
                    if other.pattern.search(words):
                        found.setdefault(
                            (file, other.code), named_elsewhere(study, file, line, other)
                        )
    return [*found.values()]


def _uncited(text: Manuscript) -> Iterator[tuple[str, int, str]]:
    """Yield file, line and words of each sentence without a citation."""
    for position, words, cites in typed_sentences(text):
        if not cites:
            begin = position + len(words) - len(words.lstrip())
            yield *text.place(text.line(begin)), words
