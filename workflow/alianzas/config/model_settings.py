"""The ``drivers:``, ``income:`` and ``well_structured:`` sections of a survey's settings."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from alianzas.config.codes import Code
from human_files.language.messages import message
from human_files.settings import FEWER_IN_A_DRAFT, Identifier, Settings

#: The kinds of outcome, each with the model for it.
OutcomeKind = Literal["numeric", "binary", "ordinal", "count"]


class WellStructured(Settings):
    """What makes an alliance well structured: every scale named reaches the threshold."""

    scales: list[Identifier] = Field(min_length=1, description="Constructs of the questionnaire.")
    at_least: float = Field(description="Smallest scale mean, in points of the scale.")


class Comparison(Settings):
    """Two coefficients tested for equality; fact keys contain <first>_vs_<second>."""

    first: Code
    second: Code


class Drivers(Settings):
    """The model of what goes with an outcome.

    Outcome, predictors and controls are variables of the questionnaire: constructs, questions with
    one answer, or derived variables.
    """

    outcome: Code = Field(description="Variable to be explained.")
    predictors: list[Code] = Field(
        min_length=1,
        max_length=12,
        description="Variables that explain it; dominance analysis fits every model of them. A "
        "question with several answers that have no order is a control; as a predictor, derive one "
        "variable per answer.",
    )
    controls: list[Code] = Field(
        default=[], description="Variables held constant, whose coefficients are not findings."
    )
    comparisons: list[Comparison] = Field(
        default=[], description="Pairs of predictors whose coefficients are compared."
    )
    kind: OutcomeKind | None = Field(
        default=None,
        description="Kind of outcome: numeric (least squares), binary (logit), ordinal (ordered "
        "logit) or count; by default that of the variable.",
    )
    count_model: Literal["poisson", "negative_binomial"] = Field(
        default="poisson",
        description="Model of a count: Poisson's, whose robust errors allow for overdispersion, or the "
        "negative binomial one, which takes no survey weights.",
    )
    standardised: bool = Field(
        default=True,
        description="Numbers and scores in standard deviations over the firms in the model, the "
        "outcome too if it is numeric; false: in the units they were measured in. Yes or no is 0 or 1 "
        "either way.",
    )
    further_outcomes: Annotated[list[Code], Field(min_length=1)] | None = Field(
        default=None,
        description="Other outcomes of the same predictors and controls, in one table.",
    )
    firms: dict[Code, list[Code]] | None = Field(
        default=None,
        description="The firms in the model: question → answers of those that are in it. By default "
        "those that the questionnaire asks for the outcome and the predictors.",
    )
    smallest_effect: float = Field(
        default=0.2,
        gt=0,
        description="Smallest coefficient of interest: one shown to be smaller in absolute value is "
        "called negligible.",
    )
    smallest_difference: float = Field(
        default=0.2,
        gt=0,
        description="Smallest difference of two coefficients that matters: the power of the design is "
        "computed for it.",
    )
    power: float = Field(
        default=0.8,
        gt=0.5,
        lt=1,
        description="Power at which differences are called detectable, where there is no `income:`.",
    )
    replicates: Annotated[int, Field(ge=200, le=100_000), FEWER_IN_A_DRAFT] = Field(
        default=10_000, description="Bootstrap resamples."
    )
    imputations: Annotated[int, Field(ge=2, le=1_000), FEWER_IN_A_DRAFT] = Field(
        default=20, description="Imputed data sets."
    )

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The comparisons as pairs of names."""
        return [(pair.first, pair.second) for pair in self.comparisons]

    @property
    def targets(self) -> list[tuple[str, ...]]:
        """What is examined: the differences that are compared, or each coefficient without any."""
        if self.comparisons:
            return [*self.pairs]
        return [(name,) for name in self.predictors]

    @model_validator(mode="after")
    def _each_variable_has_one_part(self) -> Self:
        """Refuse comparisons of anything but predictors, and a variable that plays two parts."""
        for comparison in self.comparisons:
            for name in (comparison.first, comparison.second):
                if name not in self.predictors:
                    raise ValueError(
                        message(
                            'the comparison names "{name}", which is not a predictor', name=name
                        )
                    )
            if comparison.first == comparison.second:
                raise ValueError(
                    message('the comparison sets "{first}" against itself', first=comparison.first)
                )
        for what, names in (("predictors", self.predictors), ("controls", self.controls)):
            if repeated := sorted({name for name in names if names.count(name) > 1}):
                raise ValueError(
                    message(
                        "{what} given twice: {names}", what=f"`{what}`", names=", ".join(repeated)
                    )
                )
            for outcome in (self.outcome, *(self.further_outcomes or [])):
                if outcome in names:
                    word = message("a predictor") if what == "predictors" else message("a control")
                    raise ValueError(
                        message(
                            'the outcome "{outcome}" cannot be {word} too',
                            outcome=outcome,
                            word=word,
                        )
                    )
        if both := [name for name in self.controls if name in self.predictors]:
            raise ValueError(message('"{name}" is both a predictor and a control', name=both[0]))
        if self.outcome in (self.further_outcomes or []):
            raise ValueError(message('"{outcome}" is the outcome already', outcome=self.outcome))
        return self


class Income(Settings):
    """The model of income growth: log of last year's income over the base year's."""

    base_year: int = Field(ge=1900, le=2100, description="Year of the income before.")
    last_year: int = Field(ge=1900, le=2100, description="Year of the income after.")
    controls: list[Code] | None = Field(
        default=None,
        description="Variables held constant: any of the questionnaire, and sector (categories), size "
        "(log employees), age (log years) and exports (yes or no), which are made from the questions "
        "with these roles; by default those four, as far as they are asked.",
    )
    claimed_bound: float | None = Field(
        default=None,
        gt=0,
        description='A published "up to": an upper bound, as a proportion, that the differences are '
        "held against. Without it nothing is said of a bound.",
    )
    smallest_difference: float = Field(
        default=0.1,
        gt=0,
        description="Smallest difference in income growth that matters, as a proportion: the power of "
        "the design is computed for it.",
    )
    models: list[Code] = Field(
        default=[],
        description="Answers to the question with the role `model`, each compared with the reference "
        "group.",
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
        description="Quantiles of growth at which the groups are compared.",
    )
    replicates: Annotated[int, Field(ge=200, le=100_000), FEWER_IN_A_DRAFT] = Field(
        default=2000, description="Resamples for the intervals of the quantiles."
    )
    power: float = Field(
        default=0.8, gt=0.5, lt=1, description="Power at which effects are called detectable."
    )

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if sorted(set(self.quantiles)) != self.quantiles:
            raise ValueError(message("quantiles must be in rising order, each given once"))
        if self.base_year >= self.last_year:
            raise ValueError(message("base_year must be before last_year"))
        return self
