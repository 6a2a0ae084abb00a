"""The model of a file of claims (``config/codebooks/claims.yaml``): what was published.

A claim is a checkable statement of a published article, in our words, with the strands of evidence that
decide it. Each sentence of the article's abstract is listed, with its claims or with the reason why
no data can decide it.
"""

from __future__ import annotations

from string import Formatter
from typing import Literal, Self

from pydantic import Field, model_validator

from honest_results.claims.rule_models import bounds_of
from honest_results.claims.statement_models import Needs, Strand
from human_files.language.messages import message, template
from human_files.settings import Identifier, Name, Settings, Text, Words
from human_files.settings_words import in_words


class PublishedValue(Settings):
    """A number that a published article gives."""

    value: float | int
    kind: Literal["count", "percent", "year"]


class Sentence(Settings):
    """A sentence of an abstract: what it is about, its claims, and what of it no data can decide."""

    about: Text = Field(description="What the sentence says, in few words of ours.")
    claims: list[Identifier] = Field(default=[], description="The claims made in it.")
    undecidable: Text | None = Field(
        default=None, description="Why no data can decide it, or what else it says."
    )

    @model_validator(mode="after")
    def _accounted_for(self) -> Self:
        """Refuse a sentence of which nothing is said."""
        if not self.claims and self.undecidable is None:
            raise ValueError(
                message("a sentence needs claims, or the reason why no data can decide it")
            )
        return self


class Published(Settings):
    """An article whose claims are weighed against the evidence."""

    doi: Words = Field(
        pattern=in_words(r"^10\.\d{4,}/\S+$", template("a DOI, such as 10.1000/182"))
    )
    name: Text = Field(description="Authors and year, as they stand in a table.")
    material: Name | None = Field(
        default=None,
        description="The study of this compendium whose data are the article's own material, as "
        "collected or reconstructed. Claims about material cannot be tested by any other.",
    )
    sentences: list[Sentence] = Field(
        default=[], description="Every sentence of its abstract, in order."
    )


class Claim(Settings):
    """A checkable statement of a published article, in our words."""

    id: Identifier
    source: Identifier = Field(description="Citation key: an entry of `sources` in this file.")
    about: Literal["firms", "material"] = Field(
        default="firms",
        description="material: about what the article itself examined (how many articles, cases, "
        "firms), which only that material can tell (`material` of the source); firms: about the "
        "world, which others can test.",
    )
    name: Text = Field(description="What it is about, in few words, to stand inside a sentence.")
    text: Text = Field(description="The statement in our words, one sentence.")
    published: Text = Field(
        description="What was published, in few words; {name} stands for a value of `values`."
    )
    values: dict[Identifier, PublishedValue] = Field(
        default={}, description="Published numbers: facts claims.<id>.<name>."
    )
    proposition: Identifier | None = Field(
        default=None,
        description="The proposition of the study that says the same: its strands decide the claim.",
    )
    strands: dict[Identifier, Strand] = Field(default={}, description="What decides.")
    needs: Needs | None = Field(default=None, description="With `strands`: what data may decide.")
    no_tautology: Text = Field(
        description="Why what decides could have come out otherwise: a sentence."
    )

    @model_validator(mode="after")
    def _judged_once(self) -> Self:
        """Refuse a claim with two judges, or none."""
        own = bool(self.strands) and self.needs is not None
        if (self.proposition is None) != own or (self.proposition and (self.strands or self.needs)):
            raise ValueError(message("give either `proposition`, or `strands` and `needs`"))
        return self

    @model_validator(mode="after")
    def _known_values(self) -> Self:
        """Refuse a placeholder or a bound without a published value."""
        named = set()
        for text in self.published.by_language().values():
            for _, field, how, conversion in Formatter().parse(text):
                if how or conversion:
                    raise ValueError(
                        message(
                            "write {{{field}}} alone: its kind decides how it is printed",
                            field=field,
                        )
                    )
                if field is not None:
                    named.add(field)
        bounds = [
            name
            for strand in self.strands.values()
            if strand.rule is not None
            for name in bounds_of(strand.rule)
        ]
        for name in [*sorted(named), *bounds]:
            if name not in self.values:
                known = ", ".join(self.values) or message("none")
                raise ValueError(
                    message(
                        'there is no published value "{name}" (known: {known})',
                        name=name,
                        known=known,
                    )
                )
        return self


class Claims(Settings):
    """Every claim of a file, and the articles they come from."""

    sources: dict[Identifier, Published] = Field(
        min_length=1, description="By citation key in manuscript/references.bib."
    )
    claims: list[Claim] = Field(default=[])

    @model_validator(mode="after")
    def _sentences_name_claims(self) -> Self:
        """Refuse a sentence that names what is no claim of its article."""
        for key, source in self.sources.items():
            there = {claim.id for claim in self.claims if claim.source == key}
            named = {name for sentence in source.sentences for name in sentence.claims}
            if unknown := sorted(named - there):
                raise ValueError(
                    message(
                        "a sentence of {key} names {unknown}, which is no claim of it",
                        key=key,
                        unknown=repr(unknown[0]),
                    )
                )
        return self
