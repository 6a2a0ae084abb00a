"""A plain table, CSV or XLSX: one header row, one row per respondent."""

from __future__ import annotations

from field_files.survey.export import Export, SetAside
from field_files.survey.export_building import headers_of, roles_in, submissions, unnamed
from field_files.survey.grid import Grid
from human_files.language.messages import message, template

NAME = "plain table"
_ROLES = {
    "submitted": (
        "submitted",
        "submission_time",
        "_submission_time",
        "timestamp",
        "fecha de envío",
    ),
    "start": ("start",),
    "end": ("end",),
}


def recognises(grid: Grid) -> bool:
    """Accept anything with a header: it is at least a plain table."""
    return bool(grid.header)


def read(grid: Grid) -> Export:
    """Return the rows; where semicolons separate cells, the comma is the decimal mark."""
    headers = headers_of(grid)
    rows = submissions(grid)
    others = [
        SetAside(message('sheet "{title}"', title=title), message("not the first sheet"))
        for title, sheet in grid.sheets.items()
        if sheet.rows
    ]
    return Export(
        grid.file,
        headers,
        rows,
        format=template("plain XLSX") if grid.separator is None else template("plain CSV"),
        roles=roles_in(headers, _ROLES),
        set_aside=[*others, *unnamed(headers, rows)],
        decimal_comma=grid.separator == ";",
    )
