"""The key for keying paper questionnaires in: numbers, columns and codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from alianzas.instruments.expressions import no_answer
from alianzas.instruments.form_pages import Form
from alianzas.instruments.markdown import new_page, plain, table
from alianzas.instruments.words import PaperWords
from alianzas.survey.questions import Question


def data_entry_key(form: Form, numbers: Mapping[str, int], words: PaperWords) -> Iterator[str]:
    """Yield the page for whoever enters the answers: the column and the codes of each number."""
    yield new_page()
    yield f"# {plain(words('questionnaire.key'))}"
    yield plain(words("questionnaire.key_use"))
    asked = [*([] if form.consent is None else [form.consent]), *form.questions]
    rows = []
    for codes, run in groupby(asked, key=lambda question: _codes(question, form, words)):
        alike = list(run)
        first, last = numbers[alike[0].id], numbers[alike[-1].id]
        shown = str(first) if first == last else f"{first}–{last}"
        rows.append([shown, ", ".join(f"`{form.names[q.id]}`" for q in alike), codes])
    office = plain(words("questionnaire.office"))
    rows += [["–", f"`{form.names[question.id]}`", office] for question in form.office]
    header = ["", words("questionnaire.column"), words("questionnaire.codes")]
    yield table(header, rows, (8, 32, 60))


def _codes(question: Question, form: Form, words: PaperWords) -> str:
    """Return the codes of a question's answers."""
    answers = {
        code: text.words(words.language)
        for code, text in form.questionnaire.answers(question).items()
    }
    if (code := no_answer(question, form)) is not None:
        answers[code] = words("form.no_answer")
    listed = "; ".join(f"`{code}` {plain(text)}" for code, text in answers.items())
    if question.type == "select_multiple":
        listed += f" {plain(words('questionnaire.several_codes'))}"
    return listed
