"""Understanding one answer: a code or a label, in either language; a number; several choices."""

from __future__ import annotations

import re
from collections.abc import Mapping

from alianzas.config.base import Text
from alianzas.errors import did_you_mean
from alianzas.survey.columns import simplified
from alianzas.survey.questionnaire import Question, Questionnaire
from alianzas.survey.reading import Cell

CODEBOOK = "config/codebooks/questionnaire.yaml"
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_GROUPED = re.compile(r"[+-]?\d{1,3}([., ]\d{3})+([.,]\d+)?")


class UnclearAnswerError(ValueError):
    """An answer that cannot be understood: what was found and what to do."""

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(found)
        self.found, self.advice = found, advice


def understand(cell: Cell, question: Question, questionnaire: Questionnaire) -> float | str | None:
    """Return the answer in ``cell``: a number for ratings and numbers, else a code, None if empty.

    Several choices are joined by a space. Raises UnclearAnswerError.
    """
    if cell is None:
        return None
    if question.type == "rating":
        return _rating(cell, question, questionnaire)
    if question.type == "select_one":
        return _choice(cell, questionnaire.answers(question))
    if question.type == "select_multiple":
        return " ".join(_choices(str(cell), questionnaire.answers(question)))
    if question.type == "code":
        return _as_text(cell)
    return _number(cell, question)


def _as_text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _rating(cell: Cell, item: Question, questionnaire: Questionnaire) -> float:
    low, high = questionnaire.points(item)
    labels = questionnaire.answers(item)
    point = _code(cell, labels)
    if point is not None:
        return float(point)
    scale = f"{len(labels)}-point scale ({low}–{high})"
    try:
        value = float(_as_text(cell).replace(",", "."))
    except ValueError:
        known = [text for label in labels.values() for text in label.both().values()]
        raise UnclearAnswerError(
            f'"{cell}" is no answer of the {scale}.', did_you_mean(str(cell), known)
        ) from None
    where = "is outside" if not low <= value <= high else "is no point of"
    raise UnclearAnswerError(
        f"{_as_text(cell)} {where} the {scale}.",
        f"Correct the answer in the file, or widen the scale `{item.scale}` of {item.id} "
        f"in {CODEBOOK}.",
    )


def _code(cell: Cell, answers: Mapping[str, Text]) -> str | None:
    """Return the code that ``cell`` names by itself or by its label in any language."""
    text = _as_text(cell)
    if text in answers:
        return text
    wanted = simplified(text)
    for code, label in answers.items():
        if wanted in {simplified(code), *(simplified(words) for words in label.both().values())}:
            return code
    return None


def _choice(cell: Cell, answers: Mapping[str, Text]) -> str:
    code = _code(cell, answers)
    if code is None:
        known = [words for label in answers.values() for words in label.both().values()]
        known += answers  # last, so that a code wins over a label that differs in case only
        advice = did_you_mean(str(cell), known)
        if not advice.startswith("Did"):
            advice = f"Allowed: {', '.join(answers)}."
        raise UnclearAnswerError(f'"{cell}" is no answer to this question.', advice)
    return code


def _choices(text: str, answers: Mapping[str, Text]) -> list[str]:
    """Return the codes in a space-separated list of codes, or of labels (which hold blanks)."""
    rest, chosen = text.split(), []
    while rest:
        for length in range(len(rest), 0, -1):
            code = _code(" ".join(rest[:length]), answers)
            if code is not None:
                chosen.append(code)
                rest = rest[length:]
                break
        else:
            _choice(rest[0], answers)  # raises
    return [code for code in answers if code in chosen]


def _number(cell: Cell, question: Question) -> float:
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        text = str(cell)
        if _DECIMAL_COMMA.fullmatch(text):
            raise UnclearAnswerError(
                f'"{text}" is text with a decimal comma, not a number.',
                f"Write {text.replace(',', '.')} in a cell of type number, "
                "or without the comma if it separates thousands.",
            )
        if _GROUPED.fullmatch(text):
            raise UnclearAnswerError(
                f'"{text}" is text with thousands separators, not a number.',
                "Write the digits alone, with a point before decimals.",
            )
        try:
            cell = float(text)
        except ValueError:
            raise UnclearAnswerError(
                f'"{text}" is text where a number belongs.', "Write the number in digits."
            ) from None
    value = float(cell)
    if question.type == "integer" and not value.is_integer():
        raise UnclearAnswerError(f"{value:g} is not a whole number.", "Round or correct it.")
    low, high = question.minimum, question.maximum
    if (low is not None and value < low) or (high is not None and value > high) or value != value:
        limits = f"{'…' if low is None else f'{low:g}'}–{'…' if high is None else f'{high:g}'}"
        raise UnclearAnswerError(
            f"{_as_text(cell)} is outside the range allowed ({limits}).",
            f"Correct the answer in the file, or widen the range of {question.id} in {CODEBOOK}.",
        )
    return value
