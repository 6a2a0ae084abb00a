"""The ``survey: measurement:`` section of a study file."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from human_files.settings import FEWER_IN_A_DRAFT, Identifier, Settings


class Measurement(Settings):
    """How the items are judged: conventional thresholds, each with its source in the article."""

    adequate_firms: float = Field(
        default=5,
        gt=0,
        description="Firms per parameter from which the loadings of the model of all scales are "
        "trusted; below it, each scale is fitted separately (Bentler and Chou, 1987).",
    )
    fewest_firms: float = Field(
        default=1,
        gt=0,
        description="Firms per parameter below which the model of all scales is not fitted.",
    )
    cfi: float = Field(default=0.95, gt=0, le=1, description="CFI from which fit is good.")
    tli: float = Field(default=0.95, gt=0, le=1, description="TLI from which fit is good.")
    rmsea: float = Field(default=0.06, gt=0, description="RMSEA up to which fit is good.")
    srmr: float = Field(default=0.08, gt=0, description="SRMR up to which fit is good.")
    rmsea_confidence: float = Field(
        default=0.9, gt=0, lt=1, description="Level of RMSEA's interval, by convention 90 %."
    )
    composite_reliability: float = Field(
        default=0.7, gt=0, lt=1, description="Composite reliability from which a scale is reliable."
    )
    variance_extracted: float = Field(
        default=0.5, gt=0, lt=1, description="AVE from which a scale's items converge."
    )
    htmt: float = Field(
        default=0.85, gt=0, le=1, description="HTMT below which two scales are distinct."
    )
    single_factor: float = Field(
        default=0.5,
        gt=0,
        le=1,
        description="Share of variance on one factor above which common method bias is suspected.",
    )
    inflation: float = Field(
        default=3.3,
        gt=1,
        description="Full-collinearity VIF above which common method bias is suspected.",
    )
    extreme_answers: float = Field(
        default=0.15,
        gt=0,
        lt=1,
        description="Share of firms at one end of the scale above which an item has a floor or "
        "ceiling effect.",
    )
    skewness: float = Field(
        default=1.0,
        gt=0,
        description="Absolute skewness above which an item is not taken as normal. Where any item is "
        "skewed or has a floor or ceiling effect, fit is judged by robust maximum likelihood.",
    )
    replicates: Annotated[int, Field(ge=200, le=100_000), FEWER_IN_A_DRAFT] = Field(
        default=2000, description="Bootstrap replicates of HTMT."
    )
    draws: Annotated[int, Field(ge=100, le=100_000), FEWER_IN_A_DRAFT] = Field(
        default=1000, description="Draws of the parallel analysis."
    )
    parallel_share: float = Field(
        default=0.95,
        gt=0.5,
        lt=1,
        description="Share of the draws that an eigenvalue must exceed to count as a factor.",
    )
    marker: Identifier | None = Field(
        default=None,
        description="Marker construct, unrelated to the others in theory, used to gauge common "
        "method bias; omit it if there is none.",
    )
