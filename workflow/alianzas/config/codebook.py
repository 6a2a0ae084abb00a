"""Codebooks (``config/codebooks/*.yaml``): what coders may say about a study or a case."""

from __future__ import annotations

from functools import cached_property
from typing import Literal, Self

from pydantic import Field, model_validator

from human_files.language.messages import message
from human_files.settings import Identifier, Settings, Text, Words, refuse_repeated


class Code(Settings):
    """One code: its name, when it applies, and an example."""

    id: Identifier = Field(description="As written in the coders' sheets.")
    label: Text = Field(description="As printed in tables and figures.")
    in_text: Text | None = Field(
        default=None,
        description="Name inside a sentence, without article; by default the label, uncapitalised.",
    )
    noun: Text | None = Field(
        default=None,
        description="Name as the subject or object of a sentence, with the article that the language "
        "asks for (la confianza, a formal contract); by default the name inside a sentence.",
    )
    definition: Text = Field(description="When the code applies.")
    example: Text | Words | None = Field(
        default=None,
        description="Words that call for the code; in one language if they always occur in that one.",
    )
    parent: Identifier | None = Field(
        default=None, description="The wider code of the same dimension that this one belongs to."
    )
    assignable: bool = Field(
        default=True,
        description="False: coders do not assign it (a heading, or a property of the profile).",
    )
    residual: bool = Field(
        default=False,
        description="True: it collects what has no separate code (other, not specified); no gap for "
        "future research is named after it.",
    )

    def words(self) -> dict[str, str]:
        """Return the code's name inside a sentence, by language."""
        if self.in_text is not None:
            return self.in_text.by_language()
        return {key: text[:1].lower() + text[1:] for key, text in self.label.by_language().items()}

    def nouns(self) -> dict[str, str]:
        """Return the code's name as the subject or object of a sentence, by language."""
        return self.words() if self.noun is None else self.noun.by_language()


class Dimension(Settings):
    """A group of codes that answer one question."""

    id: Identifier
    framework: Words | None = Field(
        default=None, description="The framework it belongs to, such as ADO or TCM."
    )
    label: Text
    definition: Text
    codes: list[Code] = Field(min_length=1)

    @property
    def assignable(self) -> list[Code]:
        """The codes that coders assign."""
        return [code for code in self.codes if code.assignable]


class Codebook(Settings):
    """A codebook; ids are unique within a dimension, and a code's parent is in its dimension."""

    codebook: Identifier = Field(description="The codebook's name; same as the file name.")
    made: Literal["beforehand", "from_the_cases"] = Field(
        default="beforehand",
        description="Whether the codes were set before the material was read, or arose from it. Only "
        "codes that arose from it can reach saturation, and are first-order codes.",
    )
    version: int | Words = Field(description="Raised with each change of meaning, as in 1.0.")
    rules: list[Text] = Field(default=[], description="Rules of coding, in order.")
    dimensions: list[Dimension] = Field(min_length=1)

    @model_validator(mode="after")
    def _check_ids(self) -> Self:
        """Refuse repeated ids, and parents that are not codes of the dimension."""
        refuse_repeated(message("dimension"), [dimension.id for dimension in self.dimensions])
        for dimension in self.dimensions:
            ids = [code.id for code in dimension.codes]
            refuse_repeated(message("code in {dimension}", dimension=dimension.id), ids)
            for code in dimension.codes:
                if code.parent is not None and code.parent not in ids:
                    raise ValueError(
                        message(
                            "{code} has the parent {parent}, which is not a code of {dimension}",
                            code=code.id,
                            parent=code.parent,
                            dimension=dimension.id,
                        )
                    )
        return self

    @cached_property
    def by_id(self) -> dict[str, Dimension]:
        """The dimensions by id, in their order."""
        return {dimension.id: dimension for dimension in self.dimensions}

    def labels(self) -> dict[str, dict[str, str]]:
        """Return the printed labels by ``<dimension>`` and ``<dimension>.<code>``."""
        texts = {dimension.id: dimension.label.by_language() for dimension in self.dimensions}
        for dimension in self.dimensions:
            texts |= {
                f"{dimension.id}.{code.id}": code.label.by_language() for code in dimension.codes
            }
        return texts
