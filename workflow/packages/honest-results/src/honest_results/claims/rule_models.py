"""The vocabulary of rules that decide about a statement: ``rule:`` of a strand of evidence.

Each kind says when facts speak for the statement, when against it, and when they decide nothing, and
each is symmetric: had the statement said the reverse, the same facts would decide the reverse. What
each kind finds is in :mod:`honest_results.claims.rule_findings`.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from human_files.language.messages import message, template
from human_files.settings import Identifier, Settings, Words
from human_files.settings_words import in_words

Key = Annotated[
    str,
    StringConstraints(
        pattern=in_words(
            r"^[a-z][a-z0-9_-]*(\.[a-z0-9][a-z0-9_-]*)+$",
            template("the key of a fact, such as survey.drivers.trust.beta"),
        )
    ),
]
#: A number, or the name of one of the claim's published values.
Bound = float | int | Identifier


class Equals(Settings):
    """The fact is the published value, give or take a tolerance.

    Where the fact has an interval, the whole of it decides: within the tolerance it speaks for the
    statement, wholly outside it speaks against it.
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


class AtMost(Settings):
    """The fact does not pass a bound; where it has an interval, the whole of it."""

    kind: Literal["at_most"]
    fact: Key
    bound: Bound


class More(Settings):
    """A difference is larger than a bound, by no less than what counts as a difference.

    Its whole interval beyond bound + smallest speaks for the statement, its whole interval short of
    that against it: a difference too small to count is none. An interval that holds bound + smallest
    decides nothing.
    """

    kind: Literal["more"]
    fact: Key = Field(description="A fact with an interval.")
    bound: Bound = 0
    smallest: float = Field(
        ge=0, description="Smallest difference that counts, in the fact's unit."
    )


class Less(Settings):
    """A difference is smaller than a bound, by no less than what counts: the mirror of `more`."""

    kind: Literal["less"]
    fact: Key = Field(description="A fact with an interval.")
    bound: Bound = 0
    smallest: float = Field(
        ge=0, description="Smallest difference that counts, in the fact's unit."
    )


class Coverage(Settings):
    """How much must be known before a comparison of counts decides."""

    count: Key = Field(description="Units of which the matter is known.")
    of: Key = Field(description="All units.")
    at_least: float = Field(gt=0, le=1, description="Share from which the comparison decides.")


class Largest(Settings):
    """One count leads all others, clearly and by no less than what counts as a lead.

    The lead over the largest other count is a share of all units. It decides where it reaches the
    smallest lead that counts, for or against, and where the interval of our share of the two
    counts leaves one half on one side.
    """

    kind: Literal["largest"]
    fact: Key
    among: list[Key] = Field(min_length=1, description="The counts it is compared with.")
    of: Key = Field(description="All units.")
    lead: float = Field(
        gt=0, le=1, description="Smallest lead that counts, as a share of all units."
    )
    known: Coverage | None = None

    @model_validator(mode="after")
    def _others(self) -> Self:
        """Refuse a count that is compared with itself."""
        if self.fact in self.among:
            raise ValueError(message("{fact} is compared with itself", fact=self.fact))
        return self


class Share(Settings):
    """A count is more (or less) than a share of another; its interval (Wilson's) decides."""

    kind: Literal["share"]
    count: Key
    of: Key
    side: Literal["above", "below"] = "above"
    bound: float = Field(ge=0, le=1, description="The share it is compared with.")
    known: Coverage | None = None


class Says(Settings):
    """A fact in words has one of the values that speak for the statement, or against it."""

    kind: Literal["says"]
    fact: Key
    supports: list[Words] = Field(min_length=1)
    contradicts: list[Words] = Field(min_length=1)
    neither: list[Words] = Field(default=[])

    @model_validator(mode="after")
    def _apart(self) -> Self:
        """Refuse a value with two meanings."""
        words = [*self.supports, *self.contradicts, *self.neither]
        repeated = sorted({word for word in words if words.count(word) > 1})
        if repeated:
            raise ValueError(message("{repeated} has two meanings", repeated=", ".join(repeated)))
        return self


class AllOf(Settings):
    """The statement has several parts: all must hold, and one that does not is enough against it."""

    kind: Literal["all"]
    rules: list[Rule] = Field(min_length=2)


class AgreeOn(Settings):
    """Several looks at the same thing: all must speak for it, or all against it, to decide."""

    kind: Literal["agree"]
    rules: list[Rule] = Field(min_length=2)


Rule = Annotated[
    Equals | AtLeast | AtMost | More | Less | Largest | Share | Says | AllOf | AgreeOn,
    Field(discriminator="kind"),
]
AllOf.model_rebuild()
AgreeOn.model_rebuild()


def keys_of(rule: Rule) -> list[str]:
    """Return the facts that a rule rests on, each once, in the order it names them."""
    keys: list[str] = []
    for name in type(rule).model_fields:
        value = getattr(rule, name)
        if name in ("fact", "count", "of"):
            keys.append(value)
        elif name == "among":
            keys += value
        elif name == "known" and value is not None:
            keys += [value.count, value.of]
        elif name == "rules":
            keys += [key for part in value for key in keys_of(part)]
    return list(dict.fromkeys(keys))


def bounds_of(rule: Rule) -> list[str]:
    """Return the names of published values that a rule refers to."""
    if isinstance(rule, AllOf | AgreeOn):
        return [name for part in rule.rules for name in bounds_of(part)]
    bound = getattr(rule, "value", getattr(rule, "bound", None))
    return [bound] if isinstance(bound, str) else []
