"""SurveyCTO: one wide table, repeated groups numbered _1, _2, times in the server's language."""

from __future__ import annotations

import re
from collections import defaultdict

from field_files.survey.export import Export, SetAside
from field_files.survey.export_building import (
    definition,
    headers_of,
    metadata_in,
    roles_in,
    submissions,
    unnamed,
)
from field_files.survey.grid import Grid
from field_files.survey.simplified_text import listed
from human_files.language.messages import message

NAME = "SurveyCTO"
METADATA = listed(
    "SubmissionDate CompletionDate starttime endtime deviceid subscriberid simid simserial "
    "devicephonenum phonenumber username duration caseid instanceID instanceName formdef_version "
    "review_status review_quality review_comments review_corrections KEY PARENT_KEY SET-OF "
    "text_audit"
)
_ROLES = {
    "id": ("KEY", "instanceID"),
    "submitted": ("SubmissionDate", "CompletionDate"),
    "review": ("review_status",),
    "start": ("starttime",),
    "end": ("endtime",),
    "duration": ("duration",),
}
_REPEAT = re.compile(r"(.+?)_(\d+)")


def recognises(grid: Grid) -> bool:
    """Recognise the server's first column, or the definition of a form (XLSForm)."""
    return is_xlsform(grid) or is_surveycto(grid.header)


def is_surveycto(headers: list[str]) -> bool:
    """Recognise SurveyCTO's columns; Stata files have them in lower case."""
    plain = [header.lower() for header in headers]
    return plain[:1] == ["submissiondate"] or {"submissiondate", "key", "formdef_version"} <= {
        *plain
    }


def is_xlsform(grid: Grid) -> bool:
    """Recognise the definition of a form, common to KoboToolbox, ODK and SurveyCTO."""
    return {"type", "name"} <= set(grid.header) and {"choices", "settings"} & {
        *grid.sheets
    } != set()


def read(grid: Grid) -> Export:
    """Return the submissions, or the definition of a form marked as one without answers."""
    if is_xlsform(grid):
        return definition(
            grid, "XLSForm", message("the definition of a form (sheets survey, choices)")
        )
    headers = headers_of(grid)
    rows = submissions(grid)
    return Export(
        grid.file,
        headers,
        rows,
        format=NAME,
        roles=surveycto_roles(headers),
        metadata=metadata_in(headers, METADATA),
        set_aside=[*repeated_groups(headers), *unnamed(headers, rows)],
    )


def surveycto_roles(headers: list[str]) -> dict[str, str]:
    """Return the server's columns by their purpose."""
    return roles_in(headers, _ROLES)


def repeated_groups(headers: list[str]) -> list[SetAside]:
    """Return a note on each question that is repeated, its columns numbered from 1."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for header in headers:
        if match := _REPEAT.fullmatch(header):
            numbers[match[1]].append(int(match[2]))
    return [
        SetAside(
            message("columns {first} to {last}", first=f"{stem}_1", last=f"{stem}_{len(found)}"),
            message("nothing is set aside: a repeated group, wide"),
        )
        for stem, found in numbers.items()
        if len(found) > 1 and sorted(found) == list(range(1, len(found) + 1))
    ]
