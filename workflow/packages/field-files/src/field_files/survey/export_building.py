"""From a grid to an export: what the readers have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from field_files.survey.export import Cell, EmptyExportError, Export, RepeatedColumnError, SetAside
from field_files.survey.grid import Grid, Row
from field_files.survey.simplified_text import simplified
from human_files.errors import Problem
from human_files.language.messages import both, message


def headers_of(grid: Grid) -> list[str]:
    """Return the headers; raises RepeatedColumnError where two are the same."""
    headers = grid.header
    repeated = sorted({name for name in headers if name and headers.count(name) > 1})
    if repeated:
        raise RepeatedColumnError(
            [
                Problem(
                    grid.file,
                    message("two columns have this header."),
                    message("Rename or delete one column."),
                    1,
                    name,
                )
                for name in repeated
            ]
        )
    return headers


def numbered(headers: Sequence[str]) -> list[str]:
    """Return the headers with a number after those that repeat an earlier one."""
    seen: dict[str, int] = {}
    result = []
    for header in headers:
        seen[header] = seen.get(header, 0) + 1
        result.append(header if seen[header] == 1 or not header else f"{header} ({seen[header]})")
    return result


def submissions(grid: Grid, after: int = 1) -> list[Row]:
    """Return the rows below ``after`` header rows; raises EmptyExportError if there are none."""
    rows = grid.rows[after:]
    if not rows:
        raise EmptyExportError(
            Problem(
                grid.file,
                message("has headers but no submissions."),
                message("Export the answers again."),
            )
        )
    return rows


def roles_in(headers: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the header of each role, given the tool's ``known`` names for it (in any spelling)."""
    plain = {simplified(header): header for header in reversed(headers) if header}
    found = {}
    for role, names in known.items():
        for name in names:
            if simplified(name) in plain:
                found[role] = plain[simplified(name)]
                break
    return found


def metadata_in(headers: Sequence[str], known: Iterable[str]) -> list[str]:
    """Return the headers that are among the tool's own, ``known`` ones."""
    names = {simplified(name) for name in known}
    return [header for header in headers if header and simplified(header) in names]


def header_rows(numbers: Sequence[int], why: str) -> SetAside:
    """Return the note on rows below the header that are not answers."""
    if len(numbers) == 1:
        return SetAside(message("row {n}", n=numbers[0]), why)
    return SetAside(message("rows {numbers}", numbers=both(numbers)), why)


def unnamed(headers: Sequence[str], rows: Sequence[tuple[int, Sequence[Cell]]]) -> list[SetAside]:
    """Return a note for each column that has no header and holds nothing."""
    return [
        SetAside(message("column {n}", n=place + 1), message("it has no header and is empty"))
        for place, header in enumerate(headers)
        if not header and all(cells[place] is None for _, cells in rows)
    ]


def with_all_headers(export: Export, places: Sequence[int]) -> Export:
    """Return the export with a name ("column_7"), and a note, for each column without a header.

    Only for those that hold something; ``places`` says where the columns are in the file, if they are
    not one after the other.
    """
    headers, notes = list(export.headers), []
    for place, header in enumerate(headers):
        if header or all(cells[place] is None for _, cells in export.rows):
            continue
        name = f"column_{(places[place] if len(places) == len(headers) else place) + 1}"
        while name in headers:
            name += "_"
        headers[place] = name
        notes.append(
            SetAside(
                message('column "{name}"', name=name),
                message("nothing is set aside: it has no header and is kept under this name"),
            )
        )
    return replace(export, headers=headers, set_aside=[*export.set_aside, *notes])


def definition(grid: Grid, format_name: str, what: str) -> Export:
    """Return the definition of a questionnaire as an export without answers; ``what`` it is."""
    return Export(
        grid.file, numbered(grid.header), grid.rows[1:], format=format_name, no_answers=what
    )
