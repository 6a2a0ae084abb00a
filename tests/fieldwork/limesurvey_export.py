"""Responses to a LimeSurvey form, as it exports them with question codes as headings."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence
from datetime import datetime, timedelta

from alianzas.survey.form_names import limesurvey_choices, limesurvey_names
from alianzas.survey.questionnaire import Questionnaire

_START = datetime(2026, 3, 2, 9)


def structure(content: bytes) -> list[dict[str, str]]:
    """Return the rows of a structure file."""
    return list(csv.DictReader(io.StringIO(content.decode()), delimiter="\t"))


def full_answers(
    content: bytes, questionnaire: Questionnaire, answers: Sequence[dict[str, str]], language: str
) -> bytes:
    """Return the CSV with full answers; ``answers`` are codes by question, several with spaces."""
    codes = limesurvey_names(questionnaire)
    by_code = {code: questionnaire[name] for name, code in codes.items()}
    columns: list[tuple[str, str, str]] = []  # heading, question, choice
    kind = grid = ""
    for row in (r for r in structure(content) if r["language"] == language):
        if row["class"] == "Q":
            kind, grid = row["type/scale"], row["name"]
            if kind not in ("M", "F"):
                columns.append((grid, by_code[grid].id, ""))
        if row["class"] == "SQ" and kind == "F":
            columns.append((f"{grid}[{row['name']}]", by_code[row["name"]].id, ""))
        if row["class"] == "SQ" and kind == "M":
            question = by_code[grid]
            choices = limesurvey_choices(questionnaire.answers(question))
            choice = next(code for code, name in choices.items() if name == row["name"])
            columns.append((f"{grid}[{row['name']}]", question.id, choice))
    labels = _labels(content, questionnaire, language)
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    own = ["id", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp"]
    writer.writerow([*own, *(heading for heading, _, _ in columns)])
    for k, given in enumerate(answers):
        start, end = (_START + timedelta(minutes=37 * k + m) for m in (0, 14))
        cells = []
        for _, name, choice in columns:
            value = given.get(name, "")
            if choice:
                cells.append("" if not value else ("Yes" if choice in value.split() else "No"))
            else:
                cells.append(labels.get((name, value), value))
        writer.writerow([k + 1, end, "9", language, "12345", start, end, *cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _labels(
    content: bytes, questionnaire: Questionnaire, language: str
) -> dict[tuple[str, str], str]:
    """Return the label of each answer in the structure, by question and our code."""
    codes = limesurvey_names(questionnaire)
    by_code = {code: name for name, code in codes.items()}
    found: dict[tuple[str, str], str] = {}
    asked: list[str] = []
    place = 0
    for row in (r for r in structure(content) if r["language"] == language):
        if row["class"] in ("Q", "SQ"):
            if row["class"] == "Q":
                asked, place = [], 0
            if row["name"] in by_code:
                asked.append(by_code[row["name"]])
        if row["class"] == "A":
            for name in asked:
                own = [*questionnaire.answers(questionnaire[name])]
                missing = [str(code) for code in questionnaire.missing_codes(questionnaire[name])]
                code = own[place] if place < len(own) else missing[0]
                found[name, code] = html.unescape(row["text"]).replace("{ ", "{")
            place += 1
    return found
