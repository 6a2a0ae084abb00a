"""The model of ``config/studies/<study>``: one country's study."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Self, TypeVar

from pydantic import Field, StringConstraints, model_validator

from alianzas.config.case_settings import CasesSettings
from alianzas.config.deposit_settings import DepositSettings
from alianzas.config.literature_settings import LiteratureSettings
from alianzas.config.survey_settings import SurveySettings
from alianzas.config.synthesis_settings import SynthesisSettings
from honest_results.project import Language, study_file
from human_files.language.messages import message, template
from human_files.settings import Identifier, Name, Settings, Text, Words
from human_files.settings_words import in_words

Branch = TypeVar("Branch", bound=Settings)


def present(branch: Branch | None) -> Branch:
    """Return a branch of a study; who asks knows that the study has it."""
    assert branch is not None
    return branch


CountryCode = Annotated[
    str,
    StringConstraints(pattern=in_words("^[A-Z]{2}$", template("two capital letters, such as EC"))),
]


class Country(Settings):
    """Where the study is set."""

    code: str = Field(
        pattern=in_words("^[A-Z]{2}$", template("two capital letters, such as EC")),
        description="ISO 3166-1 two-letter code.",
    )
    name: Text = Field(description="The country's name.")
    adjective: Text = Field(
        description="The adjective for its firms, as used in the article: in English before the "
        "noun (Ecuadorian firms), in Spanish feminine plural after it (empresas ecuatorianas)."
    )
    region: Text = Field(description="The wider region in which the findings are placed.")
    currency: str = Field(
        pattern=in_words("^[A-Z]{3}$", template("three capital letters, such as USD")),
        description="ISO 4217 code of money amounts.",
    )
    compared_with: list[CountryCode] = Field(
        default=[],
        description="Codes of other countries that the study names on purpose, such as one that it is "
        "compared with; `alianzas check` takes the names of others for leftovers of a copy.",
    )


class Author(Settings):
    """An author of the article."""

    name: Words = Field(description="As printed.")
    family_name: Words | None = Field(
        default=None,
        description="As archives and citations sort it; nobody else can tell it from the given name.",
    )
    given_name: Words | None = Field(default=None, description="The rest of the name.")
    affiliation: Text | None = Field(default=None, description="Institution.")
    email: str | None = Field(default=None, description="Only for the corresponding author.")
    orcid: str | None = Field(
        default=None,
        pattern=in_words(
            r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", template("an ORCID iD, such as 0000-0002-1825-0097")
        ),
        description="ORCID iD.",
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


class StudyFile(Settings):
    """``study.yaml``: the country, the title page, and what all branches share."""

    country: Country
    languages: list[Language] | None = Field(
        default=None,
        min_length=1,
        description="Languages of its documents, the first one first; by default those of "
        "config/config.yaml. One is enough.",
    )
    article: Article
    seed: int = Field(ge=0, description="Seed of every random number in the study.")
    confidence: float = Field(
        default=0.95, gt=0.5, lt=1, description="Confidence level of every interval."
    )
    deposit: DepositSettings = Field(
        default=DepositSettings(),
        description="What an archive and a data editor ask and no file tells; what is left out the "
        "deposit lists as open.",
    )
    not_personal: list[Words] = Field(
        default=[],
        description="What `alianzas check` takes for personal data and is none, such as the telephone "
        "number of a ministry: as it stands in the file.",
    )


#: The branches that a study may have, each with the model of its file.
BRANCHES: Mapping[str, type[Settings]] = {
    "literature": LiteratureSettings,
    "cases": CasesSettings,
    "survey": SurveySettings,
    "synthesis": SynthesisSettings,
}


class Study(StudyFile):
    """One study: a country, its article and its bodies of evidence."""

    study: Name = Field(description="The study's name: that of its folder.")
    literature: LiteratureSettings | None = None
    cases: CasesSettings | None = None
    survey: SurveySettings | None = None
    synthesis: SynthesisSettings | None = None
    set_aside: dict[str, str] = Field(
        default={},
        exclude=True,
        description="The level of each raw file of the study for which a pretend one stands in.",
    )

    @property
    def strands(self) -> list[LiteratureSettings | CasesSettings | SurveySettings]:
        """The settings of the branches that have data."""
        found = (self.literature, self.cases, self.survey)
        return [branch for branch in found if branch is not None]

    def sources(self) -> dict[str, str]:
        """Return the provenance level of every raw file (or folder of files), by path."""
        return {
            file: level
            for branch in self.strands
            for file, level in branch.sources_by_file().items()
        }

    def file_naming(self, raw_file: str) -> str:
        """Return the file of the study that names a raw file."""
        for name in BRANCHES:
            branch = getattr(self, name)
            if branch in self.strands and raw_file in branch.sources_by_file():
                return study_file(self.study, name)
        return study_file(self.study)

    @model_validator(mode="after")
    def _one_entry_per_file(self) -> Self:
        """Refuse a raw file that is named in two places."""
        files = [file for branch in self.strands for file in branch.sources_by_file()]
        repeated = sorted({file for file in files if files.count(file) > 1})
        if repeated:
            raise ValueError(
                message("the same file serves two purposes: {files}", files=", ".join(repeated))
            )
        return self
