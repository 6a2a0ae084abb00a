"""The questionnaire as an XLSForm, for KoboToolbox and ODK: the rows of its three sheets.

Every page is a group, so that an export's columns are ``<section>/<question>``; consent comes first,
and whoever refuses sees the end. Nothing asks who answers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from alianzas.instruments.choice_lists import ChoiceLists
from alianzas.instruments.expressions import (
    agreement,
    constraint,
    is_long,
    no_answer,
    relevance,
)
from alianzas.instruments.form_pages import Form, Page
from alianzas.instruments.hints import Hints
from alianzas.survey.form_names import free_name
from alianzas.survey.questions import Question

Row = dict[str, str]
#: A text in each language of the form.
Words = Mapping[str, str]

_LONG_LIST = 12  # answers, from which a list folds up


@dataclass(frozen=True)
class XlsForm:
    """The sheets of an XLSForm, each a list of rows: column → cell."""

    survey: list[Row]
    choices: list[Row]
    settings: list[Row]


def xlsform(
    form: Form, title: Words, form_id: str, hints: Hints, column_of: Callable[[str, str], str]
) -> XlsForm:
    """Return the XLSForm of a form.

    ``title`` is the study's by language; ``column_of`` gives the header of a text column, such as
    ``label::Español (es)``, from its name and a language.
    """
    return _Writer(form, title, hints, column_of).write(form_id)


class _Writer:
    """Writes the rows one after the other."""

    def __init__(
        self, form: Form, title: Words, hints: Hints, column_of: Callable[[str, str], str]
    ) -> None:
        self.form, self.title, self.hints, self.column_of = form, title, hints, column_of
        self.taken = form.taken()
        self.lists = ChoiceLists(form, hints.no_answer)
        self.rows: list[Row] = []

    def write(self, form_id: str) -> XlsForm:
        """Return the whole form."""
        names = {name.lower() for name in self.form.names.values()}
        for moment in ("start", "end"):
            if moment not in names:
                self.rows.append({"type": moment, "name": moment})
                self.taken.add(moment)
        self._note("about", self.hints.about(self.title))
        if self.form.consent is not None:
            self._question(self.form.consent, {"required": "yes"})
            self._note("refused", self.hints.refused, agreement(self.form, refused=True))
        for page in self.form.pages:
            self._page(page)
        for question in self.form.office:
            self.rows.append({"type": "hidden", "name": self.form.names[question.id]})
        choices = [
            {"list_name": name, "name": code, **self._texts("label", words)}
            for name, answers in self.lists.used.items()
            for code, words in answers.items()
        ]
        first = next(iter(self.title))
        settings = {
            "form_title": self.title[first],
            "form_id": form_id,
            **({"default_language": self.column_of("", first)} if len(self.title) > 1 else {}),
            "style": "pages",
        }
        return _versioned(XlsForm(self.rows, choices, [settings]))

    def _page(self, page: Page) -> None:
        """Write a page as a group, or its questions alone where it has no name."""
        relevant = relevance(page.asked_if, self.form)
        if not page.name:
            for question in page.questions:
                self._question(question, {"relevant": relevant})
            return
        title = self.hints.heading(page)
        if page.is_scale:
            told = self.hints.one_per_row
            title = {key: f"{w}. {told[key]}" if w else told[key] for key, w in title.items()}
        group = {"type": "begin_group", "name": page.name, "appearance": "field-list"}
        self.rows.append({**group, **self._texts("label", title), "relevant": relevant})
        for question in page.questions:
            self._question(question, {})
        self.rows.append({"type": "end_group"})

    def _note(self, name: str, words: Words, relevant: str = "") -> None:
        name = free_name(name, self.taken)
        self.taken.add(name)
        self.rows.append(
            {"type": "note", "name": name, **self._texts("label", words), "relevant": relevant}
        )

    def _question(self, question: Question, more: Row) -> None:
        """Write a question."""
        row = {
            "type": self._type(question),
            "name": self.form.names[question.id],
            **self._texts("label", question.wording.by_language()),
            **self._texts("hint", self.hints.hint(question)),
            **({"required": "yes"} if question.required else {}),
            "appearance": self._appearance(question),
            **more,
        }
        if row.get("required"):
            row |= self._texts("required_message", self.hints.required)
        rule = constraint(question, self.form)
        if rule:
            row |= {"constraint": rule}
            row |= self._texts("constraint_message", self.hints.rule(question))
        self.rows.append(row)

    def _type(self, question: Question) -> str:
        if question.type in ("rating", "select_one", "select_multiple"):
            kind = "select_multiple" if question.type == "select_multiple" else "select_one"
            return f"{kind} {self.lists.name_of(question, no_answer(question, self.form))}"
        if question.type == "integer":
            return "decimal" if is_long(question) else "integer"
        return "decimal" if question.type == "decimal" else "text"

    def _appearance(self, question: Question) -> str:
        if question.type == "rating":
            return "likert"
        if question.type in ("integer", "decimal"):
            return "thousands-sep" if self.hints.is_money(question) else ""
        many = len(self.form.questionnaire.answers(question)) > _LONG_LIST
        return "minimal" if many else ""

    def _texts(self, name: str, words: Words | None) -> Row:
        """Return the cells of a text, one per language."""
        if words is None:
            return {}
        return {
            self.column_of(name, language): _harmless(words[language]) for language in self.title
        }


def _harmless(text: str) -> str:
    """Return a text in which nothing is taken for a reference to a question."""
    return text.replace("${", "$ {")


def _versioned(form: XlsForm) -> XlsForm:
    """Return the form with a version that is another one whenever its content is another one."""
    content = json.dumps([form.survey, form.choices, form.settings], ensure_ascii=False)
    version = hashlib.sha256(content.encode()).hexdigest()[:12]
    return replace(form, settings=[{**form.settings[0], "version": f"v{version}"}])


def columns_of(rows: Sequence[Row], order: Sequence[str]) -> list[str]:
    """Return the columns that any row fills, in the ``order`` of their first words."""
    found = list(dict.fromkeys(name for row in rows for name, cell in row.items() if cell))

    def place(name: str) -> int:
        first = name.split("::")[0]
        return order.index(first) if first in order else len(order)

    return sorted(found, key=place)
