"""The questionnaire (``config/codebooks/questionnaire.yaml``): what is asked and how it is answered.

Import, validation, scoring, tables, figures and the generator all use the same
:class:`Questionnaire`; no other place defines an item or an answer list.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import Field

from alianzas.config.codes import Code
from alianzas.survey.derived import Derived
from alianzas.survey.questionnaire_checks import check_questionnaire
from alianzas.survey.questions import Construct, MissingCodes, Question, Section, opens
from alianzas.survey.roles import (
    DEFAULT_AGREES,
    DEFAULT_QUESTIONS,
    DEFAULT_REFERENCE,
    SUITABLE,
    Consent,
    Group,
    Roles,
)
from alianzas.survey.variables import (
    Variable,
    derived_kind,
    question_kind,
    variable_of,
    variables_of,
)
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.messages import message
from human_files.settings import Identifier, Settings, Text
from human_files.settings_files import load_model

if TYPE_CHECKING:
    import pandas as pd

#: Codes of the base questionnaire's groups and answers.
ALLIED, INDEPENDENT = "allied", "independent"
YES, NO = "yes", "no"


class Questionnaire(Settings):
    """The whole form, in the order it is asked."""

    scales: dict[Identifier, dict[int, Text]] = Field(default={})
    lists: dict[Identifier, dict[Code, Text]] = Field(default={})
    missing: MissingCodes = Field(
        default=[], description="Codes that mean no answer, in every question."
    )
    roles: Roles = Field(default=Roles(), description="Which question plays which role.")
    constructs: dict[Identifier, Construct] = Field(default={})
    sections: dict[Identifier, Section] = Field(default={})
    questions: list[Question] = Field(min_length=1)
    derived: dict[Identifier, Derived] = Field(
        default={}, description="Variables made from answers and scores, in order."
    )

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

    @property
    def file(self) -> str:
        """The file of the questionnaire, as messages call it."""
        return self.read_from or message("the questionnaire")

    def asks(self, question: str) -> bool:
        """Return whether there is a question with this id."""
        return any(candidate.id == question for candidate in self.questions)

    def conditions(self, question: Question) -> Mapping[str, list[str]]:
        """Return the skip logic of a question: question → the answers that open it."""
        return self.sections[question.section].asked_if if question.section else {}

    @property
    def several_items(self) -> list[str]:
        """The constructs of two or more items: scales, whose measurement can be examined."""
        return [name for name in self.constructs if len(self.items(name)) > 1]

    def only_scales(self) -> Questionnaire:
        """Return the questionnaire with the constructs of two or more items alone."""
        kept = self.several_items
        questions = [
            q if q.construct_id in (None, *kept) else q.model_copy(update={"construct_id": None})
            for q in self.questions
        ]
        constructs = {name: self.constructs[name] for name in kept}
        return self.model_copy(update={"constructs": constructs, "questions": questions})

    def asked_items(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Return whether a firm is asked any of the statements about a construct."""
        import pandas as pd

        asked = pd.Series(False, index=frame.index)
        for item in self.items():
            asked |= self.asked(item, frame)
        return asked

    @property
    def variables(self) -> dict[str, Variable]:
        """What models may use, by name: constructs, questions, derived variables."""
        return variables_of(self)

    def variable(self, name: str) -> Variable:
        """Return the variable with a name; who asks knows that there is one."""
        found = variable_of(self, name)
        assert found is not None
        return found

    def role(self, name: str) -> str | None:
        """Return the question or derived variable that plays a role, or None if none does."""
        if name == "consent":
            return self.consent.question if self.consent else None
        if name == "group":
            return self.group.question if self.group else None
        if name in self.roles.model_fields_set:
            given: str | None = getattr(self.roles, name)
            return given
        if name in self.derived:
            return name if derived_kind(self.derived[name]) in SUITABLE.get(name, ()) else None
        if not self.asks(name):
            return None
        question = self[name]
        if name == "invitation":
            return name if question.type == "code" else None
        if name in ("benefits", "challenges"):
            return name if question.type == "select_multiple" else None
        if name == "stratum":
            return name
        return name if question_kind(question, self) in SUITABLE[name] else None

    @property
    def consent(self) -> Consent | None:
        """The question of consent and the answers that agree, if it is asked."""
        if "consent" in self.roles.model_fields_set:
            return self.roles.consent
        name = "consent"
        return Consent(question=name, agrees=[DEFAULT_AGREES]) if self.asks(name) else None

    @property
    def group(self) -> Group | None:
        """What tells the groups of firms that are compared, if anything does."""
        if "group" in self.roles.model_fields_set:
            return self.roles.group
        name = DEFAULT_QUESTIONS["group"]
        return Group(question=name, reference=DEFAULT_REFERENCE) if self.asks(name) else None

    @property
    def administrative(self) -> tuple[str, ...]:
        """The questions about the submission, not the firm; the import drops them."""
        return tuple(q for role in ("consent", "invitation") if (q := self.role(role)))

    def missing_codes(self, question: Question) -> MissingCodes:
        """Return the codes that mean "no answer" to a question."""
        return self.missing if question.missing is None else question.missing

    def is_asked(self, question: Question, answers: Mapping[Any, Any]) -> bool:
        """Return whether the skip logic puts ``question`` to a firm with these ``answers``."""
        conditions = self.conditions(question)
        return all(opens(answers.get(name), opening) for name, opening in conditions.items())

    def asked(self, question: Question, frame: pd.DataFrame) -> pd.Series[bool]:
        """Return whether the skip logic puts ``question`` to each firm of ``frame``.

        Conditions on questions that the frame does not have are taken as met.
        """
        import pandas as pd

        asked = pd.Series(True, index=frame.index)
        for name, opening in self.conditions(question).items():
            if name in frame:
                known = frame[name].unique()
                open_values = [value for value in known if opens(value, opening)]
                asked &= frame[name].isin(open_values)
        return asked

    def answer_key(self, name: str, code: str) -> str:
        """Return the key of an answer's label, of a question or of a derived variable."""
        if self.asks(name) and self[name].list is not None:
            return f"survey.answer.{self[name].list}.{code}"
        return f"survey.value.{name}.{code}"

    def codes(self, name: str) -> list[str]:
        """Return the answers of a question or of a derived variable, in their order."""
        if name in self.derived:
            return list(self.derived[name].labelled)
        return list(self.answers(self[name]))

    def label_texts(self) -> dict[str, dict[str, str]]:
        """Return every label by key, in every language.

        The keys are ``survey.construct.<id>``, ``survey.answer.<list>.<code>``,
        ``survey.item.<id>`` and, for derived variables, ``survey.value.<name>.<code>``.
        """
        texts = {f"survey.construct.{k}": c.label.by_language() for k, c in self.constructs.items()}
        texts |= {f"survey.item.{q.id}": q.wording.by_language() for q in self.questions}
        for name, answers in self.lists.items():
            texts |= {
                f"survey.answer.{name}.{code}": t.by_language() for code, t in answers.items()
            }
        for name, derived in self.derived.items():
            texts |= {
                f"survey.value.{name}.{c}": t.by_language() for c, t in derived.labelled.items()
            }
        return texts


def load_questionnaire(
    path: Path | str,
    lists: Mapping[str, Mapping[str, Text]] | None = None,
    name: str | None = None,
) -> Questionnaire:
    """Return the questionnaire at ``path``, with a study's answer ``lists`` inserted.

    ``name`` is what messages call the file; its path if not given. Raises ConfigurationError with
    every mistake in the file, or for a list that it does not have.
    """
    base = load_model(path, Questionnaire, name)
    lists = lists or {}
    unknown = [name for name in lists if name not in base.lists]
    if unknown:
        raise ConfigurationError(
            [
                Problem(
                    "config/studies",
                    message('the questionnaire has no list "{name}".', name=name),
                    did_you_mean(name, base.lists),
                    column=f"survey.lists.{name}",
                )
                for name in unknown
            ]
        )
    merged = {**base.lists, **{name: dict(answers) for name, answers in lists.items()}}
    questionnaire = base.model_copy(update={"lists": merged})
    check_questionnaire(questionnaire, path, name)
    return questionnaire
