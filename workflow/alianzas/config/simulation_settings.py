"""The ``survey: simulation:`` section of a study file: the truth behind simulated answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from alianzas.config.codes import Code
from human_files.language.messages import message, template
from human_files.settings import Identifier, Settings, Words
from human_files.settings_words import in_words

Share = Annotated[float, Field(ge=0, le=1)]
Spread = Annotated[float, Field(ge=0)]


class Extras(Settings):
    """Submissions in addition to the firms', each to be set aside by a rule of the import."""

    refused: int = Field(default=0, ge=0, description="Consent refused, no answers.")
    duplicates: int = Field(
        default=0, ge=0, description="Earlier submissions by firms that are kept."
    )
    unfinished: int = Field(default=0, ge=0, description="Broken off after the first questions.")
    not_approved: int = Field(default=0, ge=0, description="Rejected by a reviewer.")


class Fieldwork(Settings):
    """When the answers came in."""

    first_day: date
    days: int = Field(ge=1, le=3_650, description="Length of the field phase.")
    utc_offset: Annotated[
        str,
        Field(
            pattern=in_words(
                r"^[+-]\d{2}:\d{2}$", template("a difference in hours, such as -05:00")
            )
        ),
    ] = Field(description="Local time of the firms, as in -05:00.")


class Firms(Settings):
    """What the firms are like, as far as the questionnaire asks (see its roles)."""

    sectors: dict[Code, Spread] = Field(default={}, description="Relative frequencies.")
    regions: dict[Code, Spread] = Field(default={}, description="Relative frequencies.")
    employees_median: float | None = Field(default=None, gt=0)
    employees_spread: Spread = Field(
        default=0.0, description="Standard deviation of log employees."
    )
    employees_range: tuple[int, int] = Field(
        default=(1, 1_000_000), description="Smallest and largest firm."
    )
    founded: tuple[int, int] | None = Field(
        default=None, description="First and last year of foundation."
    )
    exports: Share | None = Field(default=None, description="Share of exporters.")


class Alliances(Settings):
    """Which firms are allied (in a group other than the reference), and how."""

    share: Share = Field(description="Share of allied firms.")
    groups: dict[Code, Spread] = Field(
        default={}, description="Relative frequencies of several groups among these."
    )
    by_log_employees: float = Field(
        default=0.0, description="Log odds of being allied per log employee."
    )
    by_exports: float = Field(default=0.0, description="Log odds of being allied for exporters.")
    models: dict[Code, Spread] = Field(default={}, description="Relative frequencies.")
    forms: dict[Code, Spread] = Field(
        default={},
        description="Answers to the question `form`: relative frequencies, from least to most formal.",
    )
    forms_by: Identifier | None = Field(
        default=None, description="Construct with which the form becomes more formal, if any."
    )
    benefits: dict[Code, Share] = Field(default={}, description="Share that names each benefit.")
    challenges: dict[Code, Share] = Field(
        default={}, description="Share that names each challenge."
    )


class Draw(Settings):
    """How the answers to a question arise that nothing else here draws.

    One of: ``shares`` (answers or points of a scale), ``chances`` (several answers), ``chance`` (yes or
    no), ``rate`` (a count), ``median`` (an amount above zero) or ``mean`` (any number).
    """

    shares: dict[Code, Spread] | None = Field(
        default=None, description="Relative frequencies of the answers."
    )
    chances: dict[Code, Share] | None = Field(
        default=None, description="Several answers: share that names each."
    )
    chance: Share | None = Field(default=None, description="Yes or no: share that says yes.")
    rate: Spread | None = Field(default=None, description="Count: its mean.")
    median: float | None = Field(default=None, gt=0, description="Amount: its median.")
    mean: float | None = Field(default=None, description="Number: its mean.")
    spread: Spread = Field(
        default=0.0, description="Standard deviation of the number, or of the amount's logarithm."
    )
    zero: Share = Field(default=0.0, description="Share of amounts that are zero.")
    rounding: float | None = Field(default=None, gt=0, description="Rounded to this.")
    by: dict[str, float] = Field(
        default={},
        description="What else it goes with: construct, question, derived variable, or "
        "<question>.<answer> → effect per standard deviation, or of yes and of the answer, on the "
        "mean (in its spreads), the log of the median or of the rate, the log odds, or the tendency to "
        "the later answers.",
    )
    missing: Share = Field(default=0.0, description="Share left unanswered.")

    @property
    def how(self) -> str:
        """The way it is drawn."""
        return next(name for name in DRAWN if getattr(self, name) is not None)

    @model_validator(mode="after")
    def _drawn_in_one_way(self) -> Self:
        """Refuse none or several ways."""
        given = [name for name in DRAWN if getattr(self, name) is not None]
        if len(given) != 1:
            found = ", ".join(given) or message("none")
            raise ValueError(
                message("give one of {ways} (given: {given})", ways=", ".join(DRAWN), given=found)
            )
        if self.chances is not None and self.by:
            raise ValueError(message("`chances` go with nothing else: leave out `by:`"))
        return self


