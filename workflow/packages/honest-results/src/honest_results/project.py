"""The model of ``config/config.yaml``: what is built, as opposed to what is studied."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, PrivateAttr, StringConstraints, field_validator

from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.grammar import known_languages
from human_files.language.messages import message, template
from human_files.settings import Name, Settings
from human_files.settings_files import load_model, read_yaml
from human_files.settings_words import in_words

#: Where the settings are: of the project, of each study, and the codebooks that studies share.
CONFIG, STUDIES, CODEBOOKS = "config/config.yaml", "config/studies", "config/codebooks"

#: The folder of results of several studies together, which no study may be called like.
POOLED = "pooled"

#: Where steps keep their records: rows of raw files, which are never published nor archived.
RECORDS = "records"

#: The folders that a build fills: results, and the records on the way to them.
MADE = ("results", RECORDS)

#: A language with a folder in ``config/languages``; where it has none, loading says which there are.
Language = Annotated[
    str,
    StringConstraints(
        pattern=in_words("^[a-z]{2,3}$", template("the code of a language, such as es"))
    ),
]
Format = Literal["html", "pdf", "docx"]
#: The file of a study, without its ending, with settings that stand in for those of its branches.
STAND_IN = "pretend"


class Document(Settings):
    """A document of a study; its text is ``manuscript/<name>.<language>.qmd``."""

    name: Name = Field(description="What its files are called.")
    prefix: Annotated[
        str,
        StringConstraints(
            pattern=in_words(r"^[A-Z]?$", template("one capital letter, or nothing"))
        ),
    ] = Field(
        default="",
        description="The letter before the numbers of its tables, figures and sections, such as A "
        "in Table A1; none for the article.",
    )
    formats: list[Format] | None = Field(
        default=None, min_length=1, description="Its formats, where not all of the project's."
    )
    needs: Name | None = Field(
        default=None,
        description="A branch, such as synthesis: studies without it do not have this document.",
    )

    def source(self, language: str) -> str:
        """Return the file of its text in ``language``, from the top of the repository."""
        return f"manuscript/{self.name}.{language}.qmd"


class Project(Settings):
    """Which studies are built, which documents, in which languages and formats, by which engine."""

    studies: list[Name] = Field(
        default=[],
        description="Studies to build; each names a folder in config/studies/. By default all of them.",
    )
    languages: list[Language] = Field(
        default=["en", "es"],
        min_length=1,
        description="Languages of the documents of studies that do not name theirs.",
    )
    formats: list[Format] = Field(
        default=["html", "pdf", "docx"], min_length=1, description="Formats of the documents."
    )
    documents: list[Document] = Field(
        default=[
            Document(name="article"),
            Document(name="appendix", prefix="A"),
            Document(name="claims", prefix="C", formats=["html"], needs="synthesis"),
        ],
        min_length=1,
        description="The documents of each study, the article first.",
    )
    engine: Literal["auto", "quarto", "pandoc"] = Field(
        default="auto",
        description="Who renders the documents: quarto, the embedded pandoc, or (auto) quarto "
        "where it is installed and pandoc otherwise.",
    )

    _by_study: dict[str, list[str]] = PrivateAttr(default_factory=dict)

    @field_validator("documents")
    @classmethod
    def _told_apart(cls, documents: list[Document]) -> list[Document]:
        """Refuse two documents with the same name, or whose numbers could not be told apart."""
        for what in ("name", "prefix"):
            values = [getattr(document, what) for document in documents]
            for value in values:
                if values.count(value) > 1:
                    raise ValueError(
                        message('two documents have the {what} "{value}"', what=what, value=value)
                        if value
                        else message("two documents have no {what}", what=what)
                    )
        return documents

    def formats_of(self, document: Document) -> list[str]:
        """Return the formats in which ``document`` is rendered."""
        return [name for name in self.formats if name in (document.formats or self.formats)]

    def languages_of(self, study: str) -> list[str]:
        """Return the languages of a study's documents: its own, else those of the project."""
        return self._by_study.get(study, self.languages)

    def together(self, studies: Sequence[str] | None = None) -> list[list[str]]:
        """Return ``studies`` (all, by default) in groups that are built together.

        Those of a group have the same languages: the outputs of a step are told by language.
        """
        groups: dict[tuple[str, ...], list[str]] = {}
        for study in self.studies if studies is None else studies:
            groups.setdefault(tuple(self.languages_of(study)), []).append(study)
        return [*groups.values()]

    def with_one_study(
        self, study: str, languages: list[str], documents: list[Document]
    ) -> Project:
        """Return the same project for what is built like one study, with documents of its own."""
        changes = {"studies": [study], "languages": languages, "documents": documents}
        changed = self.model_copy(update=changes)
        changed._by_study = {}
        return changed

    def documents_of(self, study: str, root: Path | str = ".") -> list[Document]:
        """Return the documents of a study: not those that need a branch which it does not have."""
        return [
            document
            for document in self.documents
            if document.needs is None or Path(root, study_file(study, document.needs)).is_file()
        ]

    def rendered(self, study: str, root: Path | str = ".") -> list[str]:
        """Return the paths of every document of a study, from the top of the compendium."""
        return [
            f"results/{study}/{document.name}.{language}.{form}"
            for document in self.documents_of(study, root)
            for language in self.languages_of(study)
            for form in self.formats_of(document)
        ]

    def rendered_by_study(self, root: Path | str = ".") -> list[list[str]]:
        """Return the paths of every document to render, study by study."""
        return [self.rendered(study, root) for study in self.studies]


