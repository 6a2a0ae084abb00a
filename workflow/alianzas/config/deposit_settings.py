"""The ``deposit:`` section of ``study.yaml``: what an archive and a data editor ask and no file tells.

Nothing in it is compulsory. What is left out is never invented: the deposit lists it as open
(:mod:`alianzas.deposit.open_questions`), with the address at which it is wanted.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from human_files.language.messages import message, template
from human_files.settings import Settings, Text, Words
from human_files.settings_words import in_words

Doi = Annotated[
    str,
    StringConstraints(
        pattern=in_words(
            r"^10\.\d{4,9}/\S+$", template("a DOI without https://, such as 10.5281/zenodo.1234567")
        )
    ),
]
WebAddress = Annotated[
    str,
    StringConstraints(
        pattern=in_words(r"^https?://\S+$", template("an address that begins with https://"))
    ),
]
JelCode = Annotated[
    str,
    StringConstraints(
        pattern=in_words(r"^[A-Z]\d{0,2}$", template("a JEL code, such as L24 or M13"))
    ),
]
Ror = Annotated[
    str,
    StringConstraints(
        pattern=in_words(
            r"^https://ror\.org/0[a-z0-9]{8}$",
            template("an address of ROR, such as https://ror.org/02mhbdp94"),
        )
    ),
]
#: Who may have the data, in the words of the Social Science Data Editors' template.
Availability = Literal["included", "public", "on_request", "restricted", "not_available"]


class Contact(Settings):
    """Who answers questions on the deposit."""

    name: Words = Field(description="As printed.")
    email: Words = Field(description="Where questions on the deposit are answered.")


class Ethics(Settings):
    """The ethics committee that approved the work with people; or why none had to."""

    board: Text | None = Field(default=None, description="Name of the committee.")
    number: Words | None = Field(default=None, description="Number of its approval.")
    approved: date | None = Field(default=None, description="Day of the approval.")
    consent: Text | None = Field(
        default=None, description="How those who took part consented, in a sentence."
    )
    not_needed: Text | None = Field(
        default=None, description="Why no approval was needed, in a sentence."
    )

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        """Refuse an approval that was not needed."""
        if self.not_needed is not None and (self.board or self.number or self.approved):
            raise ValueError(message("give `not_needed:`, or `board:` and `number:`, not both"))
        return self


class Funder(Settings):
    """Who paid."""

    funder: Text = Field(description="Name of the funder.")
    grant: Words | None = Field(default=None, description="Number of the grant.")
    ror: Ror | None = Field(default=None, description="The funder's address at ror.org.")


class Prepared(Settings):
    """What was registered or published before the data were seen; or why nothing was."""

    address: WebAddress | None = Field(default=None, description="Where it can be read.")
    registered: date | None = Field(default=None, description="Day of the registration.")
    none: Text | None = Field(default=None, description="Why there is none, in a sentence.")

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        """Refuse both, and neither."""
        if (self.address is None) == (self.none is None):
            raise ValueError(message("give `address:`, or `none:` with the reason"))
        return self


class DataSource(Settings):
    """Raw files of one origin: who may have them, and by what right they are here."""

    files: list[Words] = Field(
        min_length=1,
        description="Raw files or folders, from the top of the repository; a folder: all in it.",
    )
    availability: Availability = Field(
        default="included",
        description="included: in the deposit, for everybody; public: elsewhere, for everybody; "
        "on_request, restricted: elsewhere, for those who ask or qualify; not_available: for nobody.",
    )
    rights: Text | None = Field(
        default=None,
        description="By what right the authors use the data and pass them on, in a sentence.",
    )
    license: Words | None = Field(
        default=None,
        description="SPDX identifier, such as CC-BY-4.0, where it is not that of REUSE.toml.",
    )
    citation: Words | None = Field(
        default=None,
        description="Key of the data's entry in references.bib, for data that others published.",
    )
    doi: Doi | None = Field(default=None, description="DOI of data that others published.")
    address: WebAddress | None = Field(default=None, description="Where the data are found.")
    accessed: date | None = Field(default=None, description="Day on which they were taken there.")
    access: Text | None = Field(
        default=None,
        description="How others get the data: whom to ask, what it costs, how long it takes.",
    )
    collected_from: date | None = Field(default=None, description="First day of the collection.")
    collected_to: date | None = Field(default=None, description="Last day of the collection.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Refuse a collection that ends before it begins."""
        first, last = self.collected_from, self.collected_to
        if first is not None and last is not None and last < first:
            raise ValueError(message("`collected_to:` is before `collected_from:`"))
        return self

    def holds(self, file: str) -> bool:
        """Say whether a raw file is among those of this source."""
        return any(file == one or file.startswith(f"{one.rstrip('/')}/") for one in self.files)


class DepositSettings(Settings):
    """What an archive and a data editor ask of a study, and no file of it tells."""

    doi: Doi | None = Field(
        default=None, description="DOI of the deposit; archives reserve one before the upload."
    )
    archive: Words | None = Field(
        default=None, description="Archive of the deposit, such as Zenodo or openICPSR."
    )
    repository: WebAddress | None = Field(
        default=None, description="Where the code is developed, such as a page at GitHub."
    )
    journal: Words | None = Field(
        default=None, description="Journal to which the article is submitted."
    )
    manuscript: Words | None = Field(
        default=None, description="Number that the journal has given the manuscript."
    )
    article_doi: Doi | None = Field(default=None, description="DOI of the article.")
    contact: Contact | None = Field(
        default=None, description="Who answers questions; by default the author with an e-mail."
    )
    jel: list[JelCode] = Field(
        default=[], description="Codes of the Journal of Economic Literature."
    )
    ethics: Ethics | None = Field(
        default=None,
        description="Approval of the work with people; asked for where firms or persons were observed.",
    )
    registration: Prepared | None = Field(
        default=None, description="Registration of the study before it began."
    )
    protocol: Prepared | None = Field(default=None, description="Published study protocol.")
    analysis_plan: Prepared | None = Field(
        default=None, description="Plan of analysis, published before the data were seen."
    )
    funding: list[Funder] | None = Field(
        default=None, description="Who paid for the work; [] where nobody did."
    )
    competing_interests: Text | None = Field(
        default=None, description="The authors' statement, also where there are none."
    )
    data: list[DataSource] = Field(
        default=[], description="Availability and rights of the raw files, by origin."
    )
    hardware: Text | None = Field(
        default=None,
        description="The machine of the authors' run, where it is not that of the last run here.",
    )

    def source_of(self, file: str) -> DataSource | None:
        """Return what is said of the origin of a raw file; None where nothing is."""
        return next((source for source in self.data if source.holds(file)), None)

    @model_validator(mode="after")
    def _one_source_per_file(self) -> Self:
        """Refuse a file or folder of two origins."""
        named = [file for source in self.data for file in source.files]
        repeated = sorted({file for file in named if named.count(file) > 1})
        if repeated:
            raise ValueError(
                message("the same file has two origins: {files}", files=", ".join(repeated))
            )
        return self
