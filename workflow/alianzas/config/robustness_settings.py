"""The ``survey: robustness:`` section of a study file: other choices, and data with known truth."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from alianzas.config.codes import Code
from human_files.language.messages import message
from human_files.settings import FEWER_IN_A_DRAFT, Settings

Weights = Literal["unweighted", "weighted"]

_WEIGHTS = "Unweighted, or by the survey weights where `weighting:` gives them."


class DriverChoices(Settings):
    """The analyst's choices in the model of success; every combination is a specification."""

    outcome: list[Literal["mean", "factor", "item"]] = Field(
        default=["mean", "factor", "item"],
        min_length=1,
        description="The outcome as the mean of its items, as a factor score, or as a single item; one "
        "that is not a construct is taken as it is.",
    )
    item: Code | None = Field(
        default=None, description="The single item; the first of the outcome if not given."
    )
    controls: list[list[Code]] | None = Field(
        default=None,
        min_length=1,
        description="Variables held constant in addition to the drivers, set by set; by default none, "
        "and the firm's size, age and exports as far as they are asked.",
    )
    exclusion: list[Literal["study", "all_paces", "few_gaps", "influential"]] = Field(
        default=["study", "all_paces", "few_gaps", "influential"],
        min_length=1,
        description="Firms as under `exclusion:`; including straight-liners and speeders; without "
        "those that left many statements unanswered; without those above the limit for Cook's "
        "distance.",
    )
    gaps: float = Field(
        default=0.05, ge=0, lt=1, description="few_gaps: largest share of unanswered statements."
    )
    missing: list[Literal["answered", "complete", "imputed"]] = Field(
        default=["answered", "complete", "imputed"],
        min_length=1,
        description="Scores from the items answered; only firms that answered all; imputed items.",
    )
    weights: list[Weights] = Field(
        default=["unweighted", "weighted"], min_length=1, description=_WEIGHTS
    )
    estimator: list[Literal["least_squares", "huber", "ordered_logit"]] = Field(
        default=["least_squares", "huber", "ordered_logit"], min_length=1
    )


class IncomeChoices(Settings):
    """The analyst's choices in the comparison of incomes."""

    outcome: list[Literal["growth", "winsorised", "level"]] = Field(
        default=["growth", "winsorised", "level"],
        min_length=1,
        description="Log growth; the same with winsorised tails; log income of the last year with "
        "that of the base year held constant.",
    )
    tail: float = Field(
        default=0.05, gt=0, lt=0.25, description="winsorised: share replaced at either end."
    )
    controls: list[list[Code]] | None = Field(
        default=None,
        min_length=1,
        description="Variables held constant, set by set; by default the firm's sector, size, age and "
        "exports, its size and exports, and none, as far as they are asked.",
    )
    exclusion: list[Literal["study", "all_paces", "influential"]] = Field(
        default=["study", "all_paces", "influential"], min_length=1
    )
    missing: list[Literal["complete", "imputed"]] = Field(
        default=["complete", "imputed"], min_length=1
    )
    weights: list[Weights] = Field(
        default=["unweighted", "weighted"], min_length=1, description=_WEIGHTS
    )
    estimator: list[Literal["regression", "huber", "ipw", "aipw", "matching"]] = Field(
        default=["regression", "huber", "ipw", "aipw", "matching"], min_length=1
    )


class Recovery(Settings):
    """Simulated data sets with known truth on which the estimators are tried.

    Three worlds: in the null world nothing has an effect; in the published-like world the first
    scale of each comparison has the larger effect and alliances raise income; in the reversed
    world the second scale has it and alliances lower income.
    """

    data_sets: Annotated[int, Field(ge=100, le=100_000), FEWER_IN_A_DRAFT] = Field(
        default=1000, description="Number of data sets in each world."
    )
    costly_data_sets: Annotated[int, Field(ge=100, le=100_000), FEWER_IN_A_DRAFT] = Field(
        default=500,
        description="How many of these the bootstrap and the income estimators are tried on.",
    )
    resamples: Annotated[int, Field(ge=200, le=100_000), FEWER_IN_A_DRAFT] = Field(
        default=400, description="Bootstrap resamples of a data set."
    )
    larger: float = Field(default=0.3, gt=0, lt=1, description="Larger standardised effect.")
    smaller: float = Field(default=0.05, ge=0, lt=1, description="Smaller standardised effect.")
    others: float = Field(default=0.1, ge=0, lt=1, description="Effect of every other driver.")
    allied: float = Field(default=0.05, gt=0, description="Log growth through an alliance.")
    well_structured: float = Field(default=0.07, ge=0, description="Added if well structured.")
    certainty: float = Field(
        default=0.99,
        gt=0.5,
        lt=1,
        description="A rate counts as nominal if its binomial interval at this level contains the "
        "nominal value.",
    )

    @model_validator(mode="after")
    def _some_of_all(self) -> Self:
        """Refuse more costly data sets than data sets, and effects out of order."""
        if self.costly_data_sets > self.data_sets:
            raise ValueError(message("costly_data_sets cannot exceed data_sets"))
        if self.smaller >= self.larger:
            raise ValueError(message("`smaller:` must be less than `larger:`"))
        return self


class Robustness(Settings):
    """How the findings hold up under other choices, other firms and data with known truth."""

    permutations: Annotated[int, Field(ge=500, le=100_000), FEWER_IN_A_DRAFT] = Field(
        default=1000, description="Permutations of the residuals under the null hypothesis."
    )
    imputations: Annotated[int, Field(ge=2, le=1_000), FEWER_IN_A_DRAFT] = Field(
        default=3, description="Imputed data sets per specification."
    )
    drivers: DriverChoices | None = DriverChoices()
    income: IncomeChoices | None = IncomeChoices()
    recovery: Recovery = Recovery()
