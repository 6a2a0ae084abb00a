"""Answers to a form, drawn at random within what it allows, and what the import is to make of them."""

from __future__ import annotations

import math
import random
import re

from alianzas.instruments.form_pages import office_questions
from alianzas.survey.form_names import form_names
from alianzas.survey.questionnaire import Questionnaire
from fieldwork.xform import Answer, XForm


def draw(form: XForm, questionnaire: Questionnaire, seed: int) -> Answer:
    """Return a function that answers each field, at random within what the form allows."""
    rng = random.Random(seed)
    fields = {field.name: field for field in form.fields}
    names = form_names(questionnaire)
    asked = {names[question.id]: question for question in questionnaire.questions}
    office = {question.id for question in office_questions(questionnaire)}

    def answer(name: str, choices: list[str]) -> str:
        field, question = fields[name], asked[name]
        if question.id in office:  # what the team adds to the answers
            return rng.choice(list(questionnaire.answers(question)) or ["1.25"])
        if not field.required and rng.random() < 0.1:
            return ""
        if field.several:
            alone = re.findall(r"selected\(., '([\w-]+)'\)", field.constraint)
            chosen = [code for code in choices if rng.random() < 0.5 and code not in alone]
            return " ".join(chosen) or rng.choice(choices)
        if choices:
            return rng.choice(choices)
        if question.type in ("integer", "decimal"):
            low = math.ceil(question.minimum or 0)
            high = math.floor(low + 5000 if question.maximum is None else question.maximum)
            value = rng.randint(low, min(high, low + 100))
            fraction = question.type == "decimal" and value < high
            return f"{value}.5" if fraction else str(value)
        return f"A{rng.randint(100, 999)}x"

    return answer


def expected(questionnaire: Questionnaire, given: dict[str, str]) -> dict[str, object]:
    """Return what the import is to make of a filled form, by question."""
    names = form_names(questionnaire)
    by_name = {path.rsplit("/", 1)[-1]: value for path, value in given.items()}
    codes = {
        q.id: {str(c) for c in questionnaire.missing_codes(q)} for q in questionnaire.questions
    }
    found = {}
    for question in questionnaire.questions:
        value: object = by_name[names[question.id]]
        if not value or value in codes[question.id]:
            value = None
        elif question.type in ("rating", "integer", "decimal"):
            value = float(str(value))
        found[question.id] = value
    return found
