"""The numbers that the questions of a form have on paper."""

from __future__ import annotations

from collections.abc import Mapping

from alianzas.instruments.form_pages import Form


def numbers_of(form: Form) -> dict[str, int]:
    """Return the number of each question on paper, by id; consent is number 1 if it is asked."""
    first = [] if form.consent is None else [form.consent]
    return {question.id: k for k, question in enumerate([*first, *form.questions], start=1)}


def next_question(form: Form, page: int, numbers: Mapping[str, int]) -> int | None:
    """Return the number of the question to go to for whom a page is not meant; None at the end.

    It is the first one behind the pages that the same answers open, and those that only answers on
    these pages would open.
    """
    asked_if = form.pages[page].asked_if
    skipped = {question.id for question in form.pages[page].questions}
    for later in form.pages[page + 1 :]:
        if later.asked_if != asked_if and not skipped & set(later.asked_if):
            return numbers[later.questions[0].id]
        skipped |= {question.id for question in later.questions}
    return None
