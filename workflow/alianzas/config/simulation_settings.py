"""The ``survey: simulation:`` section of a study file: the truth behind simulated answers."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Self

from pydantic import Field, model_validator

from human_files.settings import Identifier, Settings, Words

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
    days: int = Field(ge=1, description="Length of the field phase.")
    utc_offset: Annotated[str, Field(pattern=r"^[+-]\d{2}:\d{2}$")] = Field(
        description="Local time of the firms, as in -05:00."
    )


class Firms(Settings):
    """What the firms are like."""

    sectors: dict[Identifier, Spread] = Field(min_length=1, description="Relative frequencies.")
    regions: dict[Identifier, Spread] = Field(min_length=1, description="Relative frequencies.")
    employees_median: float = Field(gt=0)
    employees_spread: Spread = Field(description="Standard deviation of log employees.")
    employees_range: tuple[int, int] = Field(description="Smallest and largest firm.")
    founded: tuple[int, int] = Field(description="First and last year of foundation.")
    exports: Share = Field(description="Share of exporters.")


class Alliances(Settings):
    """Which firms are allied, and how."""

    share: Share = Field(description="Share of allied firms.")
    by_log_employees: float = Field(description="Log odds of being allied per log employee.")
    by_exports: float = Field(description="Log odds of being allied for exporters.")
    models: dict[Identifier, Spread] = Field(min_length=1, description="Relative frequencies.")
    forms: dict[Identifier, Spread] = Field(
        min_length=1, description="Relative frequencies, from least to most formal."
    )
    benefits: dict[Identifier, Share] = Field(description="Share that names each benefit.")
    challenges: dict[Identifier, Share] = Field(description="Share that names each challenge.")


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
    sectors: dict[Identifier, float] = Field(default={}, description="Added by sector.")
    exports: float = Field(description="Added for exporters.")
    growth_by_log_employees: float = Field(description="Growth added per log employee.")
    allied: float = Field(description="Added for allied firms.")
    well_structured: float = Field(description="Added further for well-structured alliances.")
    noise: Spread = Field(description="Standard deviation of log growth.")


class Missing(Settings):
    """How often a firm leaves a question unanswered."""

    items: Share
    income: Share


class SurveySimulation(Settings):
    """Everything the generator needs; the committed answers follow from it bit for bit."""

    seed: int = Field(ge=0)
    firms: int = Field(ge=1, description="Number of firms kept for analysis, by design.")
    extras: Extras = Extras()
    fieldwork: Fieldwork
    firm_facts: Firms
    alliances: Alliances
    constructs: dict[Identifier, Construct]
    correlation: float = Field(gt=-1, lt=1, description="Between any two drivers.")
    pairs: list[Pair] = Field(default=[], description="Pairs whose correlation differs from it.")
    drivers: dict[Identifier, float] = Field(
        description="True standardised effect of each driver on the outcome."
    )
    income: IncomeTruth
    missing: Missing
    form_version: Words = Field(description="What the export writes under __version__.")

    @model_validator(mode="after")
    def _drivers_have_constructs(self) -> Self:
        """Refuse a driver or a pair that names an unknown construct."""
        known = set(self.constructs)
        named = set(self.drivers) | {name for pair in self.pairs for name in pair.between}
        if unknown := sorted(named - known):
            raise ValueError(f"not under `constructs:`: {', '.join(unknown)}")
        return self
