"""The vocabulary of rules that decide about a published claim: ``rule:`` in a file of claims.

A rule names facts and says when they speak for the claim, when against it, and when for neither.
What each one does is in :mod:`honest_results.claims.rule_findings`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from human_files.settings import Identifier, Settings, Words

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+$")]
#: A number, or the name of one of the claim's published values.
Bound = float | int | Identifier


class Equals(Settings):
    """The fact is the published value, give or take a tolerance.

    Where the fact has an interval, the whole of it decides: within the tolerance it speaks for the
    claim, wholly outside it speaks against it.
    """

    kind: Literal["equals"]
    fact: Key
    value: Bound
    tolerance: float = Field(ge=0, description="Largest difference, in the unit of the fact.")


class AtLeast(Settings):
    """The fact reaches a bound; where it has an interval, the whole of it."""

    kind: Literal["at_least"]
    fact: Key
    bound: Bound
    tolerance: float = Field(default=0, ge=0, description="How far it may fall short.")


class AtMost(Settings):
    """The fact does not pass a bound; where it has an interval, the whole of it."""

    kind: Literal["at_most"]
    fact: Key
    bound: Bound
    tolerance: float = Field(default=0, ge=0, description="How far it may pass.")


class Above(Settings):
    """The confidence interval of a difference lies above a bound, so that its sign is clear."""

    kind: Literal["above"]
    fact: Key
    bound: Bound = 0
    negligible: float = Field(
        default=0,
        ge=0,
        description="An interval wholly below bound + negligible speaks against the claim.",
    )


class Below(Settings):
    """The confidence interval of a difference lies below a bound."""

    kind: Literal["below"]
    fact: Key
    bound: Bound = 0
    negligible: float = Field(
        default=0,
        ge=0,
        description="An interval wholly above bound − negligible speaks against the claim.",
    )


class Coverage(Settings):
    """How much must be known before a comparison of counts decides."""

    count: Key = Field(description="Units of which the matter is known.")
    of: Key = Field(description="All units.")
    at_least: float = Field(gt=0, le=1, description="Share from which the comparison decides.")


class Largest(Settings):
    """One count is larger than each of the others; a tie decides nothing."""

    kind: Literal["largest"]
    fact: Key
    among: list[Key] = Field(min_length=1, description="The counts it is compared with.")
    known: Coverage | None = None

    @model_validator(mode="after")
    def _others(self) -> Self:
        """Refuse a count that is compared with itself."""
        if self.fact in self.among:
            raise ValueError(f"{self.fact} is compared with itself")
        return self


class Share(Settings):
    """A count is more (or less) than a share of another count; exactly the share is a tie."""

    kind: Literal["share"]
    count: Key
    of: Key
    side: Literal["above", "below"] = "above"
    bound: float = Field(ge=0, le=1, description="The share it is compared with.")
    least: int = Field(default=1, ge=1, description="Units below which nothing is decided.")
    known: Coverage | None = None


class Present(Settings):
    """Each of several counts reaches a least number: what the claim names is there."""

    kind: Literal["present"]
    facts: list[Key] = Field(min_length=1)
    at_least: int = Field(default=1, ge=1)


class Says(Settings):
    """A fact in words has one of the values that speak for the claim, or against it."""

    kind: Literal["says"]
    fact: Key
    supports: list[Words] = Field(min_length=1)
    contradicts: list[Words] = Field(default=[])
    neither: list[Words] = Field(default=[])

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """Refuse a value with two meanings."""
        words = [*self.supports, *self.contradicts, *self.neither]
        repeated = sorted({word for word in words if words.count(word) > 1})
        if repeated:
            raise ValueError(f"{', '.join(repeated)} has two meanings")
        return self


class AllOf(Settings):
    """Every part speaks for the claim; one that speaks against it is enough against it."""

    kind: Literal["all"]
    rules: list[Rule] = Field(min_length=2)


class AnyOf(Settings):
    """One part that speaks for the claim is enough; parts that cannot be tested are left out."""

    kind: Literal["any"]
    rules: list[Rule] = Field(min_length=2)


Rule = Annotated[
    Equals | AtLeast | AtMost | Above | Below | Largest | Share | Present | Says | AllOf | AnyOf,
    Field(discriminator="kind"),
]
AllOf.model_rebuild()
AnyOf.model_rebuild()


def keys_of(rule: Rule) -> list[str]:
    """Return the facts that a rule rests on, each once, in the order it names them."""
    keys: list[str] = []
    for name in type(rule).model_fields:
        value = getattr(rule, name)
        if name in ("fact", "count", "of"):
            keys.append(value)
        elif name in ("among", "facts"):
            keys += value
        elif name == "known" and value is not None:
            keys += [value.count, value.of]
        elif name == "rules":
            keys += [key for part in value for key in keys_of(part)]
    return list(dict.fromkeys(keys))


def bounds_of(rule: Rule) -> list[str]:
    """Return the names of published values that a rule refers to."""
    if isinstance(rule, AllOf | AnyOf):
        return [name for part in rule.rules for name in bounds_of(part)]
    bound = getattr(rule, "value", getattr(rule, "bound", None))
    return [bound] if isinstance(bound, str) else []
