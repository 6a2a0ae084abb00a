"""What a preview shows: one document of a study, in one language, and from which results."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from honest_results.build.draft import Draft, draft_project
from honest_results.documents.conditions import Facts
from honest_results.documents.job import MANUSCRIPT
from honest_results.documents.source import named
from honest_results.documents.texts import read_shown
from honest_results.fact_merging import FACTS, OF_SOURCE, SOURCE
from honest_results.project import Document, Project, load_project
from honest_results.rule_files import read_rules
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.messages import message


class StudySettings(NamedTuple):
    """What a preview needs of a study's settings.

    ``article`` is the data of the title page (see :class:`honest_results.documents.job.Job`),
    ``raw_files`` are the paths of the study's data. ``settled`` are the facts that follow from the
    settings and decide which parts of a text the study has.
    """

    article: Mapping[str, Any]
    raw_files: Sequence[str]
    settled: Facts = MappingProxyType({})


#: Reads a study's settings by its name; UserError where they have mistakes.
ReadStudy = Callable[[str], StudySettings]


@dataclass(frozen=True)
class Subject:
    """A document; paths are relative to the top of the compendium, which is the working directory.

    ``place`` is where Snakemake runs and the results are: the top, or the folder of drafts.
    """

    document: str
    language: str
    study: str
    place: Path = Path()
    is_draft: bool = False

    @property
    def name(self) -> str:
        """The document's name with its language, such as ``article.en``."""
        return f"{self.document}.{self.language}"

    @property
    def source(self) -> str:
        """The file of its text."""
        return f"{MANUSCRIPT}/{self.name}.qmd"

    @property
    def folder(self) -> str:
        """The study's results, from where Snakemake runs."""
        return f"results/{self.study}"

    @property
    def results(self) -> Path:
        """The study's results."""
        return self.place / self.folder

    @property
    def draft(self) -> Draft | None:
        """The draft that it belongs to."""
        return Draft(study=self.study, language=self.language) if self.is_draft else None

    def project(self) -> Project:
        """Return the project as it is now; ConfigurationError if it has no such document."""
        project = load_project()
        if self.draft:
            project = draft_project(project, self.draft)
        names = [document.name for document in project.documents_of(self.study)]
        for key, value, known in (
            ("documents", self.document, names),
            ("languages", self.language, project.languages_of(self.study)),
        ):
            if value not in known:
                found, advice = (
                    message('"{value}" is not among them.', value=value),
                    did_you_mean(value, known),
                )
                raise ConfigurationError(Problem("config/config.yaml", found, advice, column=key))
        return project

    def pages(self) -> dict[str, Document]:
        """Return the documents that have a web page in any language, by the page's name."""
        project = self.project()
        return {
            f"{document.name}.{language}.html": document
            for document in project.documents_of(self.study)
            for language in project.languages_of(self.study)
            if "html" in project.formats_of(document)
        }

    def shown(self, settled: Facts) -> list[str]:
        """Return the files of results that the document shows and some rule makes.

        They are paths from where Snakemake runs, for it to make. ``settled`` as in StudySettings.
        """
        text = read_shown(self.study, self.document, self.language, settled)
        rules = read_rules(Path()).values()
        names = {
            "table": {name for rule in rules for name in rule.tables},
            "figure": {name for rule in rules for name in rule.figures},
        }
        tables, figures = (
            [name for name in named(text, kind) if name in names[kind]] for kind in names
        )
        files = [FACTS]
        files += [SOURCE] if {*OF_SOURCE} & {*named(text, "fact")} else []
        files += [
            f"tables/{name}.{end}"
            for name in tables
            for end in ("csv", "json", f"{self.language}.md")
        ]
        files += [
            f"figures/{name}.{self.language}.{end}"
            for name in figures
            for end in ("svg", "csv", "json")
        ]
        files += [f"inserts/{name}.{self.language}.md" for name in named(text, "insert")]
        return [f"{self.folder}/{file}" for file in files]