def load_project(root: Path | str = ".") -> Project:
    """Read ``config/config.yaml``.

    Parameters
    ----------
    root : path, default the working directory
        Top of the compendium.

    Returns
    -------
    Project
        What is built; where the file names no studies, all that there are.

    Raises
    ------
    ConfigurationError
        With every mistake in the file, or where there is no study.
    """
    return with_studies(load_model(Path(root) / CONFIG, Project, CONFIG), root)


def with_studies(project: Project, root: Path | str = ".") -> Project:
    """Return ``project`` with the studies it builds, and the languages of each.

    The studies are those that it names, else all there are.
    """
    found = project.studies or study_names(root)
    if not found:
        raise ConfigurationError(
            Problem(
                STUDIES,
                message("holds no study."),
                message("Make the file {study_file}.", study_file=study_file("<country>")),
            )
        )
    if POOLED in found:
        raise ConfigurationError(
            Problem(
                study_file(POOLED),
                message(
                    'a study cannot be called "{name}": results/{name} is where several studies are '
                    "compared.",
                    name=POOLED,
                ),
                message("Give the folder another name."),
            )
        )
    whole = project.model_copy(update={"studies": found})
    whole._by_study = {
        name: own for name in study_names(root) if (own := _own_languages(name, root))
    }
    known = known_languages(root) or known_languages()
    _refuse_unknown(whole.languages, known, CONFIG)
    for name in found:
        _refuse_unknown(whole._by_study.get(name, ()), known, study_file(name))
    return whole


def _own_languages(study: str, root: Path | str) -> list[str]:
    """Return the languages that a study names; none where it does not, or its file is in disorder.

    Mistakes are told where the study itself is loaded.
    """
    try:
        content = read_yaml(Path(root, study_file(study)))
    except ConfigurationError:
        return []
    named = content.get("languages") if isinstance(content, dict) else None
    return [str(one) for one in named] if isinstance(named, list) else []


def _refuse_unknown(languages: Sequence[str], known: Sequence[str], file: str) -> None:
    """Raise for a language that has no folder."""
    for one in languages:
        if one not in known:
            raise ConfigurationError(
                Problem(
                    file,
                    message('there is no language "{language}" in config/languages.', language=one),
                    did_you_mean(one, known),
                    column="languages",
                )
            )


def study_names(root: Path | str = ".") -> list[str]:
    """Return the names of all studies in ``config/studies``, sorted."""
    return sorted(path.parent.name for path in Path(root, STUDIES).glob("*/study.yaml"))


def study_file(study: str, section: str = "study") -> str:
    """Return the path of a study's file from the top of the compendium.

    ``section`` is a branch of the study, such as ``survey``; by default the file of the study itself.
    """
    return f"{STUDIES}/{study}/{section}.yaml"


def settings_place(study: str, address: str, root: Path | str = ".") -> tuple[str, str]:
    """Return the file of a study in which a setting stands, and its address in that file.

    ``survey.drivers.outcome`` is ``drivers.outcome`` in the file of the survey, if there is one, and
    ``country.code`` the same in that of the study. A whole branch has the address "". A setting that
    stands in for the branch's own is in the file of those (:data:`STAND_IN`), by its whole address.
    """
    section, _, rest = address.partition(".")
    standing = Path(root, study_file(study, STAND_IN))
    if standing.is_file():
        others = (read_yaml(standing) or {}).get(section) or {}
        if rest.partition(".")[0] in others:
            return study_file(study, STAND_IN), address
    file = study_file(study, section)
    return (file, rest) if Path(root, file).is_file() else (study_file(study), address)


def is_made(path: str) -> bool:
    """Say whether a build makes a file; ``path`` is from the top of the compendium."""
    return path.startswith(tuple(f"{folder}/" for folder in MADE))


def record_file(study: str, name: str) -> str:
    """Return the path of a study's records from the top of the compendium.

    They lie apart from the results, which are published: a row of records is a row of a raw file,
    such as what one firm answered.
    """
    return f"{RECORDS}/{study}/{name}.parquet"


def codebook_file(study: str, name: str, root: Path | str = ".") -> str:
    """Return the codebook that a study uses: its own, else the one that studies share.

    ``name`` is such as ``questionnaire`` or ``checklists/prisma``.
    """
    own = study_file(study, name)
    return own if Path(root, own).is_file() else f"{CODEBOOKS}/{name}.yaml"


def documents(root: Path, present: bool = True, study: str | None = None) -> list[Path]:
    """Return the documents of the studies, or of one; with ``present``, only those that exist."""
    project = load_project(root)
    wanted = [
        root / path
        for name in ([study] if study else project.studies)
        for path in project.rendered(name, root)
    ]
    return [path for path in wanted if path.is_file() or not present]
