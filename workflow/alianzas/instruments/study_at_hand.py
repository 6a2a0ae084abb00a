"""The study that instruments are made for: its settings, its languages, the words of its papers."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.instruments.papers import Paper
from alianzas.instruments.words import PaperWords
from honest_results.project import codebook_file, load_project
from human_files.language.labels import Labels, load_labels


@dataclass(frozen=True)
class StudyAtHand:
    """A study of the compendium in the folder ``root``."""

    study: Study
    root: Path

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the study, the first one first."""
        return tuple(load_project(self.root).languages_of(self.study.study))

    @cached_property
    def labels(self) -> Labels:
        """The words of the instruments."""
        return load_labels("instruments", languages=self.languages, root=self.root)

    @property
    def title(self) -> dict[str, str]:
        """The study's title by language."""
        return self.study.article.title.by_language()

    @property
    def short_title(self) -> dict[str, str]:
        """The study's short title by language."""
        return self.study.article.short_title.by_language()

    def words(self, language: str) -> PaperWords:
        """Return the words of papers in a language."""
        return PaperWords(self.labels, language)

    def paper(self, title: str, language: str, text: str) -> Paper:
        """Return a paper of the study in a language, from its text in Markdown."""
        return Paper(title, self.title[language], self.short_title[language], language, text)

    def codebook(self, name: str) -> str:
        """Return the path of a codebook: the study's own or the shared one."""
        return codebook_file(self.study.study, name, self.root)
