"""KoboToolbox and ODK: group prefixes, both forms of select_multiple, repeats in their own sheets."""

from __future__ import annotations

import re

from field_files.survey.export import Export, SetAside
from field_files.survey.export_building import (
    headers_of,
    metadata_in,
    roles_in,
    submissions,
    unnamed,
)
from field_files.survey.grid import Grid
from field_files.survey.simplified_text import listed
from human_files.language.messages import message

NAME = "KoboToolbox"
#: Columns of the server (KoboToolbox, ODK Central), and those that the form itself records.
METADATA = listed(
    "start end today deviceid subscriberid simserial phonenumber username audit __version__ _id "
    "_uuid _submission_time _validation_status _notes _status _submitted_by _tags _index "
    "_parent_table_name _parent_index _submission__id _submission__uuid "
    "_submission__submission_time _submission__validation_status _submission__notes "
    "_submission__status _submission__submitted_by _submission___version__ _submission__tags "
    "meta/instanceID meta-instanceID meta/instanceName meta-instanceName SubmissionDate KEY "
    "SubmitterID SubmitterName AttachmentsPresent AttachmentsExpected Status ReviewState DeviceID "
    "Edits FormVersion"
)
_SERVER = {"_id", "_uuid", "_submission_time", "__version__", "_validation_status", "_index"}
_CENTRAL = {"SubmissionDate", "meta-instanceID", "KEY", "FormVersion", "ReviewState", "SubmitterID"}
_NAMED = re.compile(r"[A-Za-z_][\w.-]*(/[\w.-]+)*")


def recognises(grid: Grid) -> bool:
    """Recognise the server's columns, one column per choice, or Kobo's way of writing CSV."""
    headers = set(grid.header)
    if len(headers & _SERVER) >= 2 or len(headers & _CENTRAL) >= 3:
        return True
    if not all(_NAMED.fullmatch(header) for header in headers):
        return False
    parents = {header.rsplit("/", 1)[0] for header in headers if "/" in header}
    if parents & headers or {"start", "end"} <= headers:
        return True
    return bool(parents) or (grid.separator == ";" and grid.quoted)


def read(grid: Grid) -> Export:
    """Return the submissions, and the rows of each repeated group under the title of its sheet."""
    headers = headers_of(grid)
    rows = submissions(grid)
    central = len(set(headers) & _CENTRAL) >= 3
    repeats = {
        title: Export(
            grid.file, headers_of(sheet), sheet.rows[1:], format=NAME, metadata=_own(sheet.header)
        )
        for title, sheet in grid.sheets.items()
        if {"_parent_index", "_submission__id"} & set(sheet.header)
    }
    notes = [
        SetAside(
            message('sheet "{title}"', title=title),
            message(
                "a repeated group: {n} rows of their own, not one per submission",
                n=len(repeat.rows),
            ),
        )
        for title, repeat in repeats.items()
    ]
    notes += [
        SetAside(
            message('sheet "{title}"', title=title),
            message("neither the first sheet nor a repeated group"),
        )
        for title, sheet in grid.sheets.items()
        if title not in repeats and sheet.rows
    ]
    return Export(
        grid.file,
        headers,
        rows,
        format="ODK Central" if central else NAME,
        roles=roles_in(
            headers,
            {
                "id": ("_id", "KEY"),
                "uuid": ("_uuid", "meta-instanceID", "meta/instanceID"),
                "submitted": ("_submission_time", "SubmissionDate"),
                "review": ("_validation_status", "ReviewState"),
                "start": ("start",),
                "end": ("end",),
            },
        ),
        metadata=_own(headers),
        needs=_needs(headers, central),
        repeats=repeats,
        set_aside=[*unnamed(headers, rows), *notes],
    )


def _own(headers: list[str]) -> list[str]:
    """Return the tool's own columns, spelt exactly so: questions may have similar names."""
    return metadata_in([h for h in headers if h in METADATA], METADATA)


def _needs(headers: list[str], central: bool) -> dict[str, str]:
    """Return the columns that the server always writes, if it wrote any."""
    if central:
        return {"id": "KEY", "submitted": "SubmissionDate"}
    return {"id": "_id", "submitted": "_submission_time"} if _SERVER & set(headers) else {}
