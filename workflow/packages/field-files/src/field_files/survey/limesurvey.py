"""LimeSurvey: answer codes, whose labels are in the R syntax file; the structure of a survey."""

from __future__ import annotations

import re
from pathlib import Path

from field_files.survey.export import Export, SetAside
from field_files.survey.export_building import (
    definition,
    metadata_in,
    numbered,
    roles_in,
    submissions,
    unnamed,
)
from field_files.survey.grid import Grid
from field_files.survey.simplified_text import simplified
from human_files.language.messages import counted_message, message, template

NAME = "LimeSurvey"
_ROLES = {
    "id": ("Response ID", "ID de respuesta", "id"),
    "submitted": (
        "Date submitted",
        "Fecha de envío",
        "submitdate",
        "Date last action",
        "datestamp",
    ),
    "start": ("Date started", "Fecha de inicio", "startdate"),
    "end": ("Date last action", "Fecha de la última acción", "datestamp"),
}
METADATA = (
    *(name for names in _ROLES.values() for name in names),
    *("Last page", "Última página", "lastpage", "Start language", "Lenguaje inicial"),
    *("Idioma inicial", "startlanguage", "Seed", "Semilla", "seed", "Token", "token", "Contraseña"),
    *("IP address", "Dirección IP", "ipaddr", "Referrer URL", "refurl"),
    *("First name", "Nombre", "Last name", "Apellido", "Email address", "Correo electrónico"),
)
#: What stands in the cell of a question that was not shown.
_NOT_SHOWN = "N/A"
_STRUCTURE = ["id", "related_id", "class", "type/scale", "name"]
_SIGNS = ("last page", "ultima pagina", "lastpage", "start language", "startlanguage", "seed")
_STRING = r'"((?:[^"\\]|\\.)*)"'
_LABEL = re.compile(r"attributes\(data\)\$variable\.labels\[(\d+)\] <- " + _STRING)
_NAME = re.compile(r"names\(data\)\[(\d+)\] <- " + _STRING)
_FACTOR = re.compile(
    r"data\[, (\d+)\] <- factor\(data\[, \d+\], levels=c\((.*)\),\s*labels=c\((.*)\)\)"
)
_VALUE = re.compile(_STRING + r"|([^,\s\"]+)")


def recognises(grid: Grid) -> bool:
    """Recognise LimeSurvey's own columns, or the header of a survey's structure."""
    if is_structure(grid):
        return True
    plain = {simplified(header) for header in grid.header[:12]}
    return bool(plain & {"response id", "id de respuesta", "id"}) and bool(plain & {*_SIGNS})


def is_structure(grid: Grid) -> bool:
    """Recognise a survey's structure (tab-separated, one row per group, question or answer)."""
    plain = {header.lower() for header in grid.header}
    return {"class", "type/scale", "relevance"} <= plain or grid.header[:5] == _STRUCTURE


def read(grid: Grid) -> Export:
    """Return the responses, or the structure marked as one without answers."""
    if is_structure(grid):
        return definition(grid, template("LimeSurvey structure"), message("a survey's structure"))
    headers = numbered(grid.header)
    metadata = metadata_in(headers[:16], METADATA)
    questions = [place for place, header in enumerate(headers) if header not in metadata]
    rows, not_asked = [], set()
    for number, cells in submissions(grid):
        hidden = [place for place in questions if cells[place] == _NOT_SHOWN]
        not_asked |= {(number, headers[place]) for place in hidden}
        rows.append((number, [None if k in hidden else cell for k, cell in enumerate(cells)]))
    notes = unnamed(headers, rows)
    if not_asked:
        what = counted_message(len(not_asked), '{n} cell with "N/A"', '{n} cells with "N/A"')
        notes.append(SetAside(what, message("the question was not shown: not asked")))
    return Export(
        grid.file,
        headers,
        rows,
        format=NAME,
        roles=roles_in(headers, _ROLES),
        metadata=metadata,
        not_asked=not_asked,
        set_aside=notes,
    )


def is_syntax(text: str) -> bool:
    """Recognise LimeSurvey's R syntax file."""
    return "attributes(data)$variable.labels[" in text


def syntax_beside(path: Path) -> Path | None:
    """Return the syntax file that LimeSurvey saves together with a data file, if it is there."""
    name = path.name.replace("_R_data_file.csv", "_R_syntax_file.R")
    found = path.with_name(name)
    return found if name != path.name and found.is_file() else None


def with_syntax(export: Export, syntax: str) -> Export:
    """Return the export with the names, wordings and labels of its R ``syntax`` file."""
    from dataclasses import replace

    wording, names = ({int(k): _plain(v) for k, v in p.findall(syntax)} for p in (_LABEL, _NAME))
    headers = [names.get(place, header) for place, header in enumerate(export.headers, start=1)]
    renamed = dict(zip(export.headers, headers, strict=True))
    labels = {}
    for place, levels, words in _FACTOR.findall(syntax):
        codes, texts = _values(levels), _values(words)
        if len(codes) == len(texts) and int(place) <= len(headers):
            labels[headers[int(place) - 1]] = dict(zip(codes, texts, strict=True))
    return replace(
        export,
        headers=headers,
        wording={h: wording[k] for k, h in enumerate(headers, start=1) if wording.get(k)},
        value_labels=labels,
        roles={role: renamed[name] for role, name in export.roles.items()},
        metadata=[renamed[name] for name in export.metadata],
        not_asked={(row, renamed[name]) for row, name in export.not_asked},
    )


def _values(listed: str) -> list[str]:
    """Return the values in the arguments of R's c()."""
    return [
        _plain(match[1] if match[1] is not None else match[2]) for match in _VALUE.finditer(listed)
    ]


def _plain(text: str) -> str:
    """Return a string of R without escapes."""
    return re.sub(r"\\(.)", r"\1", text).strip()
