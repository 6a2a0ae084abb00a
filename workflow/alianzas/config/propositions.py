"""The model of ``config/codebooks/propositions.yaml``: the rows of the joint display."""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, model_validator

from honest_results.claims.rule_models import Rule
from human_files.settings import Identifier, Settings, Text

#: A reference to a fact in the text of a strand: its key, and which part of it is shown.
FACT = re.compile(r"\[([a-z0-9_.-]+)\]\{\.fact(?:\s+show=\"(interval|n)\")?\}")
#: What looks like such a reference but is not: a bare key, or other attributes.
_ODD = re.compile(r"(?:\[[^\[\]]*\])?\{[^{}]*\}?|\[[a-z]\w*(?:\.\w+)+\]")


class Strand(Settings):
    """What one kind of evidence says: a sentence with facts, and the rule of its direction.

    The rule decides whether the strand supports the proposition, contradicts it or is unclear.
    Without a rule the strand bears on the proposition without a direction (it says how often the
    topic comes up).
    """

    text: Text = Field(description="Sentence with facts as [key]{.fact}.")
    rule: Rule | None = Field(default=None, description="What decides its direction.")
    optional: bool = Field(
        default=False,
        description="True: a study may lack the facts, and the strand is then silent; otherwise a "
        "missing fact is an error.",
    )

    @model_validator(mode="after")
    def _readable_references(self) -> Self:
        """Refuse what resembles a reference to a fact but would be printed literally."""
        for text in self.text.both().values():
            if (odd := _ODD.search(FACT.sub("", text))) is not None:
                raise ValueError(
                    f"{odd[0]} would be printed literally: write [key]{{.fact}}, with "
                    'show="interval" or show="n" where that is meant'
                )
        return self


class Proposition(Settings):
    """A statement that the strands of evidence bear on."""

    id: Identifier
    text: Text
    review: Strand | None = None
    cases: Strand | None = None
    qca: Strand | None = Field(
        default=None, description="Qualitative comparative analysis of the cases."
    )
    survey: Strand | None = None


class Propositions(Settings):
    """The rows of the joint display, in order."""

    propositions: list[Proposition] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        ids = [proposition.id for proposition in self.propositions]
        for name in ids:
            if ids.count(name) > 1:
                raise ValueError(f"the id {name!r} is used twice")
        return self
