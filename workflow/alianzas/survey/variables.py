"""Variables: what a model may use, by name: scores of constructs, answers to questions, derived ones.

A model asks for a variable's kind and names here, and for its numbers with :func:`coded`; it knows no
question and no construct by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from alianzas.survey.derived import Derived, VariableKind
from human_files.settings import Text

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.survey.questionnaire import Questionnaire
    from alianzas.survey.questions import Question

#: Answers that mean "no": in a pair with another, the answer 0.
_NO = frozenset({"no", "0", "false", "n"})


@dataclass(frozen=True)
class Variable:
    """A variable of the questionnaire.

    ``kind``: score (of a construct), number, count, binary, category or ordered. ``label``: for
    tables and figures; ``in_text`` and ``with_article``: inside a sentence. ``answers``: code → label
    where the values are codes, the reference (0) first, or in order; empty where they are numbers.
    ``named``: whether the questionnaire gives it a name, or only the wording of a question.
    """

    name: str
    kind: VariableKind
    label: Text
    in_text: Text
    with_article: Text
    answers: Mapping[str, Text] = field(default_factory=dict)
    named: bool = True

    @property
    def columns(self) -> list[str]:
        """The columns of its numbers: one, or one per answer of a category but the reference."""
        if self.kind == "category":
            return [f"{self.name}_{code}" for code in list(self.answers)[1:]]
        return [self.name]

    def texts(self) -> dict[str, dict[str, str]]:
        """Return its names and answers by key, in every language.

        The keys are ``survey.variable.<name>``, ``survey.in_text.<name>``, ``survey.the.<name>`` and
        ``survey.value.<name>.<code>``.
        """
        texts = {
            f"survey.variable.{self.name}": self.label.by_language(),
            f"survey.in_text.{self.name}": self.in_text.by_language(),
            f"survey.the.{self.name}": self.with_article.by_language(),
        }
        values = {f"survey.value.{self.name}.{c}": t.by_language() for c, t in self.answers.items()}
        return texts | values


def variables_of(questionnaire: Questionnaire) -> dict[str, Variable]:
    """Return every variable by name: constructs, then questions, then derived ones.

    Questions that allow several answers and free texts are none: derive variables from them.
    """
    names = [
        *questionnaire.constructs,
        *(question.id for question in questionnaire.questions),
        *questionnaire.derived,
    ]
    found = ((name, variable_of(questionnaire, name)) for name in names)
    return {name: variable for name, variable in found if variable is not None}


def variable_of(questionnaire: Questionnaire, name: str) -> Variable | None:
    """Return the variable with a name; None for a question whose answers are none."""
    if name in questionnaire.constructs:
        construct = questionnaire.constructs[name]
        return Variable(name, "score", construct.label, construct.in_text, construct.with_article)
    group = questionnaire.group
    first = group.reference if group is not None and group.question == name else None
    if name in questionnaire.derived:
        derived = questionnaire.derived[name]
        in_text = derived.in_text or _inside(derived.label)
        answers = dict(derived.labelled)
        if first in answers:
            answers = {first: answers[first]} | answers
        return Variable(
            name,
            derived_kind(derived),
            derived.label,
            in_text,
            derived.with_article or in_text,
            answers,
            named=derived.in_text is not None,
        )
    question = questionnaire[name]
    kind = question_kind(question, questionnaire)
    if kind is None:
        return None
    label = question.label or _plain(question.wording)
    in_text = question.in_text or _inside(label)
    coded_answers: dict[str, Text] = {}
    if question.type != "rating":
        first = first or question.reference
        coded_answers = _ordered_answers(question, questionnaire, first)
    return Variable(
        name,
        kind,
        label,
        in_text,
        question.with_article or in_text,
        coded_answers,
        named=question.in_text is not None or question.label is not None,
    )


def question_kind(question: Question, questionnaire: Questionnaire) -> VariableKind | None:
    """Return the kind of variable that a question's answers are; None if they are none."""
    if question.type in ("select_multiple", "code", "text"):
        return None
    if question.kind is not None:
        return question.kind
    if question.type == "rating":
        return "ordered"
    if question.type == "select_one":
        return "binary" if len(questionnaire.answers(question)) == 2 else "category"
    return "number"


def coded(variable: Variable, frame: pd.DataFrame) -> pd.DataFrame:
    """Return the variable's numbers: floats, one row per firm of ``frame``, NaN where missing.

    ``frame`` has a column named like the variable, with its codes or numbers. A number, score, count
    or point of a scale is itself; a binary answer is 0 (the reference) or 1; an ordered answer is its
    place from 1; a category has a column of 0 and 1 per answer but the reference, named
    ``<variable>_<answer>``.
    """
    import pandas as pd

    column = frame[variable.name]
    if not variable.answers:
        return pd.DataFrame({variable.name: column.astype(float)}, index=frame.index)
    codes = list(variable.answers)
    if variable.kind == "category":
        known = column.notna()
        return pd.DataFrame(
            {
                f"{variable.name}_{code}": (column == code).astype(float).where(known)
                for code in codes[1:]
            },
            index=frame.index,
        )
    start = 0 if variable.kind == "binary" else 1
    places = {code: float(place) for place, code in enumerate(codes, start)}
    return pd.DataFrame({variable.name: column.map(places).astype(float)}, index=frame.index)


def variable_texts(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """Return the names and answers of all variables by key, in every language."""
    texts: dict[str, dict[str, str]] = {}
    for variable in questionnaire.variables.values():
        texts |= variable.texts()
    return texts


def _ordered_answers(
    question: Question, questionnaire: Questionnaire, first: str | None
) -> dict[str, Text]:
    """Return the answers with the reference first; of yes and no, no is the reference."""
    answers = dict(questionnaire.answers(question))
    if first is None and len(answers) == 2:
        first = next((code for code in answers if code.lower() in _NO), None)
    if first is None or first not in answers or question.kind == "ordered":
        return answers
    return {first: answers[first]} | answers


def derived_kind(derived: Derived) -> VariableKind:
    """Return the kind of a derived variable: declared, or the usual one of its making."""
    if derived.kind is not None:
        return derived.kind
    if derived.gives_codes:
        return "binary" if len(derived.labelled) == 2 else "category"
    return "count" if derived.operation == "count_of" else "number"


def _plain(wording: Text) -> Text:
    """Return a wording without the full stop or colon at its end."""
    return Text(**{language: words.rstrip(" .:") for language, words in wording.given.items()})


def _inside(label: Text) -> Text:
    """Return a name as it stands inside a sentence: its first letter small, unless it is an acronym."""
    texts = {}
    for language, words in label.given.items():
        acronym = len(words) > 1 and words[1].isupper()
        texts[language] = words if acronym else words[:1].lower() + words[1:]
    return Text(**texts)
