"""Reading Excel workbooks (.xls, .xlsx) of references, as Web of Science and ProQuest export them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from human_files.text import mojibake
from human_files.text.content import WORKBOOKS, Content
from human_files.workbooks.reading import WorkbookError, WorkbookSheet, read_workbook
from references.formats.plain_values import clean
from references.formats.table_columns import known_columns, normal, wos_tags
from references.formats.table_records import Layout
from references.formats.workbook_recovery import recovered_sheets
from references.reading import DOUBLY_ENCODED, Reader, Reading, Remark, shorten
from references.record import Record

_OLE, _ZIP = WORKBOOKS
#: Names of parts of workbooks (some occur in other documents as well).
_PARTS = (b"xl/", b"content.xml", b"[Content", b"docProps/", b"_rels/")
#: The header is searched for in this many first rows (citation reports have a long preamble).
_HEADER_WITHIN = 60


def recognises(content: Content) -> bool:
    """Return whether the file is a workbook, old (OLE) or new (a ZIP archive of its parts)."""
    raw = content.raw
    return raw.startswith(_OLE) or (
        raw.startswith(_ZIP) and any(part in raw for part in _PARTS) and b"word/" not in raw
    )


def read(content: Content) -> Reading:
    """Return the records of all sheets that have columns of references.

    The rows of a damaged workbook that can still be unpacked are read, and ``cut`` says where they
    end; where there are none, WorkbookError is raised. ``warnings`` names sheets that say they have
    other rows than were found.
    """
    reading = Reading()
    try:
        sheets = read_workbook(content.raw, content.file)
    except WorkbookError as error:
        return _recovered(content, error)
    _read_sheets([sheet.rows for sheet in sheets], reading)
    reading.warnings += [_unlike(sheet) for sheet in sheets if sheet.declared]
    return reading


def _unlike(sheet: WorkbookSheet) -> str:
    """Return the warning on a sheet that says it has other rows than were found."""
    return (
        f'The sheet "{sheet.name}" says that it ends in row {sheet.declared}, but what was read of it '
        f"ends in row {len(sheet.rows)}: the workbook is damaged, and rows or cells are missing or "
        "in another place."
    )


def _recovered(content: Content, error: WorkbookError) -> Reading:
    """Return what is left of a workbook that cannot be opened; raises ``error`` if nothing is."""
    if error.kind != "damaged" or not content.raw.startswith(_ZIP):
        raise error
    reading = Reading()
    sheets = recovered_sheets(content.raw)
    _read_sheets([sheet.rows for sheet in sheets], reading)
    if not reading.records:
        raise error
    lost = sum(sheet.lost for sheet in sheets)
    line = reading.records[-1].line + 1
    record = Record(position=len(reading.records) + 1, line=line)
    reason = "the workbook is damaged from here on"
    if lost > 1:
        reason += f", and the text of {lost} rows is lost"
    reading.cut = Remark(line, f"row {line}", reason, record)
    return reading


def _read_sheets(sheets: Sequence[Sequence[Sequence[object]]], reading: Reading) -> None:
    """Add the records of all sheets that have columns of references."""
    for rows in sheets:
        texts = [[_text(cell) for cell in row] for row in rows]
        head = next(
            (n for n, row in enumerate(texts[:_HEADER_WITHIN]) if _names_columns(row)), None
        )
        if head is None:
            continue
        layout = Layout(texts[head])
        for number, cells in enumerate(texts[head + 1 :], start=head + 2):
            if any(cells):
                missing = [""] * (len(texts[head]) - len(cells))
                record = layout.record([clean(cell) if cell else "" for cell in cells] + missing)
                record.position, record.line = len(reading.records) + 1, number
                reading.records.append(record)
                if _was_repaired(row=rows[number - 1]):
                    name = shorten(record.title or record.doi or "no title")
                    reading.repaired.append(Remark(number, name, DOUBLY_ENCODED))


def _was_repaired(row: Sequence[object]) -> bool:
    """Return whether a row has text that had been encoded twice."""
    return any(isinstance(cell, str) and mojibake.repair_value(cell) != cell for cell in row)


def _names_columns(row: list[str]) -> bool:
    """Return whether a row is a header: it has a title column and at least one other known one."""
    known = known_columns()
    meanings = {known[normal(cell)][0] for cell in row if normal(cell) in known}
    return bool(wos_tags(row)) or ("title" in meanings and len(meanings) > 1)


def _text(cell: object) -> str:
    """Return a cell as text: integers without decimals, dates in ISO form."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return mojibake.repair_value(str(cell)) if cell is not None else ""


READER = Reader("Excel workbook", recognises, read)
