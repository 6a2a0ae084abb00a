"""The parts of a questionnaire: questions, sections, and the constructs that items measure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from alianzas.config.codes import Code
from alianzas.survey.derived import VariableKind
from human_files.language.messages import either, message
from human_files.settings import Identifier, Settings, Text, Words

#: Codes that mean "no answer": text or numbers, as in the export.
MissingCodes = list[Words | int | float]
Kind = Literal["rating", "select_one", "select_multiple", "integer", "decimal", "code", "text"]
#: Kinds of variable that a question of each type may be.
KINDS_OF_TYPE: Mapping[str, tuple[str, ...]] = {
    "rating": ("ordered", "number"),
    "select_one": ("binary", "category", "ordered"),
    "integer": ("number", "count", "binary"),
    "decimal": ("number",),
    "select_multiple": (),
    "code": (),
    "text": (),
}


def opens(value: Any, opening: Sequence[str]) -> bool:
    """Return whether an answer is among those that open a section.

    ``value``: a code, a point of a scale, several codes separated by blanks, or missing.
    """
    if isinstance(value, str):
        return value in opening or any(code in opening for code in value.split())
    return value is not None and value == value and f"{value:g}" in opening


class Construct(Settings):
    """What a set of items measures."""

    label: Text = Field(description="Name in tables and figures.")
    in_text: Text = Field(description="Name inside a sentence, without article.")
    with_article: Text = Field(description="Name inside a sentence, with article.")
    short: Text | None = Field(
        default=None, description="Shortest name inside a sentence, for narrow tables."
    )


class Section(Settings):
    """A part of the form."""

    label: Text | None = Field(
        default=None, description="Its title in forms for fieldwork; by default its number."
    )
    asked_if: dict[Code, list[Code]] = Field(
        default={}, description="Skip logic: question → answers that open the section."
    )


class Question(Settings):
    """One question of the form."""

    id: Code = Field(description="Name in the analysis.")
    section: Identifier | None = Field(default=None, description="Part of the form it is in.")
    wording: Text
    label: Text | None = Field(default=None, description="Short name in tables; default wording.")
    in_text: Text | None = Field(default=None, description="Name inside a sentence, no article.")
    with_article: Text | None = Field(default=None, description="Name with article.")
    type: Kind = Field(default="rating", description="Kind of answer; rating for scale items.")
    column: Words | None = Field(default=None, description="Export column; default <section>/<id>.")
    required: bool = Field(default=False, description="Must be answered wherever it is asked.")
    construct_id: Identifier | None = Field(
        default=None, alias="construct", description="Rating items: the construct measured."
    )
    scale: Identifier = Field(default="agreement", description="Rating items: scale.")
    reverse: bool = Field(default=False, description="Recoded before scoring.")
    list: Identifier | None = Field(default=None, description="Select questions: list.")
    minimum: float | None = Field(default=None, description="Smallest number allowed.")
    maximum: float | None = Field(default=None, description="Largest number allowed.")
    kind: VariableKind | None = Field(
        default=None,
        description="What models take the answers for: number, count, binary, category or ordered; "
        "default: rating ordered, select_one binary or category, integer and decimal number.",
    )
    reference: Code | None = Field(
        default=None,
        description="select_one: answer the others are compared with; default the first.",
    )
    missing: MissingCodes | None = Field(
        default=None, description="Codes that mean no answer here, in place of the form's."
    )

    @property
    def export_column(self) -> str:
        """The column of the export that holds the answers."""
        return self.column or (f"{self.section}/{self.id}" if self.section else self.id)

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        """Refuse a construct, a list or a kind that does not suit the type."""
        if self.type != "rating" and self.construct_id is not None:
            raise ValueError(message("only a rating item names its `construct:`"))
        if (
            self.type == "rating"
            and self.construct_id is None
            and "type" not in self.model_fields_set
        ):
            raise ValueError(
                message(
                    "a rating item names its `construct:`; a single question has `type: "
                    "rating` instead"
                )
            )
        if self.type.startswith("select") != (self.list is not None):
            raise ValueError(message("a select question, and no other, names its `list:`"))
        if self.reference is not None and self.type != "select_one":
            raise ValueError(message("only a select_one question has a `reference:`"))
        suited = KINDS_OF_TYPE[self.type]
        if self.kind is not None and self.kind not in suited:
            raise ValueError(
                message(
                    "a {type} question may be {kinds}, not {kind}",
                    type=self.type,
                    kinds=either(suited),
                    kind=self.kind,
                )
                if suited
                else message(
                    "a {type} question has no kind, not {kind} either",
                    type=self.type,
                    kind=self.kind,
                )
            )
        if (
            self.kind == "binary"
            and self.type == "integer"
            and (self.minimum, self.maximum) != (0, 1)
        ):
            raise ValueError(
                message("a binary number is 0 or 1: give `minimum: 0` and `maximum: 1`")
            )
        return self
