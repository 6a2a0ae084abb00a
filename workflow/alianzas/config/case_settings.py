"""The ``cases:`` section of a study file."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from alianzas.config.qca_settings import QcaSettings
from honest_results.provenance import Level
from human_files.language.messages import message
from human_files.repository_paths import RepositoryPath
from human_files.settings import Name, Settings, Words, refuse_repeated


class Coder(Settings):
    """One coder's work."""

    name: Name
    file: RepositoryPath = Field(
        description="Sheet (CSV, XLSX) with the columns case, source, code, value, passage; table "
        "with case, source, coder, code, start, end, text, value; or REFI-QDA project (.qdpx)."
    )
    user: Words | None = Field(
        default=None,
        description="The coder's name in the file; needed where the file holds several coders' work.",
    )


class SaturationSettings(Settings):
    """How saturation is judged (Guest, Namey and Chen, 2020)."""

    base: int = Field(
        default=4, ge=1, description="Number of first cases whose codes are the base."
    )
    run: int = Field(default=2, ge=1, description="Number of cases in a run of new codes.")
    threshold: float = Field(
        default=0.05,
        ge=0,
        lt=1,
        description="Saturation is reached when the share of new codes in a run is at most this.",
    )


class CasesSettings(Settings):
    """The case studies."""

    provenance: Level = Field(description="Provenance of all files of the branch.")
    profiles: RepositoryPath = Field(description="CSV with one row per case.")
    texts: RepositoryPath = Field(
        description="Folder with the cases' texts: <case>.md, or <case>.<what>.md where a case has "
        "several."
    )
    coders: list[Coder] = Field(min_length=2, description="Two coders or more.")
    consensus: RepositoryPath = Field(description="CSV that settles the coders' disagreements.")
    translations: RepositoryPath | None = Field(
        default=None,
        description="CSV with passages in the article's languages: case, passage, language, "
        "translation.",
    )
    saturation: SaturationSettings = SaturationSettings()
    qca: QcaSettings | None = Field(
        default=None,
        description="Qualitative comparative analysis; without it the article says that none was "
        "carried out.",
    )

    @model_validator(mode="after")
    def _check_coders(self) -> Self:
        """Refuse two coders of one name, and one piece of work named twice."""
        refuse_repeated(message("coder"), [coder.name for coder in self.coders])
        refuse_repeated(
            message("one coder's work"),
            [f"{coder.file} ({coder.user or coder.name})" for coder in self.coders],
        )
        return self

    def sources_by_file(self) -> dict[str, str]:
        """Return the provenance level of every raw file (of the folder, for the texts)."""
        files = [self.profiles, self.texts, *(coder.file for coder in self.coders), self.consensus]
        if self.translations is not None:
            files.append(self.translations)
        if self.qca is not None and self.qca.measures is not None:
            files.append(self.qca.measures)
        return dict.fromkeys(files, self.provenance)
