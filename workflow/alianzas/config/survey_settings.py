"""The ``survey:`` section of a study file."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from alianzas.config.measurement_settings import Measurement
from alianzas.config.robustness_settings import Robustness
from alianzas.config.simulation_settings import SurveySimulation
from honest_results.provenance import Level
from human_files.settings import FEWER_IN_A_DRAFT, Identifier, Settings, Text, Words

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_]*$")]


class Responses(Settings):
    """The raw answers."""

    file: Words = Field(
        description="Export of KoboToolbox, ODK, Qualtrics, LimeSurvey, Google Forms, SurveyMonkey, "
        "SurveyCTO, REDCap, SPSS or Stata, or a plain CSV or XLSX table; detected by its content."
    )
    codebook: Words | None = Field(
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
                "give the `answers:` of firms that belong, or a `minimum:` or `maximum:`"
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


class WellStructured(Settings):
    """What makes an alliance well structured: every scale named reaches the threshold."""

    scales: list[Identifier] = Field(min_length=1, description="Constructs of the questionnaire.")
    at_least: float = Field(description="Smallest scale mean, in points of the scale.")


class Comparison(Settings):
    """Two coefficients tested for equality; fact keys contain <first>_vs_<second>."""

    first: Identifier
    second: Identifier


class Drivers(Settings):
    """The model of alliance success."""

    outcome: Identifier = Field(description="Construct to be explained.")
    predictors: list[Identifier] = Field(
        min_length=1,
        max_length=12,
        description="Constructs that explain it; dominance analysis fits every model of them.",
    )
    comparisons: list[Comparison] = Field(
        default=[], description="Pairs of predictors whose coefficients are compared."
    )
    smallest_effect: float = Field(
        default=0.2,
        gt=0,
        lt=1,
        description="Smallest standardised coefficient of interest: one shown to be smaller in "
        "absolute value is called negligible.",
    )
    smallest_difference: float = Field(
        default=0.2,
        gt=0,
        lt=2,
        description="Smallest difference of two standardised coefficients that matters: the power of "
        "the design is computed for it.",
    )
    replicates: Annotated[int, Field(ge=200), FEWER_IN_A_DRAFT] = Field(
        default=10_000, description="Bootstrap resamples."
    )
    imputations: Annotated[int, Field(ge=2), FEWER_IN_A_DRAFT] = Field(
        default=20, description="Imputed data sets."
    )

    @model_validator(mode="after")
    def _comparisons_are_predictors(self) -> Self:
        """Refuse a comparison of anything but predictors, and the outcome among them."""
        for comparison in self.comparisons:
            for name in (comparison.first, comparison.second):
                if name not in self.predictors:
                    raise ValueError(f'the comparison names "{name}", which is not a predictor')
        if self.outcome in self.predictors:
            raise ValueError(f'the outcome "{self.outcome}" cannot be a predictor too')
        return self


Control = Literal["sector", "size", "age", "exports"]


class Income(Settings):
    """The model of income growth: log of last year's income over the base year's."""

    base_year: int = Field(ge=1900, le=2100, description="Year of the income before.")
    last_year: int = Field(ge=1900, le=2100, description="Year of the income after.")
    controls: list[Control] = Field(
        default=["sector", "size", "age", "exports"],
        description="Held constant: sector (categories), size (log employees), age (log years), "
        "exports (yes or no).",
    )
    claimed_bound: float = Field(
        default=0.2, gt=0, description='The published "up to": an upper bound, as a proportion.'
    )
    smallest_difference: float = Field(
        default=0.1,
        gt=0,
        description="Smallest difference in income growth that matters, as a proportion: the power of "
        "the design is computed for it.",
    )
    models: list[Identifier] = Field(
        default=["bridge_alliance", "sectoral_cluster", "university_industry"],
        description="Answers to the question `model`, each compared with independent firms.",
    )
    trimming: float = Field(
        default=0.05,
        ge=0,
        lt=0.5,
        description="Weighting sets aside firms whose propensity is within this distance of 0 or 1.",
    )
    balanced: float = Field(
        default=0.1, gt=0, description="Standardised mean difference below which groups are alike."
    )
    quantiles: list[Annotated[float, Field(gt=0, lt=1)]] = Field(
        default=[0.1, 0.25, 0.5, 0.75, 0.9],
        min_length=1,
        description="Quantiles of growth at which allied and independent firms are compared.",
    )
    replicates: Annotated[int, Field(ge=200), FEWER_IN_A_DRAFT] = Field(
        default=2000, description="Resamples for the intervals of the quantiles."
    )
    power: float = Field(
        default=0.8, gt=0.5, lt=1, description="Power at which effects are called detectable."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if sorted(set(self.quantiles)) != self.quantiles:
            raise ValueError("quantiles must be in rising order, each given once")
        if self.base_year >= self.last_year:
            raise ValueError("base_year must be before last_year")
        return self


class Margin(Settings):
    """Official shares of a characteristic among all firms of the population."""

    shares: dict[Code, Annotated[float, Field(gt=0)]] = Field(
        min_length=2, description="Answer → its share or number of firms, on any scale."
    )
    source: Text = Field(description="Who published the shares, and for which year.")


class Weighting(Settings):
    """How many firms of the population a response stands for; by default all count equally."""

    column: Code | None = Field(
        default=None, description="Question of the questionnaire that holds the design weight."
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
    small_cell: int = Field(
        default=5,
        ge=1,
        description="Published tables of the sample show no number of firms below this; 1: show all.",
    )
    quality: Quality = Quality()
    scales: Scales = Scales()
    measurement: Measurement = Measurement()
    well_structured: WellStructured
    drivers: Drivers
    income: Income
    weighting: Weighting = Weighting()
    minimum: Minimum = Minimum()
    robustness: Robustness = Robustness()
    simulation: SurveySimulation | None = Field(
        default=None, description="Parameters of the generator, where the answers are simulated."
    )

    def sources_by_file(self) -> dict[str, str]:
        """Return the provenance level of every raw file of the branch."""
        files = (self.responses.file, self.responses.codebook)
        return {file: self.provenance for file in files if file is not None}

    @model_validator(mode="after")
    def _simulated_says_so(self) -> Self:
        """Refuse a generator for answers that are not declared simulated."""
        if self.simulation is not None and self.provenance != "simulated":
            raise ValueError("remove `simulation:`, or declare `provenance: simulated`")
        return self

    @model_validator(mode="after")
    def _weights_to_choose(self) -> Self:
        """Refuse weighted specifications without weights."""
        given = self.weighting.column is not None or self.weighting.margins
        for name in ("drivers", "income"):
            if getattr(self.robustness, name).weights == ["weighted"] and not given:
                raise ValueError(
                    f"robustness.{name}.weights lists only `weighted`: give the weights under "
                    "`weighting:`, or add `unweighted`"
                )
        return self
