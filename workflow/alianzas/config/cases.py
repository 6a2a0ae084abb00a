"""The ``cases:`` section of a study file."""

from __future__ import annotations

from pydantic import Field

from alianzas.config.base import Name, Settings, Words
from alianzas.provenance import Level


class Coder(Settings):
    """One coder's sheet."""

    name: Name
    file: Words = Field(description="CSV with the columns case, source, code, value, passage.")


class CasesSettings(Settings):
    """The case studies."""

    provenance: Level = Field(description="What kind of truth all files of the branch hold.")
    profiles: Words = Field(description="CSV with one row per case.")
    texts: Words = Field(description="Folder with one text per case, <case>.md.")
    coders: list[Coder] = Field(min_length=2, max_length=2)
    consensus: Words = Field(description="CSV that settles the coders' disagreements.")
    translations: Words | None = Field(
        default=None,
        description="CSV with passages in the article's languages: case, passage, language, "
        "translation.",
    )

    def sources_by_file(self) -> dict[str, str]:
        """Return the provenance level of every raw file (the texts as their folder)."""
        files = [self.profiles, self.texts, *(coder.file for coder in self.coders), self.consensus]
        if self.translations is not None:
            files.append(self.translations)
        return dict.fromkeys(files, self.provenance)
