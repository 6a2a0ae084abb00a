"""The model of ``config/codebooks/propositions.yaml``: the rows of the joint display."""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, model_validator

from honest_results.claims.rule_models import Rule
from human_files.settings import Identifier, Settings, Text

#: A reference to a fact in the text of a strand: its key, and what is shown of it.
FACT = re.compile(r"\[([a-z0-9_.-]+)\]\{\.fact(?:\s+show=\"(interval|n)\")?\}")
#: What looks like one and is none: a key alone, or other attributes.
_ODD = re.compile(r"(?:\[[^\[\]]*\])?\{[^{}]*\}?|\[[a-z]\w*(?:\.\w+)+\]")


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

    @model_validator(mode="after")
    def _readable_references(self) -> Self:
        for text in self.text.both().values():
            if (odd := _ODD.search(FACT.sub("", text))) is not None:
                raise ValueError(
                    f"{odd[0]} would be printed as it stands: write [key]{{.fact}}, with "
                    'show="interval" or show="n" where that is meant'
                )
        return self


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

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [proposition.id for proposition in self.propositions]
        for name in ids:
            if ids.count(name) > 1:
                raise ValueError(f"the id {name!r} stands twice")
        return self
