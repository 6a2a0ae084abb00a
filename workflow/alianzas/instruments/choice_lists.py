"""The lists of answers of an XLSForm: those of the questionnaire, and its scales."""

from __future__ import annotations

from collections.abc import Mapping

from alianzas.instruments.form_pages import Form
from alianzas.survey.form_names import free_name
from alianzas.survey.questions import Question


class ChoiceLists:
    """Names the lists that questions use; ``used`` holds them: name → code → text by language."""

    def __init__(self, form: Form, no_answer: Mapping[str, str]) -> None:
        self.form, self.no_answer = form, no_answer
        self.used: dict[str, dict[str, Mapping[str, str]]] = {}
        self._names: dict[tuple[str, str, str | None], str] = {}

    def name_of(self, question: Question, no_answer: str | None) -> str:
        """Return the name of a question's list, which ends with ``no_answer`` if there is one."""
        kind = "scale" if question.type == "rating" else "list"
        own = question.scale if kind == "scale" else str(question.list)
        key = (kind, own, no_answer)
        if key not in self._names:
            name = free_name(own, {name.lower() for name in self.used})
            answers = {
                code: text.by_language()
                for code, text in self.form.questionnaire.answers(question).items()
            }
            if no_answer is not None:
                # With its code, by which the import knows it in an export of labels.
                answers[no_answer] = {
                    language: f"{words} ({no_answer})" for language, words in self.no_answer.items()
                }
            self._names[key] = name
            self.used[name] = dict(answers)
        return self._names[key]
