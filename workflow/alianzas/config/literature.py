"""The ``literature:`` section of a study file."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from alianzas.config.base import Name, Settings, Text, Words
from alianzas.provenance import Level


class Window(Settings):
    """Years of publication, both ends included."""

    first: int = Field(ge=1900, le=2100)
    last: int = Field(ge=1900, le=2100)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.first > self.last:
            raise ValueError(f"the window ends ({self.last}) before it begins ({self.first})")
        return self


class BibliographicSource(Settings):
    """One file of references."""

    name: Name = Field(description="Short name; facts carry it: literature.source.<name>.n.")
    file: Words = Field(description="Path from the top of the repository.")
    encoding: Literal["any", "UTF-8", "UTF-16", "UTF-32", "Windows-1252"] = Field(
        default="any",
        description="The encoding the file was saved in. Any is recognised and read; where one is "
        "declared, a file in another is refused, since some program must have saved it anew.",
    )
    provenance: Level = Field(description="What kind of truth the file holds.")
    database: Text = Field(description="Where it comes from, as the article names it.")


class Pass(Settings):
    """One reader's sheet."""

    name: Name
    file: Words
    provenance: Level


class Sheet(Settings):
    """A sheet with adjudicated decisions."""

    file: Words
    provenance: Level


class TwoPasses(Settings):
    """Two independent sheets and the one that settles their disagreements."""

    passes: list[Pass] = Field(min_length=2, max_length=2)
    consensus: Sheet


class LiteratureSettings(Settings):
    """The systematic review."""

    window: Window = Field(description="Years of publication that are eligible.")
    focus_window: Window = Field(description="The recent years the article looks at apart.")
    sources: list[BibliographicSource] = Field(min_length=1)
    readers: Text = Field(
        description="Who made the two passes and what they read, as a whole sentence of the article."
    )
    screening: TwoPasses
    coding: TwoPasses

    def sources_by_file(self) -> dict[str, str]:
        """Return the provenance level of every raw file of the branch."""
        entries: list[BibliographicSource | Pass | Sheet] = [*self.sources]
        for sheets in (self.screening, self.coding):
            entries += [*sheets.passes, sheets.consensus]
        return {entry.file: entry.provenance for entry in entries}
