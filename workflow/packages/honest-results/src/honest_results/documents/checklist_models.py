"""The model of ``config/codebooks/checklists/*.yaml``: reporting checklists and where they are met."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from human_files.settings import Identifier, Settings, Text, Words

#: The checklists, in the order of the appendix.
CHECKLISTS = ("prisma", "gramms", "cross", "strobe")


class Answer(Settings):
    """How an item is met. It counts if its condition holds and every fact in it has a value."""

    when: Words | None = Field(
        default=None, description="Condition, as in the texts: <key of a fact>=<its value>."
    )
    status: Literal["reported", "not_applicable", "missing"] = "reported"
    where: list[Words] = Field(
        default=[], description="Labels of sections, tables and figures of any document."
    )
    text: Text | None = Field(
        default=None,
        description="What the item asks for, with facts as [key]{.fact}, or the reason.",
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        """Require a place for what is reported, and a reason for what is not."""
        if self.status == "reported" and not self.where:
            raise ValueError("an item that is reported needs `where`")
        if self.status != "reported" and self.text is None:
            raise ValueError("an item that is not reported needs its reason as `text`")
        return self


class Item(Settings):
    """An item of a checklist, in our words; the first of its answers that counts is given."""

    id: Words = Field(description="Its number in the checklist.")
    item: Text
    answers: list[Answer] = Field(min_length=1)


class Part(Settings):
    """A part of a checklist."""

    title: Text
    items: list[Item] = Field(min_length=1)


class Checklist(Settings):
    """A reporting checklist."""

    id: Identifier
    parts: list[Part] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_item_once(self) -> Self:
        """Refuse items with the same number."""
        ids = [item.id for part in self.parts for item in part.items]
        repeated = sorted({name for name in ids if ids.count(name) > 1})
        if repeated:
            raise ValueError(f"items that occur twice: {', '.join(repeated)}")
        return self

    def answers(self) -> list[tuple[Item, Answer]]:
        """Return every answer with its item."""
        return [(i, answer) for part in self.parts for i in part.items for answer in i.answers]
