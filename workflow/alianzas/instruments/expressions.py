"""The conditions and constraints of an XLSForm (XPath)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alianzas.instruments.form_pages import Form
from alianzas.survey.questions import Question

#: The longest whole number that every tool takes as one; longer ones are numbers with decimals there.
LARGEST_INTEGER = 999_999_999
#: The answer that says that none of the others fits, and so goes with none of them.
NONE = "none"
_THIS_YEAR = "number(format-date(today(), '%Y'))"


def relevance(asked_if: Mapping[str, Sequence[str]], form: Form, *, consented: bool = True) -> str:
    """Return the condition under which something is asked: consent, and the skip logic."""
    parts = [agreement(form)] if consented and form.consent is not None else []
    parts += [_opens(name, answers, form) for name, answers in asked_if.items()]
    return " and ".join(f"({part})" if " or " in part else part for part in parts)


def agreement(form: Form, *, refused: bool = False) -> str:
    """Return the condition that the respondent agreed, or refused, to take part."""
    consent = form.questionnaire.consent
    assert consent is not None
    agreed = _opens(consent.question, consent.agrees, form)
    if not refused:
        return agreed
    return f"${{{form.names[consent.question]}}} != '' and not({agreed})"


def _opens(name: str, answers: Sequence[str], form: Form) -> str:
    """Return the condition that a question has one of these answers."""
    field = f"${{{form.names[name]}}}"
    if form.questionnaire[name].type == "select_multiple":
        return " or ".join(f"selected({field}, '{answer}')" for answer in answers)
    return " or ".join(f"{field} = '{answer}'" for answer in answers)


def is_long(question: Question) -> bool:
    """Return whether a whole number may have more digits than tools take in one."""
    if question.type != "integer":
        return False
    return question.maximum is None or question.maximum > LARGEST_INTEGER


def constraint(question: Question, form: Form) -> str:
    """Return what an answer must fulfil; empty if anything will do."""
    if question.type == "select_multiple":
        alone = [f"selected(., '{code}')" for code in standing_alone(question, form)]
        return f"not({' or '.join(alone)}) or count-selected(.) = 1" if alone else ""
    if question.type not in ("integer", "decimal"):
        return ""
    parts = []
    if question.minimum is not None:
        parts.append(f". >= {plain(question.minimum)}")
    if question.maximum is not None:
        parts.append(f". <= {plain(question.maximum)}")
    if question.id == form.questionnaire.role("founded"):
        parts.append(f". <= {_THIS_YEAR}")
    if is_long(question):
        parts.append(". = int(.)")
    rule = " and ".join(parts)
    codes = [f". = {plain(code)}" for code in number_codes(question, form)]
    return " or ".join([f"({rule})", *codes]) if codes and rule else rule


def standing_alone(question: Question, form: Form) -> list[str]:
    """Return the answers to a question with several that go with no other."""
    code = no_answer(question, form)
    none = [NONE] if NONE in form.questionnaire.answers(question) else []
    return none if code is None else [*none, code]


def number_codes(question: Question, form: Form) -> list[float]:
    """Return the numbers that mean no answer."""
    return [
        code for code in form.questionnaire.missing_codes(question) if isinstance(code, int | float)
    ]


def no_answer(question: Question, form: Form) -> str | None:
    """Return the code with which a question that must be answered is left without an answer."""
    if not question.required or question.type not in ("rating", "select_one", "select_multiple"):
        return None
    if question == form.consent:  # who does not agree has not agreed
        return None
    answers = form.questionnaire.answers(question)
    for code in form.questionnaire.missing_codes(question):
        text = plain(code) if isinstance(code, int | float) else code
        if text.replace("_", "").replace("-", "").isalnum() and text.isascii():
            return None if text in answers else text
    return None


def plain(number: float) -> str:
    """Return a number in digits, as XPath and people write it."""
    if float(number).is_integer():
        return str(int(number))
    return f"{number:.10f}".rstrip("0")
