"""SurveyMonkey: questions in one row, "Response" or choices in the next, empty cells to the right."""

from __future__ import annotations

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
from field_files.survey.simplified_text import simplified
from human_files.language.messages import message

NAME = "SurveyMonkey"
METADATA = (
    "RespondentID",
    "Respondent ID",
    "respondent_id",
    "CollectorID",
    "Collector ID",
    "collector_id",
    "StartDate",
    "Start Date",
    "date_created",
    "EndDate",
    "End Date",
    "date_modified",
    "IP Address",
    "ip_address",
    "Email Address",
    "email_address",
    "First Name",
    "first_name",
    "Last Name",
    "LastName",
    "FirstName",
    "Custom Data 1",
    "custom_1",
    "ID del encuestado",
    "ID del recopilador",
    "Fecha de inicio",
    "Fecha de finalización",
    "Dirección IP",
    "Dirección de correo electrónico",
    "Nombre",
    "Apellido",
    "Apellidos",
    "Datos personalizados 1",
)
_FIRST = {"respondentid", "respondent id", "id del encuestado"}
_PLAIN = {"response", "respuesta", "open ended response", "respuesta abierta", "respuesta libre"}


def recognises(grid: Grid) -> bool:
    """Recognise the respondent's number in the first column."""
    return bool(grid.header) and simplified(grid.header[0]) in _FIRST


def _has_second_row(grid: Grid) -> bool:
    """Return whether the second row has choices: words, but no number of a respondent."""
    second = grid.row(1)
    return bool(second) and not second[0] and any(second)


def read(grid: Grid) -> Export:
    """Return the responses; a column's header is its question and, if it has one, its choice."""
    stems, seconds = grid.header, [""] * len(grid.header)
    heads, notes = 1, []
    if _has_second_row(grid):
        heads, seconds = 2, grid.row(1)
        notes.append(
            header_rows([grid.rows[1][0]], message("SurveyMonkey's second header row: choices"))
        )
    names, stem = [], ""
    for given, second in zip(stems, seconds, strict=True):
        stem = given or stem
        plain = not second or simplified(second) in _PLAIN
        names.append(stem if plain else f"{stem} [{second}]")
    names = numbered(names)
    wording = {
        name: second
        for name, second in zip(names, seconds, strict=True)
        if second and simplified(second) not in _PLAIN
    }
    rows = submissions(grid, heads)
    return Export(
        grid.file,
        names,
        rows,
        format=NAME,
        wording=wording,
        roles=roles_in(
            names,
            {
                "id": ("RespondentID", "Respondent ID", "ID del encuestado"),
                "submitted": ("End Date", "EndDate", "date_modified", "Fecha de finalización"),
                "start": ("Start Date", "StartDate", "date_created", "Fecha de inicio"),
                "end": ("End Date", "EndDate", "date_modified", "Fecha de finalización"),
            },
        ),
        metadata=metadata_in(names, METADATA),
        set_aside=[*notes, *unnamed(names, rows)],
    )
