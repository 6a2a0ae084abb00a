"""Qualtrics: names, question texts and import ids in three rows, in the legacy form in two."""

from __future__ import annotations

import re

from field_files.survey.export import Export
from field_files.survey.export_building import (
    header_rows,
    metadata_in,
    numbered,
    roles_in,
    submissions,
    unnamed,
)
from field_files.survey.grid import Grid
from field_files.survey.simplified_text import listed
from human_files.language.messages import message

NAME = "Qualtrics"
METADATA = (
    *listed(
        "StartDate EndDate Status IPAddress Progress Duration Finished RecordedDate ResponseId "
        "ResponseID ResponseSet RecipientLastName RecipientFirstName RecipientEmail "
        "ExternalReference ExternalDataReference LocationLatitude LocationLongitude "
        "LocationAccuracy DistributionChannel UserLanguage Name EmailAddress"
    ),
    "Duration (in seconds)",
)
_IMPORT_ID = re.compile(r"""\{\s*["']ImportId["']""")
ROLES = {
    "id": ("ResponseId",),
    "submitted": ("RecordedDate", "EndDate"),
    "start": ("StartDate",),
    "end": ("EndDate",),
    "duration": ("Duration (in seconds)", "Duration"),
    "finished": ("Finished",),
}


def recognises(grid: Grid) -> bool:
    """Recognise the row of import ids, or the two header rows of the legacy form."""
    return _has_import_ids(grid, 2) or _has_import_ids(grid, 1) or _is_legacy(grid)


def _has_import_ids(grid: Grid, place: int) -> bool:
    """Return whether most cells of a row are import ids."""
    cells = [cell for cell in grid.row(place) if cell]
    return bool(cells) and sum(bool(_IMPORT_ID.match(cell)) for cell in cells) * 2 > len(cells)


def _is_legacy(grid: Grid) -> bool:
    """Recognise the legacy form by its second row."""
    names = grid.row(1)[:2]
    return names == ["ResponseID", "ResponseSet"]


def read(grid: Grid) -> Export:
    """Return the responses; the question texts become the wording of the columns."""
    names, texts = numbered(grid.header), grid.row(1)
    if _is_legacy(grid) and names[0] == "V1":
        # The legacy form calls the tool's columns V1, V2 …; their names are in the second row.
        own = set(METADATA)
        names = [
            text if re.fullmatch(r"V\d+", name) and text in own else name
            for name, text in zip(names, texts, strict=True)
        ]
    heads = 3 if _has_import_ids(grid, 2) else 2
    rows = submissions(grid, heads)
    why = (
        message("header rows of Qualtrics: question texts and import ids")
        if heads == 3
        else message("header rows of Qualtrics: question texts")
    )
    numbers = [number for number, _ in grid.rows[1:heads]]
    return Export(
        grid.file,
        names,
        rows,
        format=NAME if _has_import_ids(grid, heads - 1) else "Qualtrics (legacy)",
        wording={name: text for name, text in zip(names, texts, strict=True) if name and text},
        roles=roles_in(names, ROLES),
        metadata=metadata_in(names, METADATA),
        set_aside=[header_rows(numbers, why), *unnamed(names, rows)],
    )
