"""The model of ``config/codebooks/propositions.yaml``: the rows of the joint display."""

from __future__ import annotations

from typing import Self

from pydantic import Field, model_validator

from alianzas.config.base import Identifier, Settings, Text, Words


class Share(Settings):
    """A strand speaks for the proposition where a count reaches a share of another count."""

    count: Words = Field(description="Key of the count fact.")
    of: Words = Field(description="Key of the count fact it is a part of.")
    at_least: float = Field(gt=0, le=1, description="Share from which the strand speaks for it.")


class Strand(Settings):
    """What one kind of evidence says: a sentence with facts, and the rule of its direction.

    The direction comes from a comparative fact (``decides``, and what each of its values means:
    ``supports``, ``contradicts`` or ``unclear``) or from a ``share``; with neither, the strand bears
    on the proposition without a direction (it says how often it is spoken of).
    """

    text: Text = Field(description="Sentence with facts as [key]{.fact}.")
    decides: Words | None = Field(default=None, description="Key of a phrase fact.")
    supports: list[Words] = Field(default=[], description="Values that speak for the proposition.")
    contradicts: list[Words] = Field(default=[], description="Values that speak against it.")
    unclear: list[Words] = Field(default=[], description="Values that say neither.")
    share: Share | None = None

    @model_validator(mode="after")
    def _one_rule(self) -> Self:
        if self.decides is not None and self.share is not None:
            raise ValueError("give `decides` or `share`, not both")
        if (self.decides is None) != (not self.supports):
            raise ValueError("`decides` and `supports` go together")
        return self


class Proposition(Settings):
    """A statement that the three kinds of evidence bear on."""

    id: Identifier
    text: Text
    review: Strand | None = None
    cases: Strand | None = None
    survey: Strand | None = None


class Propositions(Settings):
    """The rows of the joint display, in order."""

    propositions: list[Proposition] = Field(min_length=1)
