"""Understanding one answer: a code or a label, in any language; a number; several choices."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from field_files.survey.export import Cell
from field_files.survey.export import text_of as _as_text
from field_files.survey.simplified_text import simplified
from human_files.errors import did_you_mean, nearest
from human_files.language.messages import message
from human_files.personal_data import without_personal_data
from human_files.settings import Text

_DECIMAL_COMMA = re.compile(r"[+-]?\d+,\d+")
_CONTINENTAL = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+)(,\d+)?")
_UNCLEAR = re.compile(r"[+-]?\d{1,3}[.,]\d{3}")
_GROUPED = re.compile(r"[+-]?\d{1,3}([., ]\d{3})+([.,]\d+)?")
_SURELY_DECIMAL = re.compile(r"[+-]?(\d*\.(\d{1,2}|\d{4,})|0?\.\d+|\d{4,}\.\d+)")


class UnclearAnswerError(ValueError):
    """An answer cannot be understood; says what was found and what to do."""

    def __init__(self, found: str, advice: str) -> None:
        super().__init__(found)
        self.found, self.advice = found, advice


def understand(
    cell: Cell,
    question: Question,
    questionnaire: Questionnaire,
    label: str | None = None,
    decimal_comma: bool = False,
    decimal_point: bool = False,
) -> float | str | None:
    """Return the answer in ``cell``: a number for ratings and numbers, else a code; None if empty.

    Several choices are joined by a space. ``label`` is the file's label for the cell's code, and
    decides where it is an answer of the questionnaire. ``decimal_comma``: the file writes 1,5 for
    one and a half; ``decimal_point``: the column writes 1.5, so that 1.500 is no thousand (see
    :func:`has_decimal_points`). Raises UnclearAnswerError.
    """
    if cell is None:
        return None
    if label is not None and _code(label, questionnaire.answers(question)) is not None:
        cell = label
    if question.type == "rating":
        return _rating(cell, question, questionnaire)
    if question.type == "select_one":
        return _choice(cell, questionnaire.answers(question))
    if question.type == "select_multiple":
        return " ".join(_choices(str(cell), questionnaire.answers(question)))
    if question.id == questionnaire.role("invitation"):  # dropped by the import
        return _as_text(cell)
    if question.type in ("code", "text"):
        return without_personal_data(_as_text(cell))
    return _number(cell, question, questionnaire, decimal_comma, decimal_point)


def missing_code(
    cell: Cell, question: Question, questionnaire: Questionnaire, label: str | None = None
) -> str | None:
    """Return the code for "no answer" that ``cell`` or its ``label`` in the file is, or None."""
    if cell is None:
        return None
    given = [text.strip() for text in (_as_text(cell), label or "") if text.strip()]
    answers = questionnaire.answers(question)
    for code in questionnaire.missing_codes(question):
        wanted = _as_text(code)
        plain = simplified(wanted)
        if any(text == wanted or (plain and simplified(text) == plain) for text in given):
            return wanted
        # The answer that our own forms add, in an export of labels: "Does not know … (99)".
        told = answers and any(text.endswith(f" ({wanted})") for text in given)
        if told and all(_code(text, answers) is None for text in given):
            return wanted
    return None


def _rating(cell: Cell, item: Question, questionnaire: Questionnaire) -> float:
    """Return a point of the item's scale, from its number or its label."""
    low, high = questionnaire.points(item)
    labels = questionnaire.answers(item)
    point = _code(cell, labels)
    if point is not None:
        return float(point)
    scale = message("{n}-point scale ({low}–{high})", n=len(labels), low=low, high=high)
    try:
        value = float(_as_text(cell).replace(",", "."))
    except ValueError:
        known = [text for label in labels.values() for text in label.by_language().values()]
        raise UnclearAnswerError(
            message('"{cell}" is not an answer on the {scale}.', cell=cell, scale=scale),
            did_you_mean(str(cell), known),
        ) from None
    found = (
        message("{value} is not a point of the {scale}.", value=_as_text(cell), scale=scale)
        if low <= value <= high
        else message("{value} is outside the {scale}.", value=_as_text(cell), scale=scale)
    )
    raise UnclearAnswerError(
        found,
        message(
            "Correct the answer in the file, or widen the scale `{scale}` of {item} in {file}.",
            scale=item.scale,
            item=item.id,
            file=questionnaire.file,
        ),
    )


