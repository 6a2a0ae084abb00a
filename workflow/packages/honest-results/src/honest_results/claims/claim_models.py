"""The model of a file of claims (``config/codebooks/claims.yaml``): what was published.

A claim is a checkable statement of a published article, in our words, with the facts it needs, the
rule that decides, and the provenance level that data must have before it may decide.
"""

from __future__ import annotations

from string import Formatter
from typing import Literal, Self

from pydantic import Field, model_validator

from honest_results.claims.rule_models import Rule, bounds_of
from human_files.settings import Identifier, Settings, Text, Words

#: Levels that may decide at all: data that only demonstrate neither support nor refute.
DecidingLevel = Literal["observed", "reconstructed"]


class PublishedValue(Settings):
    """A number that a published article gives."""

    value: float | int
    kind: Literal["count", "percent", "year"]


class Published(Settings):
    """An article whose claims are weighed against the evidence."""

    doi: Words = Field(pattern=r"^10\.\d{4,}/\S+$")
    name: Text = Field(description="Authors and year, as they stand in a table.")


class Needs(Settings):
    """The weakest provenance that may speak for the claim, and the weakest that may speak against it.

    The two differ where a source can show that something is there but not that it is missing.
    """

    supported: DecidingLevel
    not_supported: DecidingLevel
    because: Text = Field(description="Why data of this kind are needed; a sentence.")


class Claim(Settings):
    """A checkable statement of a published article, in our words."""

    id: Identifier
    source: Identifier = Field(description="Citation key: an entry of `sources` in this file.")
    about: Literal["firms", "material"] = Field(
        default="firms",
        description="material: about what the article itself examined (how many articles, cases, "
        "firms), which only that material can tell; firms: about the world, which others can test.",
    )
    name: Text = Field(description="What it is about, in few words, to stand inside a sentence.")
    text: Text = Field(description="The statement in our words, one sentence.")
    published: Text = Field(
        description="What was published, in few words; {name} stands for a value of `values`."
    )
    values: dict[Identifier, PublishedValue] = Field(
        default={}, description="Published numbers: facts claims.<id>.<name>."
    )
    rule: Rule = Field(description="What decides.")
    needs: Needs
    if_missing: Text | None = Field(
        default=None,
        description="Sentence that says why where a fact of the rule does not exist in a study; "
        "without it, a fact that does not exist is a mistake.",
    )

    @model_validator(mode="after")
    def _known_values(self) -> Self:
        """Refuse a placeholder or a bound without a published value."""
        named = set()
        for text in self.published.both().values():
            for _, field, how, conversion in Formatter().parse(text):
                if how or conversion:
                    raise ValueError(f"write {{{field}}} alone: its kind decides how it is printed")
                if field is not None:
                    named.add(field)
        for name in [*sorted(named), *bounds_of(self.rule)]:
            if name not in self.values:
                known = ", ".join(self.values) or "none"
                raise ValueError(f"there is no published value {name!r} (known: {known})")
        return self


class Claims(Settings):
    """Every claim of a file, and the articles they come from."""

    sources: dict[Identifier, Published] = Field(
        min_length=1, description="By citation key in manuscript/references.bib."
    )
    claims: list[Claim] = Field(default=[])
