"""The model of ``config/config.yaml``: what is built, as opposed to what is studied."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from human_files.settings import Name, Settings
from human_files.settings_files import load_model

Language = Literal["en", "es"]
Format = Literal["html", "pdf", "docx"]


class Document(Settings):
    """A document of a study; its text is ``manuscript/<name>.<language>.qmd``."""

    name: Name = Field(description="What its files are called.")
    prefix: Annotated[str, StringConstraints(pattern=r"^[A-Z]?$")] = Field(
        default="",
        description="The letter before the numbers of its tables, figures and sections, such as A "
        "in Table A1; none for the article.",
    )
    formats: list[Format] | None = Field(
        default=None, min_length=1, description="Its formats, where not all of the project's."
    )

    def source(self, language: str) -> str:
        """Return the file of its text in ``language``, from the top of the repository."""
        return f"manuscript/{self.name}.{language}.qmd"


class Project(Settings):
    """Which studies are built, which documents, in which languages and formats, by which engine."""

    studies: list[Name] = Field(
        min_length=1,
        description="Studies to build; each names a file in config/studies/ without its ending.",
    )
    languages: list[Language] = Field(
        default=["en", "es"], min_length=1, description="Languages of the documents."
    )
    formats: list[Format] = Field(
        default=["html", "pdf", "docx"], min_length=1, description="Formats of the documents."
    )
    documents: list[Document] = Field(
        default=[
            Document(name="article"),
            Document(name="appendix", prefix="A"),
            Document(name="claims", prefix="C", formats=["html"]),
        ],
        min_length=1,
        description="The documents of each study, the article first.",
    )
    engine: Literal["auto", "quarto", "pandoc"] = Field(
        default="auto",
        description="Who renders the documents: quarto, the embedded pandoc, or (auto) quarto "
        "where it is installed and pandoc otherwise.",
    )

    @field_validator("documents")
    @classmethod
    def _told_apart(cls, documents: list[Document]) -> list[Document]:
        """Refuse two documents with the same name, or whose numbers could not be told apart."""
        for what in ("name", "prefix"):
            values = [getattr(document, what) for document in documents]
            for value in values:
                if values.count(value) > 1:
                    words = f'the {what} "{value}"' if value else f"no {what}"
                    raise ValueError(f"two documents have {words}")
        return documents

    def formats_of(self, document: Document) -> list[str]:
        """Return the formats in which ``document`` is rendered."""
        return [name for name in self.formats if name in (document.formats or self.formats)]

    def rendered(self) -> list[str]:
        """Return every document to render, as a path with the wildcard ``{study}``."""
        return [
            f"results/{{study}}/{document.name}.{language}.{form}"
            for document in self.documents
            for language in self.languages
            for form in self.formats_of(document)
        ]

    def rendered_by_study(self) -> list[list[str]]:
        """Return the paths of every document to render, study by study."""
        return [[path.format(study=study) for path in self.rendered()] for study in self.studies]


def load_project(root: Path | str = ".") -> Project:
    """Read ``config/config.yaml``.

    Parameters
    ----------
    root : path, default the working directory
        Top of the compendium.

    Returns
    -------
    Project
        What is built.

    Raises
    ------
    ConfigurationError
        With every mistake in the file.
    """
    return load_model(Path(root) / "config/config.yaml", Project, "config/config.yaml")


def study_file(study: str) -> str:
    """Return the path of a study's file from the top of the repository."""
    return f"config/studies/{study}.yaml"


def documents(root: Path, present: bool = True) -> list[Path]:
    """Return the documents of the configured studies; with ``present``, only those that exist."""
    project = load_project(root)
    wanted = [
        root / path.format(study=study) for study in project.studies for path in project.rendered()
    ]
    return [path for path in wanted if path.is_file() or not present]
