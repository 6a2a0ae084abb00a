"""Writer of a KoboToolbox export (XLSX), with the columns and quirks of a real one.

Format: "XML values and headers", groups in headers, both forms of select_multiple; the same bytes
every time.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from human_files.workbook_writing import timeless

if TYPE_CHECKING:
    from alianzas.survey.simulation.submissions import Submission

#: What the server adds, after the questions and in this order.
METADATA = (
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "_index",
)


def write_export(
    submissions: Sequence[Submission],
    questionnaire: Questionnaire,
    path: Path | str,
    version: str,
) -> None:
    """Write the submissions, one row each, to the XLSX file at ``path``."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "alianzas"
    sheet.append(["start", "end", *_headers(questionnaire), *METADATA])
    for index, submission in enumerate(submissions, start=1):
        cells = [_local(submission.start), _local(submission.end)]
        for question in questionnaire.questions:
            cells += _cells(question, submission.answers.get(question.id), questionnaire)
        sheet.append([*cells, *_metadata(submission, index, version)])
    book.properties.creator = "alianzas"
    buffer = io.BytesIO()
    book.save(buffer)
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(timeless(buffer.getvalue()))


def _headers(questionnaire: Questionnaire) -> list[str]:
    """Return the headers of the questions and of their choices."""
    headers = []
    for question in questionnaire.questions:
        headers.append(question.export_column)
        if question.type == "select_multiple":
            headers += [f"{question.export_column}/{c}" for c in questionnaire.answers(question)]
    return headers


def _cells(question: Question, value: Any, questionnaire: Questionnaire) -> list[Any]:
    """Return the cells of one answer: codes are text, as Kobo writes them; numbers are numbers."""
    choices = list(questionnaire.answers(question))
    if value is None:
        return [None] * (1 + (len(choices) if question.type == "select_multiple" else 0))
    if question.type == "select_multiple":
        chosen = str(value).split()
        return [value, *(int(choice in chosen) for choice in choices)]
    if question.type == "rating":
        return [str(int(value))]
    if question.type in ("integer", "decimal"):
        return [int(value) if float(value).is_integer() else float(value)]
    return [value]


def _local(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _metadata(submission: Submission, index: int, version: str) -> list[Any]:
    """Return the cells that the server adds."""
    received = submission.end.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
    status = submission.status or None
    sent = "submitted_via_web"
    number, identity = submission.number, submission.uuid
    return [number, identity, received, status, None, sent, None, version, None, index]
