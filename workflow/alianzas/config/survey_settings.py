"""The ``survey:`` section of a study file."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import Field, model_validator

from alianzas.config.codes import Code
from alianzas.config.measurement_settings import Measurement
from alianzas.config.model_settings import Drivers, Income, WellStructured
from alianzas.config.robustness_settings import DriverChoices, IncomeChoices, Robustness
from alianzas.config.simulation_settings import SurveySimulation
from honest_results.provenance import Level
from human_files.language.messages import message
from human_files.repository_paths import RepositoryPath
from human_files.settings import Identifier, Settings, Text, Words


class Responses(Settings):
    """The raw answers."""

    file: RepositoryPath = Field(
        description="Export of KoboToolbox, ODK, Qualtrics, LimeSurvey, Google Forms, SurveyMonkey, "
        "SurveyCTO, REDCap, SPSS or Stata, or a plain CSV or XLSX table; detected by its content."
    )
    codebook: RepositoryPath | None = Field(
        default=None,
        description="File that explains the codes: LimeSurvey's R syntax, REDCap's data dictionary.",
    )


class Screen(Settings):
    """A question that decides whether a firm is eligible; unanswered, it excludes nobody."""

    question: Code = Field(description="Question of the questionnaire.")
    answers: list[Code] = Field(
        default=[], description="Answers of firms that belong to the study."
    )
    minimum: float | None = Field(default=None, description="Smallest answer of firms that belong.")
    maximum: float | None = Field(default=None, description="Largest answer of firms that belong.")

    @model_validator(mode="after")
    def _tells_who_belongs(self) -> Self:
        """Refuse a question without a criterion."""
        if not self.answers and self.minimum is None and self.maximum is None:
            raise ValueError(
                message("give the `answers:` of firms that belong, or a `minimum:` or `maximum:`")
            )
        return self


class Exclusion(Settings):
    """Which submissions are set aside; each is counted under the first reason that applies."""

    keep_duplicate: Literal["first", "last", "all"] = Field(
        default="last",
        description="Which of several submissions with the same invitation code (without codes: with "
        "the same answers) is kept, by time; all: each of them.",
    )
    not_approved: list[Words] = Field(
        default=["validation_status_not_approved"],
        description="Values of _validation_status with which a reviewer rejects a submission.",
    )
    missing_share: float = Field(
        default=0.25,
        ge=0,
        le=1,
        description="Largest share of unanswered questions, among those put to the firm, that is kept.",
    )
    screening: list[Screen] = Field(
        default=[], description="Firms that belong to the study; others are set aside."
    )
    longest_run: int | None = Field(
        default=None,
        ge=2,
        description="Straight-lining: longest run of identical answers that is kept "
        "(long string index, Meade and Craig 2012); null: not checked.",
    )
    seconds_per_question: float | None = Field(
        default=None,
        gt=0,
        description="Speeding: smallest number of seconds per question put to the firm that is kept "
        "(2 seconds: Huang and others 2012); null: not checked.",
    )


class Quality(Settings):
    """What in the answers cannot be right: it is named, and nothing is concluded from it.

    A study whose firms really are like that widens the bounds, in this file and before everybody.
    """

    least_item_rest: float = Field(
        default=0.0,
        ge=-1,
        le=0.5,
        description="Correlation of an item with the rest of its scale below which the item "
        "contradicts the scale (reversed, miscoded, misunderstood).",
    )
    unit_factor: float = Field(
        default=20.0,
        gt=2,
        description="Money this many times larger or smaller than the firm's other year, or than the "
        "bulk of all firms, looks typed in another unit (hundreds, thousands).",
    )
    largest_change: float = Field(
        default=10.0,
        gt=1,
        description="Largest possible ratio of a firm's incomes of the two years, either way.",
    )
    heaped: float = Field(
        default=0.25,
        gt=0,
        le=1,
        description="Share of firms with one and the same income above which it looks like a filler.",
    )
    oldest: int = Field(default=200, ge=1, description="Greatest possible age of a firm, in years.")


class Scales(Settings):
    """How the answers to several items become one score."""

    minimum_answered: float = Field(
        default=0.66,
        gt=0,
        le=1,
        description="Smallest share of a scale's items that must be answered for a score (their mean).",
    )
    acceptable_alpha: float = Field(
        default=0.7, gt=0, lt=1, description="Alpha from which a scale is called reliable."
    )


class Margin(Settings):
    """Official shares of a characteristic among all firms of the population."""

    shares: dict[Code, Annotated[float, Field(gt=0)]] = Field(
        min_length=2, description="Answer → its share or number of firms, on any scale."
    )
    source: Text = Field(description="Who published the shares, and for which year.")


class Weighting(Settings):
    """How many firms of the population a response stands for; by default all count equally."""

    column: Code | None = Field(
        default=None,
        description="Question or derived variable with the design weight; by default the "
        "questionnaire's role `weight`, if it has one.",
    )
    strata: Code | None = Field(
        default=None,
        description="Question or derived variable that tells from which stratum a firm was drawn: "
        "errors are those of a stratified sample.",
    )
    clusters: Code | None = Field(
        default=None,
        description="Question that tells firms drawn together (a district, an association): errors "
        "are those of a sample of clusters.",
    )
    margins: dict[Code, Margin] = Field(
        default={},
        description="Question → official shares of its answers; the weights are raked to them.",
    )
    largest: float = Field(
        default=5.0,
        gt=1,
        description="Largest weight, as a multiple of the mean weight; larger ones are trimmed to it "
        "before the margins are met again.",
    )


class Minimum(Settings):
    """Sizes below which a model is not estimated, and the article says so."""

    per_coefficient: int = Field(
        default=5, ge=2, description="Firms per coefficient (the constant included) of a model."
    )
    per_group: int = Field(default=10, ge=2, description="Firms in each of two groups compared.")


class SurveySettings(Settings):
    """The survey of firms."""

    provenance: Level = Field(description="Provenance of the answers.")
    responses: Responses
    lists: dict[Identifier, dict[Identifier, Text]] = Field(
        default={},
        description="Answer lists of the questionnaire that are specific to the country: code → label.",
    )
    exclusion: Exclusion = Exclusion()
    year: Annotated[int, Field(ge=1900, le=2100)] | None = Field(
        default=None,
        description="Year that the answers describe, to which the firms' ages are counted; by default "
        "the last year of the incomes.",
    )
    small_cell: int = Field(
        default=5,
        ge=1,
        description="Nothing published shows a number of firms below this, or lets it be worked out; "
        "1: show all.",
    )
    quality: Quality = Quality()
    scales: Scales = Scales()
    measurement: Measurement = Measurement()
    well_structured: WellStructured | None = Field(
        default=None, description="Which alliances are well structured, if the study tells them."
    )
    drivers: Drivers | None = Field(
        default=None, description="The model of what goes with an outcome, if there is one."
    )
    income: Income | None = Field(
        default=None, description="The comparison of the groups' income growth, if there is one."
    )
    weighting: Weighting = Weighting()
    minimum: Minimum = Minimum()
    robustness: Robustness | None = Field(
        default=None, description="How the findings hold up, if that is examined."
    )
    simulation: SurveySimulation | None = Field(
        default=None, description="Parameters of the generator, where the answers are simulated."
    )

    @property
    def driver_plan(self) -> Drivers:
        """The model of the drivers, in a study that has one."""
        assert self.drivers is not None
        return self.drivers

    @property
    def income_plan(self) -> Income:
        """The comparison of incomes, in a study that makes it."""
        assert self.income is not None
        return self.income

    @property
    def reference_year(self) -> int | None:
        """The year to which ages are counted; None where the study gives none."""
        if self.year is not None or self.income is None:
            return self.year
        return self.income.last_year

    @property
    def structure_rule(self) -> WellStructured:
        """What makes an alliance well structured, in a study that says it."""
        assert self.well_structured is not None
        return self.well_structured

    @property
    def robustness_plan(self) -> Robustness:
        """How the findings are examined, in a study that does."""
        assert self.robustness is not None
        return self.robustness

    @property
    def driver_choices(self) -> DriverChoices:
        """The choices in the model of the drivers, in a study that varies them."""
        assert self.robustness_plan.drivers is not None
        return self.robustness_plan.drivers

    @property
    def income_choices(self) -> IncomeChoices:
        """The choices in the comparison of incomes, in a study that varies them."""
        assert self.robustness_plan.income is not None
        return self.robustness_plan.income

    @property
    def power(self) -> float:
        """The power at which differences are called detectable."""
        return self.income.power if self.income is not None else self.driver_plan.power

    def sources_by_file(self) -> dict[str, str]:
        """Return the provenance level of every raw file of the branch."""
        files = (self.responses.file, self.responses.codebook)
        return {file: self.provenance for file in files if file is not None}

    @model_validator(mode="after")
    def _simulated_says_so(self) -> Self:
        """Refuse a generator for answers that are not declared simulated."""
        if self.simulation is not None and self.provenance != "simulated":
            raise ValueError(message("remove `simulation:`, or declare `provenance: simulated`"))
        return self

    @model_validator(mode="before")
    @classmethod
    def _choices_of_what_there_is(cls, given: Any) -> Any:
        """Leave out the choices of analyses that the study does not make."""
        if not isinstance(given, dict) or not isinstance(given.get("robustness"), dict):
            return given
        absent = {name: None for name in ("drivers", "income") if given.get(name) is None}
        return given | {"robustness": absent | given["robustness"]}

    @model_validator(mode="after")
    def _robustness_of_what_there_is(self) -> Self:
        """Refuse robustness of nothing, and choices for an analysis that there is not."""
        if self.robustness is None:
            return self
        if self.drivers is None and self.income is None:
            raise ValueError(message("`robustness:` needs findings: add `drivers:` or `income:`"))
        for name in ("drivers", "income"):
            if getattr(self, name) is None and getattr(self.robustness, name) is not None:
                raise ValueError(message("`robustness: {name}:` needs `{name}:`", name=name))
        return self
