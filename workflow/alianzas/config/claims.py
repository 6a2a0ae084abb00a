"""The model of ``config/codebooks/claims.yaml``: what the published articles say."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from alianzas.config.base import Identifier, Settings, Text, Words


class PublishedValue(Settings):
    """A number that a published article gives."""

    value: float | int
    kind: Literal["count", "percent", "year"]


class Claim(Settings):
    """A checkable statement of a published article, in our words."""

    id: Identifier
    source: Words = Field(description="Citation key in manuscript/references.bib.")
    doi: Words = Field(pattern=r"^10\.\d{4,}/\S+$")
    text: Text
    values: dict[Identifier, PublishedValue] = Field(min_length=1)


class Claims(Settings):
    """Every claim."""

    claims: list[Claim] = Field(min_length=1)
