"""The questionnaire (``config/codebooks/questionnaire.yaml``): what is asked and how it is answered.

Import, validation, scoring, tables, figures and the generator all use the same
:class:`Questionnaire`; no other place defines an item or an answer list.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.settings import Identifier, Settings, Text, Words
from human_files.settings_files import load_model

#: Questions that the analysis reads by name.
NAMED_QUESTIONS = (
    "consent",
    "invitation",
    "status",
    "sector",
    "region",
    "employees",
    "founded",
    "exports",
    "income_before",
    "income_after",
    "model",
    "benefits",
    "challenges",
)

#: Answers that the analysis reads by name.
ALLIED, INDEPENDENT = "allied", "independent"
YES, NO = "yes", "no"

#: Questions about the submission, not the firm; the import drops them.
ADMINISTRATIVE = ("consent", "invitation")

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_]*$")]
Kind = Literal["rating", "select_one", "select_multiple", "integer", "decimal", "code", "text"]


class Construct(Settings):
    """What a set of items measures."""

    label: Text = Field(description="Name in tables and figures.")
    in_text: Text = Field(description="Name inside a sentence, without article.")
    with_article: Text = Field(description="Name inside a sentence, with article.")


class Section(Settings):
    """A part of the form."""

    asked_if: dict[Code, list[Code]] = Field(
        default={}, description="Skip logic: question → answers that open the section."
    )


class Question(Settings):
    """One question of the form."""

    id: Code = Field(description="Name in the analysis.")
    section: Identifier
    wording: Text
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

    @property
    def export_column(self) -> str:
        """The column of the export that holds the answers."""
        return self.column or f"{self.section}/{self.id}"

    @model_validator(mode="after")
    def _fits_its_type(self) -> Self:
        """Refuse a construct or a list that does not suit the type."""
        if (self.type == "rating") != (self.construct_id is not None):
            raise ValueError("a rating item, and no other question, names its `construct:`")
        if self.type.startswith("select") != (self.list is not None):
            raise ValueError("a select question, and no other, names its `list:`")
        return self


class Questionnaire(Settings):
    """The whole form, in the order it is asked."""

    scales: dict[Identifier, dict[int, Text]] = Field(min_length=1)
    lists: dict[Identifier, dict[Code, Text]] = Field(default={})
    constructs: dict[Identifier, Construct] = Field(min_length=1)
    sections: dict[Identifier, Section] = Field(min_length=1)
    questions: list[Question] = Field(min_length=1)

    def __getitem__(self, question: str) -> Question:
        for candidate in self.questions:
            if candidate.id == question:
                return candidate
        raise KeyError(question)

    def items(self, construct: str | None = None) -> list[Question]:
        """Return the rating items, of one construct or of all."""
        ratings = [q for q in self.questions if q.construct_id is not None]
        return [q for q in ratings if construct in (None, q.construct_id)]

    def points(self, item: Question) -> tuple[int, int]:
        """Return the lowest and the highest point of the item's scale."""
        scale = self.scales[item.scale]
        return min(scale), max(scale)

    def answers(self, question: Question) -> Mapping[str, Text]:
        """Return the answers to choose from, code → label; empty for numbers and codes."""
        if question.type == "rating":
            return {str(point): text for point, text in self.scales[question.scale].items()}
        return self.lists[question.list] if question.list else {}

    def is_asked(self, question: Question, answers: Mapping[Any, Any]) -> bool:
        """Return whether the skip logic puts ``question`` to a firm with these ``answers``."""
        conditions = self.sections[question.section].asked_if
        return all(answers.get(name) in opening for name, opening in conditions.items())

    def label_texts(self) -> dict[str, dict[str, str]]:
        """Return every label by key, in every language.

        The keys are ``survey.construct.<id>``, ``survey.answer.<list>.<code>`` and
        ``survey.item.<id>``.
        """
        texts = {f"survey.construct.{k}": c.label.both() for k, c in self.constructs.items()}
        texts |= {f"survey.item.{q.id}": q.wording.both() for q in self.questions}
        for name, answers in self.lists.items():
            texts |= {f"survey.answer.{name}.{code}": t.both() for code, t in answers.items()}
        return texts

    @model_validator(mode="after")
    def _refers_to_what_exists(self) -> Self:
        """Refuse repeated ids, unknown names, and what the analysis needs but lacks."""
        ids = [q.id for q in self.questions]
        if repeated := sorted({i for i in ids if ids.count(i) > 1}):
            raise ValueError(f"two questions share an id: {', '.join(repeated)}")
        if missing := [name for name in NAMED_QUESTIONS if name not in ids]:
            raise ValueError(f"the analysis needs the question(s) {', '.join(missing)}")
        for q in self.questions:
            for kind, name, known in (
                ("section", q.section, self.sections),
                ("construct", q.construct_id, self.constructs),
                ("list", q.list, self.lists),
                ("scale", q.scale if q.type == "rating" else None, self.scales),
            ):
                if name is not None and name not in known:
                    raise ValueError(f'{q.id}: no {kind} "{name}". {did_you_mean(name, known)}')
        for construct in self.constructs:
            items = self.items(construct)
            if len(items) < 2:
                raise ValueError(f'construct "{construct}" needs at least two items')
            if len({item.scale for item in items}) > 1:
                raise ValueError(f'the items of "{construct}" use different scales')
        for name, section in self.sections.items():
            for question, opening in section.asked_if.items():
                if question not in ids:
                    raise ValueError(f'section "{name}": asked_if names no question "{question}"')
                if unknown := [a for a in opening if a not in self.answers(self[question])]:
                    raise ValueError(
                        f'section "{name}": "{unknown[0]}" is not an answer to {question}'
                    )
        for question, codes in (("status", (ALLIED, INDEPENDENT)), ("consent", (YES, NO))):
            if missing := [code for code in codes if code not in self.answers(self[question])]:
                raise ValueError(f'{question} needs the answer "{missing[0]}"')
        return self


def load_questionnaire(
    path: Path | str, lists: Mapping[str, Mapping[str, Text]] | None = None
) -> Questionnaire:
    """Return the questionnaire at ``path``, with a study's answer ``lists`` inserted.

    Raises ConfigurationError with every mistake in the file, or for a list that it does not have.
    """
    base = load_model(path, Questionnaire)
    lists = lists or {}
    unknown = [name for name in lists if name not in base.lists]
    if unknown:
        raise ConfigurationError(
            [
                Problem(
                    "config/studies",
                    f'the questionnaire has no list "{name}".',
                    did_you_mean(name, base.lists),
                    column=f"survey.lists.{name}",
                )
                for name in unknown
            ]
        )
    merged = {**base.lists, **{name: dict(answers) for name, answers in lists.items()}}
    return base.model_copy(update={"lists": merged})
