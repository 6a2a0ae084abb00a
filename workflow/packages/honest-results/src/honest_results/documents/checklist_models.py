"""The model of reporting checklists and where they are met.

The whole checklists lie in ``config/codebooks/checklists/``; a study's folder may have a file of the
same name with the items that it answers otherwise.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from human_files.language.messages import message
from human_files.settings import Identifier, Settings, Text, Words

#: The checklists, in the order of the appendix.
CHECKLISTS = ("prisma", "gramms", "srqr", "cross", "strobe")


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
            raise ValueError(message("an item that is reported needs `where`"))
        if self.status != "reported" and self.text is None:
            raise ValueError(message("an item that is not reported needs its reason as `text`"))
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
    """A reporting checklist, or a study's own answers to some of its items."""

    id: Identifier
    parts: list[Part] = Field(default=[], description="The whole checklist.")
    items: dict[Words, list[Answer]] = Field(
        default={},
        description="In the folder of a study, instead of `parts`: its answers to the items that it "
        "answers otherwise than the shared checklist, by number of the item.",
    )

    @model_validator(mode="after")
    def _has_items(self) -> Self:
        """Require the whole checklist or some of its items, not both."""
        if bool(self.parts) == bool(self.items):
            raise ValueError(message("a checklist has either `parts` or `items`"))
        empty = [name for name, answers in self.items.items() if not answers]
        if empty:
            raise ValueError(message("items without an answer: {empty}", empty=", ".join(empty)))
        return self

    @model_validator(mode="after")
    def _each_item_once(self) -> Self:
        """Refuse items with the same number."""
        ids = [item.id for part in self.parts for item in part.items]
        repeated = sorted({name for name in ids if ids.count(name) > 1})
        if repeated:
            raise ValueError(
                message("items that occur twice: {repeated}", repeated=", ".join(repeated))
            )
        return self

    def answers(self) -> list[tuple[str, Answer]]:
        """Return every answer with the number of its item."""
        own = [(name, answer) for name, answers in self.items.items() for answer in answers]
        return [
            *((item.id, one) for part in self.parts for item in part.items for one in item.answers),
            *own,
        ]
