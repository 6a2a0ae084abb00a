"""Google Forms: a timestamp first, whole questions as headers, answers as labels."""

from __future__ import annotations

from field_files.survey.date_times import day_first, moment
from field_files.survey.export import Export
from field_files.survey.export_building import numbered, submissions, unnamed
from field_files.survey.grid import Grid
from field_files.survey.simplified_text import simplified

NAME = "Google Forms"
#: The first header, by language; whether that writes the day first and a decimal comma.
_TIMESTAMPS = {
    "timestamp": False,
    "marca temporal": True,
    "carimbo de data hora": True,
    "horodateur": True,
    "zeitstempel": True,
}
_OWN = {
    "username",
    "email address",
    "direccion de correo electronico",
    "nombre de usuario",
    "score",
    "puntuacion",
}


def recognises(grid: Grid) -> bool:
    """Recognise the first column by its header and the dates in it."""
    if not grid.header or simplified(grid.header[0]) not in _TIMESTAMPS:
        return False
    first = [cells[0] for _, cells in grid.rows[1:4]]
    return all(cell is None or moment(cell) or moment(cell, True) for cell in first)


def read(grid: Grid) -> Export:
    """Return the responses; questions with the same wording are numbered."""
    headers = numbered(grid.header)
    rows = submissions(grid)
    continental = _TIMESTAMPS[simplified(headers[0])]
    return Export(
        grid.file,
        headers,
        rows,
        format=NAME,
        roles={"submitted": headers[0]},
        metadata=[headers[0], *(h for h in headers[1:] if simplified(h) in _OWN)],
        set_aside=unnamed(headers, rows),
        decimal_comma=continental or day_first((cells[0] for _, cells in rows), False),
    )
