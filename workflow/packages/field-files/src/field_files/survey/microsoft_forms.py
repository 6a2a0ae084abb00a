"""Microsoft Forms: an id, start and completion time first, whole questions as headers."""

from __future__ import annotations

from field_files.survey.export import Export
from field_files.survey.export_building import (
    metadata_in,
    numbered,
    roles_in,
    submissions,
    unnamed,
)
from field_files.survey.grid import Grid
from field_files.survey.simplified_text import simplified

NAME = "Microsoft Forms"
_END = ("Completion time", "Hora de finalización", "Hora de conclusão", "Hora de conclusión")
_ROLES = {
    "id": ("ID", "Id.", "Identificación", "Identificador"),
    "start": ("Start time", "Hora de inicio", "Hora de início"),
    "end": _END,
    "submitted": _END,
}
_OWN = (
    *(name for names in _ROLES.values() for name in names),
    *("Email", "Correo electrónico", "Endereço de email", "E-mail", "Name", "Nombre", "Nome"),
    *("Last modified time", "Hora de la última modificación", "Hora da última modificação"),
    *("Language", "Idioma", "Total points", "Puntos totales", "Total de pontos"),
)
#: The tool's own columns stand before the questions.
_FIRST = 8


def recognises(grid: Grid) -> bool:
    """Recognise the first columns: an id, then start and completion time."""
    plain = [simplified(header) for header in grid.header[:_FIRST]]
    if not plain or plain[0] not in {simplified(name) for name in _ROLES["id"]}:
        return False
    return all({simplified(name) for name in _ROLES[role]} & {*plain} for role in ("start", "end"))


def read(grid: Grid) -> Export:
    """Return the responses; questions with the same wording are numbered."""
    headers = numbered(grid.header)
    rows = submissions(grid)
    return Export(
        grid.file,
        headers,
        rows,
        format=NAME,
        roles=roles_in(headers[:_FIRST], _ROLES),
        metadata=metadata_in(headers[:_FIRST], _OWN),
        set_aside=unnamed(headers, rows),
    )