#: The ways in which an answer may be drawn.
DRAWN = ("shares", "chances", "chance", "rate", "median", "mean")


class Construct(Settings):
    """How a construct is reflected in the answers to its items."""

    mean: float = Field(description="Mean answer, on the points of the scale.")
    spread: float = Field(gt=0, description="Standard deviation of an answer before rounding.")
    loading: float = Field(gt=0, lt=1, description="Correlation of each item with the construct.")


class Pair(Settings):
    """Two constructs whose correlation differs from the common one."""

    between: tuple[Identifier, Identifier]
    correlation: float = Field(gt=-1, lt=1)


class IncomeTruth(Settings):
    """How incomes arise; growth is the log of last over base year."""

    median: float = Field(gt=0, description="Median income of the base year.")
    by_log_employees: float = Field(description="Elasticity of income to employees.")
    spread: Spread = Field(description="Standard deviation of log income, size held constant.")
    rounding: int = Field(ge=1, description="Respondents round their income to this amount.")
    growth: float = Field(description="Log growth of an independent firm.")
    sectors: dict[Code, float] = Field(default={}, description="Added by sector.")
    exports: float = Field(default=0.0, description="Added for exporters.")
    growth_by_log_employees: float = Field(
        default=0.0, description="Growth added per log employee."
    )
    allied: float = Field(default=0.0, description="Added for allied firms.")
    well_structured: float = Field(
        default=0.0, description="Added further for well-structured alliances."
    )
    noise: Spread = Field(description="Standard deviation of log growth.")


class Missing(Settings):
    """How often a firm leaves a question unanswered."""

    items: Share = 0.0
    income: Share = 0.0


class SurveySimulation(Settings):
    """Everything the generator needs; the committed answers follow from it bit for bit."""

    seed: int = Field(ge=0)
    firms: int = Field(
        ge=1, le=100_000, description="Number of firms kept for analysis, by design."
    )
    extras: Extras = Extras()
    fieldwork: Fieldwork
    firm_facts: Firms = Field(default=Firms(), description="What the firms are like.")
    alliances: Alliances | None = Field(
        default=None, description="Which firms are allied, where the groups are drawn."
    )
    constructs: dict[Identifier, Construct] = Field(default={})
    variables: dict[Code, Draw] = Field(
        default={}, description="Every other question, in the order in which they are drawn."
    )
    correlation: float = Field(
        default=0.0, gt=-1, lt=1, description="Between any two constructs but the outcome."
    )
    pairs: list[Pair] = Field(default=[], description="Pairs whose correlation differs from it.")
    drivers: dict[Identifier, float] = Field(
        default={}, description="True standardised effect of each driver on the outcome."
    )
    income: IncomeTruth | None = Field(default=None, description="How incomes arise.")
    missing: Missing = Missing()
    form_version: Words = Field(
        default="simulated", description="What the export writes under __version__."
    )

    @model_validator(mode="after")
    def _drivers_have_constructs(self) -> Self:
        """Refuse a driver or a pair that names an unknown construct."""
        known = set(self.constructs)
        named = set(self.drivers) | {name for pair in self.pairs for name in pair.between}
        if self.alliances is not None and self.alliances.forms_by is not None:
            named.add(self.alliances.forms_by)
        if unknown := sorted(named - known):
            raise ValueError(message("not under `constructs:`: {names}", names=", ".join(unknown)))
        return self