def _code(cell: Cell, answers: Mapping[str, Text]) -> str | None:
    """Return the code that ``cell`` names, by itself or by its label in any language."""
    text = _as_text(cell)
    if text in answers:
        return text
    wanted = simplified(text)
    for code, label in answers.items():
        if wanted in {
            simplified(code),
            *(simplified(words) for words in label.by_language().values()),
        }:
            return code
    return None


def _choice(cell: Cell, answers: Mapping[str, Text]) -> str:
    """Return the code of the answer chosen."""
    code = _code(cell, answers)
    if code is None:
        known = [words for label in answers.values() for words in label.by_language().values()]
        known += answers  # last, so that a code wins over a label that differs only in case
        advice = (
            did_you_mean(str(cell), known)
            if nearest(str(cell), known) is not None
            else message("Allowed: {words}.", words=", ".join(answers))
        )
        raise UnclearAnswerError(
            message('"{cell}" is not an answer to this question.', cell=cell), advice
        )
    return code


def _choices(text: str, answers: Mapping[str, Text]) -> list[str]:
    """Return the codes in a list of codes, or of labels (which contain blanks and perhaps commas).

    Tools separate them by blanks, commas, semicolons or bars.
    """
    rest: list[str] = re.sub(r"[;|]|,(?!\S)|(?<=\w),(?=\w)", " ", text).split()
    chosen: list[str] = []
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


def _with_point(text: str) -> str:
    """Return a number from a file with decimal commas, rewritten with a decimal point.

    A single separator before three digits (1.234 or 1,234) may mean thousands or decimals: it is
    kept.
    """
    if _CONTINENTAL.fullmatch(text) and not _UNCLEAR.fullmatch(text):
        return text.replace(".", "").replace(",", ".")
    return text


def has_decimal_points(cells: Iterable[Cell]) -> bool:
    """Return whether a column writes decimals with a point: some number in it can be read no other way.

    Then 38.977 beside 9.3573 is not 38 thousand, also where that is a number of a workbook and not a
    text. Not so where another has two separators.
    """
    cells = list(cells)
    texts = [cell for cell in cells if isinstance(cell, str)]
    if any("," in text or text.count(".") > 1 for text in texts):
        return False
    parts = any(isinstance(cell, float) and not cell.is_integer() for cell in cells)
    return parts or any(_SURELY_DECIMAL.fullmatch(text) for text in texts)


def _number(
    cell: Cell,
    question: Question,
    questionnaire: Questionnaire,
    decimal_comma: bool,
    decimal_point: bool,
) -> float:
    """Return a number within the question's range."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        text = str(cell)
        if decimal_comma:
            text = _with_point(text)
        if _DECIMAL_COMMA.fullmatch(text):
            raise UnclearAnswerError(
                message('"{text}" is text with a decimal comma, not a number.', text=text),
                message(
                    "Write {text} in a cell of type number, or without the comma if it separates "
                    "thousands.",
                    text=text.replace(",", "."),
                ),
            )
        if _GROUPED.fullmatch(text) and not (decimal_point and _UNCLEAR.fullmatch(text)):
            raise UnclearAnswerError(
                message('"{text}" is text with thousands separators, not a number.', text=text),
                message("Write only the digits, with a point before decimals."),
            )
        try:
            cell = float(text)
        except ValueError:
            raise UnclearAnswerError(
                message('"{text}" is text where a number belongs.', text=text),
                message("Write the number in digits."),
            ) from None
    value = float(cell)
    if question.type == "integer" and not value.is_integer():
        raise UnclearAnswerError(
            message("{value} is not a whole number.", value=f"{value:g}"),
            message("Round or correct it."),
        )
    low, high = question.minimum, question.maximum
    if (low is not None and value < low) or (high is not None and value > high) or value != value:
        limits = f"{'…' if low is None else f'{low:g}'}–{'…' if high is None else f'{high:g}'}"
        raise UnclearAnswerError(
            message(
                "{value} is outside the range allowed ({limits}).",
                value=_as_text(cell),
                limits=limits,
            ),
            message(
                "Correct the answer in the file, or widen the range of {question} in {file}.",
                question=question.id,
                file=questionnaire.file,
            ),
        )
    return value
