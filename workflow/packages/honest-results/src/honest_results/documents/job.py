"""What making one document in one language needs to know."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from honest_results.documents.outline import Outline
from human_files.language.labels import Labels

if TYPE_CHECKING:
    from pydantic import BaseModel

MANUSCRIPT = "manuscript"


@dataclass(frozen=True)
class Job:
    """One document to make; ``article`` is the title page's data and ``facts`` are merged facts.

    ``documents`` are the outlines of all documents in its language, by name, the article first.
    ``results`` is the study's folder of results and ``root`` the repository, both as paths from the
    working directory. ``is_draft``: the results are a draft's, and the document has to say so.
    ``settings`` is the model of the study file, where cards are to name the place of its defaults;
    ``is_built``: the results are those of the study file as it stands, but for the settings
    ``lowered`` (their addresses), of which a draft has fewer.
    """

    document: str
    language: str
    documents: Mapping[str, Outline]
    article: Mapping[str, Any]
    facts: Mapping[str, Mapping[str, Any]]
    results: Path
    root: Path
    labels: Labels
    languages: Sequence[str]
    is_draft: bool = False
    settings: type[BaseModel] | None = None
    is_built: bool = True
    lowered: Collection[str] = ()

    @property
    def source(self) -> str:
        """The file name of the document's source."""
        return f"{self.document}.{self.language}.qmd"

    @property
    def outline(self) -> Outline:
        """The document's own outline."""
        return self.documents[self.document]

    @property
    def study(self) -> str:
        """The study's name, which its folder of results has."""
        return self.results.name

    @property
    def running_title(self) -> str:
        """The running head: the article's short title, and which other document this is."""
        title = str(self.article["short_title"][self.language])
        is_article = self.document == next(iter(self.documents))
        return title if is_article else f"{title}. {self.outline['name']}"

    def word(self, key: str) -> str:
        """Return a label of the manuscript's label file in the document's language."""
        return self.labels(f"manuscript.{key}", self.language)


@dataclass(frozen=True)
class Rendering:
    """One document to render in one format.

    Attributes
    ----------
    document : str
        Its name, such as "article".
    language : str
        Such as "en".
    format : {"html", "pdf", "docx"}
        What to render.
    study : str
        Whose results it shows.
    root : path
        Top of the compendium, as a path from the working directory.
    """

    document: str
    language: str
    format: str
    study: str
    root: Path

    @property
    def name(self) -> str:
        """The document's name with its language, such as ``article.en``."""
        return f"{self.document}.{self.language}"

    @property
    def source(self) -> str:
        """The file name of the document's source."""
        return f"{self.name}.qmd"

    @property
    def results(self) -> Path:
        """The study's folder of results."""
        return self.root / "results" / self.study

    @property
    def content(self) -> Path:
        """The file with what the document shows (:mod:`honest_results.documents.document_content`)."""
        return self.results / MANUSCRIPT / f"{self.name}.content.json"
