"""Reading Excel workbooks (.xls, .xlsx) of references, as Web of Science and ProQuest export them."""

from __future__ import annotations

import datetime
import io

from alianzas.literature.content import Content
from alianzas.literature.formats.plain import clean
from alianzas.literature.formats.table_columns import known_columns, normal, wos_tags
from alianzas.literature.formats.table_records import Layout
from alianzas.literature.reading import Reader, Reading, shorten

_OLE, _ZIP = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04"
#: A header is among so many first rows.
_HEADER_WITHIN = 12


def recognises(content: Content) -> bool:
    """Return whether the file is a workbook, old (OLE) or new (ZIP)."""
    return content.raw.startswith((_OLE, _ZIP))


def read(content: Content) -> Reading:
    """Return the records of all sheets that have columns of references.

    A workbook that cannot be opened has no records: ``warnings`` says why.
    """
    from python_calamine import CalamineError, CalamineWorkbook

    reading = Reading()
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content.raw))
        sheets = [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        reading.warnings.append(
            f"The workbook is damaged and cannot be opened ({shorten(str(error), 100)})."
        )
        return reading
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
                record = layout.record([clean(cell) if cell else "" for cell in cells])
                record.position, record.line = len(reading.records) + 1, number
                reading.records.append(record)
    return reading


def _names_columns(row: list[str]) -> bool:
    known = known_columns()
    meanings = {known[normal(cell)][0] for cell in row if normal(cell) in known}
    return bool(wos_tags(row)) or ("title" in meanings and len(meanings) > 1)


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    return str(cell) if cell is not None else ""


READER = Reader("Excel workbook", recognises, read)
