"""The model of ``config/studies/<study>.yaml``: one country's study."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from alianzas.config.case_settings import CasesSettings
from alianzas.config.literature_settings import LiteratureSettings
from alianzas.config.survey_settings import SurveySettings
from alianzas.config.synthesis_settings import SynthesisSettings
from human_files.settings import Identifier, Name, Settings, Text, Words


class Country(Settings):
    """Where the study is set."""

    code: str = Field(pattern="^[A-Z]{2}$", description="ISO 3166-1 two-letter code.")
    name: Text = Field(description="The country's name.")
    adjective: Text = Field(
        description="The adjective for its firms, as used in the article: in English before the "
        "noun (Ecuadorian firms), in Spanish feminine plural after it (empresas ecuatorianas)."
    )
    region: Text = Field(description="The wider region in which the findings are placed.")
    currency: str = Field(pattern="^[A-Z]{3}$", description="ISO 4217 code of money amounts.")


class Author(Settings):
    """An author of the article."""

    name: Words = Field(description="As printed.")
    affiliation: Text | None = Field(default=None, description="Institution.")
    email: str | None = Field(default=None, description="Only for the corresponding author.")
    orcid: str | None = Field(
        default=None, pattern=r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", description="ORCID iD."
    )


class Article(Settings):
    """The article's title page."""

    title: Text
    short_title: Text = Field(description="For the running head.")
    authors: list[Author] = Field(
        default=[],
        description="In the order printed. As long as nobody is named, the documents say so.",
    )
    keywords: dict[Identifier, Text] = Field(min_length=1)


class Study(Settings):
    """One study: a country, its article and its three bodies of evidence."""

    study: Name = Field(description="The study's name; same as the file name.")
    country: Country
    article: Article
    seed: int = Field(ge=0, description="Seed of every random number in the study.")
    confidence: float = Field(
        default=0.95, gt=0.5, lt=1, description="Confidence level of every interval."
    )
    literature: LiteratureSettings
    cases: CasesSettings
    survey: SurveySettings
    synthesis: SynthesisSettings = SynthesisSettings()

    def sources(self) -> dict[str, str]:
        """Return the provenance level of every raw file (or folder of files), by path."""
        return {
            **self.literature.sources_by_file(),
            **self.cases.sources_by_file(),
            **self.survey.sources_by_file(),
        }

    @model_validator(mode="after")
    def _one_entry_per_file(self) -> Self:
        """Refuse a raw file that is named in two places."""
        groups = (self.literature, self.cases, self.survey)
        files = [file for group in groups for file in group.sources_by_file()]
        repeated = sorted({file for file in files if files.count(file) > 1})
        if repeated:
            raise ValueError(f"the same file serves two purposes: {', '.join(repeated)}")
        return self
