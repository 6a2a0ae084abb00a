"""The model of ``config/codebooks/propositions.yaml``: the rows of the joint display."""

from __future__ import annotations

from pydantic import Field

from alianzas.config.base import Identifier, Settings, Text
from alianzas.config.claim_rules import Rule


class Strand(Settings):
    """What one kind of evidence says: a sentence with facts, and the rule of its direction.

    A rule that speaks for the proposition makes the strand support it, one that speaks against it
    contradict it; else it is unclear. Without a rule the strand bears on the proposition without a
    direction (it says how often it is spoken of).
    """

    text: Text = Field(description="Sentence with facts as [key]{.fact}.")
    rule: Rule | None = Field(default=None, description="What decides its direction.")
    optional: bool = Field(
        default=False,
        description="The facts may not exist in a study, whose strand is then silent; without it, a "
        "fact that does not exist is a mistake.",
    )


class Proposition(Settings):
    """A statement that the kinds of evidence bear on."""

    id: Identifier
    text: Text
    review: Strand | None = None
    cases: Strand | None = None
    qca: Strand | None = Field(default=None, description="Qualitative comparison of the cases.")
    survey: Strand | None = None


class Propositions(Settings):
    """The rows of the joint display, in order."""

    propositions: list[Proposition] = Field(min_length=1)
