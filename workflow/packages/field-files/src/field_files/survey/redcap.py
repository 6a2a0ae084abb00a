"""REDCap: checkboxes as field___code, one row per event in longitudinal projects, data dictionary."""

from __future__ import annotations

import re
from dataclasses import replace

from field_files.survey.export import Cell, Export, SetAside, text_of
from field_files.survey.export_building import (
    definition,
    headers_of,
    metadata_in,
    roles_in,
    submissions,
    unnamed,
)
from field_files.survey.grid import Grid
from field_files.survey.simplified_text import simplified
from human_files.errors import DataError, Problem
from human_files.language.messages import message, template

NAME = "REDCap"
METADATA = (
    "record_id",
    "redcap_event_name",
    "redcap_repeat_instrument",
    "redcap_repeat_instance",
    "redcap_data_access_group",
    "redcap_survey_identifier",
)
_CHECKBOX = re.compile(r"[a-z][a-z0-9_]*?___[a-z0-9_]+")
_FIRST = "variable field name"


def recognises(grid: Grid) -> bool:
    """Recognise REDCap's own columns, its checkboxes, or the first header of a data dictionary."""
    headers = grid.header
    if is_dictionary(grid):
        return True
    if {"redcap_event_name", "redcap_repeat_instance", "redcap_survey_identifier"} & {*headers}:
        return True
    marks = any(_CHECKBOX.fullmatch(header) for header in headers)
    forms = any(header.endswith("_complete") for header in headers)
    return (headers[:1] == ["record_id"] or marks) and (marks or forms)


def is_dictionary(grid: Grid) -> bool:
    """Recognise a data dictionary."""
    return bool(grid.header) and simplified(grid.header[0]) == _FIRST


def read(grid: Grid) -> Export:
    """Return the records (one row per event), or the dictionary marked as one without answers."""
    if is_dictionary(grid):
        return definition(
            grid,
            template("REDCap data dictionary"),
            message("a data dictionary (one row per field)"),
        )
    headers = headers_of(grid)
    rows = submissions(grid)
    notes = unnamed(headers, rows)
    if "redcap_event_name" in headers:
        place = headers.index("redcap_event_name")
        events = {text_of(cells[place]) for _, cells in rows if cells[place] is not None}
        records = {text_of(cells[0]) for _, cells in rows}
        words = message(
            "nothing is set aside: {n} events of {records} records, a row each",
            n=len(events),
            records=len(records),
        )
        notes.append(SetAside("rows", words))
    return Export(
        grid.file,
        headers,
        rows,
        format=NAME,
        roles=roles_in(headers, {"id": ("record_id",), "submitted": _timestamps(headers)}),
        metadata=[
            *metadata_in(headers, METADATA),
            *(h for h in headers if h.endswith(("_complete", "_timestamp"))),
        ],
        set_aside=notes,
        rows_per_respondent=bool({"redcap_event_name", "redcap_repeat_instance"} & {*headers}),
    )


def _timestamps(headers: list[str]) -> list[str]:
    """Return the columns with the times at which forms were submitted."""
    return [header for header in headers if header.endswith("_timestamp")]


class RepeatedAnswerError(DataError):
    """A record has two answers to one question, in different events."""


def one_row_per_record(export: Export) -> Export:
    """Return the export with all events of a record in one row.

    A question asked in one event is empty in the others. Raises RepeatedAnswerError where a record
    has different answers to it in two events.
    """
    own = {"redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"}
    free = [
        k
        for k, header in enumerate(export.headers)
        if header in own or header.endswith(("_complete", "_timestamp"))
    ]
    merged: dict[str, tuple[int, list[Cell]]] = {}
    problems: dict[str, Problem] = {}
    for number, cells in export.rows:
        record = text_of(cells[0])
        first, given = merged.setdefault(record, (number, list(cells)))
        if first == number:
            continue
        for k, cell in enumerate(cells):
            if given[k] is None:
                given[k] = cell
            elif cell is not None and k not in free and text_of(cell) != text_of(given[k]):
                header = export.headers[k]
                problems.setdefault(
                    header,
                    Problem(
                        export.file,
                        message(
                            "record {record} has one answer in row {first} and another here.",
                            record=record,
                            first=first,
                        ),
                        message("Export only the event that is to be analysed."),
                        number,
                        header,
                    ),
                )
    if problems:
        raise RepeatedAnswerError(list(problems.values()))
    return replace(export, rows=list(merged.values()), rows_per_respondent=False)


def dictionary_labels(grid: Grid) -> tuple[dict[str, str], dict[str, dict[str, str]], list[str]]:
    """Return wordings by field, labels by field and code, and personal fields of a dictionary."""
    wording, labels, personal = {}, {}, []
    for _, cells in grid.rows[1:]:
        name, kind, text, choices = (
            text_of(cells[k]) if cells[k] is not None else "" for k in (0, 3, 4, 5)
        )
        wording[name] = text
        if kind in ("radio", "dropdown", "checkbox"):
            pairs = [choice.split(",", 1) for choice in choices.split("|") if "," in choice]
            labels[name] = {code.strip(): label.strip() for code, label in pairs}
        elif kind in ("yesno", "truefalse"):
            labels[name] = {"1": "Yes", "0": "No"}
        if len(cells) > 10 and str(cells[10]).strip().lower() in ("y", "yes"):
            personal.append(name)
    return wording, labels, personal
