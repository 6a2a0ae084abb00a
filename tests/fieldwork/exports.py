"""Exports of filled forms, as KoboToolbox and ODK Central write them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from openpyxl import Workbook

from fieldwork.xform import Field, XForm

_START = datetime(2026, 3, 2, 9)
_SERVER = (
    *("_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status"),
    *("_submitted_by", "__version__", "_tags", "_index"),
)
Filled = Sequence[dict[str, str]]


def kobo_csv(form: XForm, answers: Filled, *, labels: bool = False) -> bytes:
    """Return KoboToolbox's CSV: names ("XML values and headers"), or labels in the first language."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\n")
    fields = _answered(form)
    moments = _moments(form)
    writer.writerow([*moments, *_kobo_headers(fields, labels), *_SERVER])
    for index, given in enumerate(answers):
        times = [_times(index)[moment] for moment in moments]
        cells = [cell for field in fields for cell in _kobo_cells(field, given, labels)]
        writer.writerow([*times, *cells, *_server(form, index)])
    return out.getvalue().encode()


def kobo_xlsx(form: XForm, answers: Filled) -> bytes:
    """Return KoboToolbox's workbook, where numbers are numbers."""
    book = Workbook()
    sheet = book.worksheets[0]
    fields = _answered(form)
    moments = _moments(form)
    sheet.append([*moments, *_kobo_headers(fields, False), *_SERVER])
    for index, given in enumerate(answers):
        cells: list[object] = []
        for field in fields:
            told = _kobo_cells(field, given, False)
            if field.kind in ("int", "decimal") and told[0]:
                told = [float(told[0]) if "." in told[0] else int(told[0])]
            cells += [None if cell == "" else cell for cell in told]
        times = [_times(index)[moment] for moment in moments]
        sheet.append([*times, *cells, *_server(form, index)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def central_csv(form: XForm, answers: Filled) -> bytes:
    """Return ODK Central's CSV, with choices in columns of their own and groups before a hyphen."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    fields = _answered(form)
    moments = _moments(form)
    headers = ["SubmissionDate", *moments]
    for field in fields:
        name = field.path.replace("/", "-")
        headers.append(name)
        headers += [f"{name}/{code}" for code in field.choices] if field.several else []
    writer.writerow(
        [*headers, "meta-instanceID", "KEY", "SubmitterID", "ReviewState", "Edits", "FormVersion"]
    )
    for index, given in enumerate(answers):
        times = [_times(index)[moment] for moment in moments]
        cells = [cell for field in fields for cell in _kobo_cells(field, given, False)]
        key = f"uuid:{UUID(int=index + 1)}"
        sent = _times(index)["end"]
        writer.writerow([sent, *times, *cells, key, key, "7", "", "0", form.version])
    return out.getvalue().encode()


def write_all(form: XForm, answers: Filled, folder: Path) -> dict[str, Path]:
    """Write every kind of export and return them by name."""
    found = {
        "kobo.csv": kobo_csv(form, answers),
        "kobo_labels.csv": kobo_csv(form, answers, labels=True),
        "kobo.xlsx": kobo_xlsx(form, answers),
        "central.csv": central_csv(form, answers),
    }
    for name, content in found.items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in found}


def _moments(form: XForm) -> list[str]:
    """Return the times that the form records."""
    return [field.path for field in form.fields if field.kind == "dateTime"]


def _answered(form: XForm) -> list[Field]:
    """Return the fields that exports have, besides those that the tool fills in."""
    return [f for f in form.fields if f.kind != "note" and not f.is_of_the_tool]


def _kobo_headers(fields: Iterable[Field], labels: bool) -> Iterator[str]:
    for field in fields:
        name = field.label if labels and field.label else field.path
        yield name
        if field.several:
            yield from (f"{name}/{field.labels[c] if labels else c}" for c in field.choices)


def _kobo_cells(field: Field, given: dict[str, str], labels: bool) -> list[str]:
    value = given[field.path]
    if not field.several:
        return [field.labels.get(value, value) if labels else value]
    chosen = value.split()
    shown = " ".join(field.labels[code] if labels else code for code in chosen)
    return [shown, *("" if not value else str(int(code in chosen)) for code in field.choices)]


def _times(index: int) -> dict[str, str]:
    start = _START + timedelta(minutes=37 * index)
    moments = {"start": start, "end": start + timedelta(minutes=14)}
    return {
        name: f"{moment.isoformat(timespec='milliseconds')}-05:00"
        for name, moment in moments.items()
    }


def _server(form: XForm, index: int) -> list[object]:
    sent = (_START + timedelta(minutes=37 * index + 14, hours=5)).isoformat()
    identity = str(UUID(int=index + 1))
    version = form.version
    return [9000 + index, identity, sent, "", "", "submitted_via_web", "", version, "", index + 1]
