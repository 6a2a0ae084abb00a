"""The ``literature:`` section of a study file."""

from __future__ import annotations

from datetime import date
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from honest_results.provenance import Level
from human_files.language.messages import message
from human_files.repository_paths import RepositoryPath
from human_files.settings import Name, Settings, Text, Words


class Window(Settings):
    """Years of publication, both ends included."""

    first: int = Field(ge=1900, le=2100)
    last: int = Field(ge=1900, le=2100)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError(
                message(
                    "the window ends ({last}) before it begins ({first})",
                    last=self.last,
                    first=self.first,
                )
            )
        return self


#: How the records of a source were found, as PRISMA 2020 divides them.
FoundBy = Literal["database", "register", "website", "organisation", "citations"]


class BibliographicSource(Settings):
    """One file of references."""

    name: Name = Field(description="Short name, used in fact keys: literature.source.<name>.n.")
    file: RepositoryPath = Field(description="Path from the root of the repository.")
    encoding: Literal["any", "UTF-8", "UTF-16", "UTF-32", "Windows-1252"] = Field(
        default="any",
        description="The encoding the file was saved in. With `any` it is detected; if one is "
        "declared, a file in another is refused, since some program must have re-saved it.",
    )
    provenance: Level = Field(description="Provenance of the file's records.")
    database: Text = Field(description="The database it comes from, as named in the article.")
    found_by: FoundBy = Field(
        default="database",
        description="How its records were found: by a search of a database or register, or by other "
        "methods (websites, organisations, citations), which have boxes of their own in PRISMA 2020.",
    )
    query: Words | None = Field(
        default=None,
        description="The query as typed there; the search protocol quotes it (`alianzas instruments`).",
    )
    searched: date | None = Field(
        default=None, description="Day of the search, for the search protocol."
    )


class Pass(Settings):
    """One pass: one reader's sheet."""

    name: Name
    file: RepositoryPath
    provenance: Level


class Sheet(Settings):
    """A sheet with adjudicated decisions."""

    file: RepositoryPath
    provenance: Level


class Deduplication(Settings):
    """How duplicates are found and settled."""

    maybe: Sheet | None = Field(
        default=None,
        description="Pairs of records that a person judged the same or different: the completed "
        "sheet maybe_duplicates of the last build. Without it, such pairs stay separate.",
    )


#: What was read: titles, titles with abstracts, or full texts.
Basis = Literal["titles", "abstracts", "full_texts"]


class TwoPasses(Settings):
    """Two independent sheets and the one that settles their disagreements."""

    passes: list[Pass]
    consensus: Sheet

    def files(self) -> list[str]:
        """Return the three files: first pass, second pass, consensus."""
        return [*(entry.file for entry in self.passes), self.consensus.file]

    @field_validator("passes")
    @classmethod
    def _two(cls, passes: list[Pass]) -> list[Pass]:
        """Refuse any other number of passes."""
        if len(passes) != 2:
            raise ValueError(
                message(
                    "there must be two passes, not {n}: two readers judge each record. With more "
                    "readers, put each record's first judgement in one sheet and its second in the "
                    "other",
                    n=len(passes),
                )
            )
        return passes

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """Refuse a file named twice."""
        for file in self.files():
            if self.files().count(file) > 1:
                raise ValueError(
                    message(
                        "{file} is named twice: the passes and the consensus are three "
                        "separate files",
                        file=file,
                    )
                )
        return self


class Screening(TwoPasses):
    """The two passes of screening, and what their readers had before them."""

    read: Literal["titles", "abstracts"] = Field(
        description="What was read of each record: its title (and bibliographic data) alone, or its "
        "title and abstract. The article says so wherever it speaks of screening."
    )


class Coding(TwoPasses):
    """The two passes of coding, and what their readers had before them."""

    read: Basis | None = Field(
        default=None,
        description="What was read of each study: titles, abstracts (with their titles), or "
        "full_texts. If omitted: the full texts, where the study reads them (`full_text`), and "
        "otherwise what was read in screening.",
    )


class Analysis(Settings):
    """Rules of the analysis, fixed in advance: what is shown, and what is named."""

    field_share: float = Field(
        default=0.5,
        gt=0,
        le=1,
        description="Share of the included studies that must have a field (keywords, countries, "
        "times cited, cited references) for a result to rest on it; otherwise the article uses "
        "the titles instead, or says that the result is missing.",
    )
    gap_studies: int = Field(
        default=3,
        ge=1,
        description="A combination that no study has is named as a gap only if at least this many "
        "studies have each of its two codes.",
    )
    listed: int = Field(
        default=10,
        ge=1,
        description="Length of shortened lists: journals, gaps of a map, most-cited works.",
    )
    terms: int = Field(
        default=40, ge=5, le=80, description="Maximum number of terms in the keyword network."
    )


class LiteratureSettings(Settings):
    """The systematic review."""

    window: Window = Field(description="Years of publication that are eligible.")
    focus_window: Window = Field(description="The recent years the article reports separately.")
    sources: list[BibliographicSource] = Field(min_length=1)
    previous_until: date | None = Field(
        default=None,
        description="In an update of a review: the last day of its previous version. What "
        "record_ids.csv lists later was found by the update (`alianzas literature prisma`).",
    )
    readers: Text = Field(
        description="Who made the two passes and what they read, as a full sentence of the article."
    )
    read_by: Literal["people", "language_models", "both"] | None = Field(
        default=None,
        description="Who made the passes, as the abstract names them: people, language_models, or "
        "both (one pass each). If omitted, it speaks of two independent readings.",
    )
    deduplication: Deduplication = Field(
        default=Deduplication(), description="How duplicates are found and settled."
    )
    screening: Screening = Field(description="Decisions on titles, or on titles and abstracts.")
    full_text: TwoPasses | None = Field(
        default=None,
        description="Decisions on the full texts of the records that screening keeps. Omit it "
        "if no full text was read: the article then says so.",
    )
    coding: Coding
    analysis: Analysis = Field(default=Analysis(), description="Rules of the analysis.")

    @model_validator(mode="after")
    def _stages_apart(self) -> Self:
        """Refuse one sheet for both stages of screening."""
        if self.full_text is not None:
            twice = sorted({*self.screening.files()} & {*self.full_text.files()})
            if twice:
                raise ValueError(
                    message("{file} is named under both screening and full_text", file=twice[0])
                )
        return self

    @property
    def basis(self) -> Basis:
        """What the studies were coded from."""
        return self.coding.read or ("full_texts" if self.full_text else self.screening.read)

    def sources_by_file(self) -> dict[str, str]:
        """Return the provenance level of every raw file of the branch."""
        entries: list[BibliographicSource | Pass | Sheet] = [*self.sources]
        for sheets in (self.screening, self.full_text, self.coding):
            if sheets is not None:
                entries += [*sheets.passes, sheets.consensus]
        if self.deduplication.maybe is not None:
            entries.append(self.deduplication.maybe)
        return {entry.file: entry.provenance for entry in entries}
