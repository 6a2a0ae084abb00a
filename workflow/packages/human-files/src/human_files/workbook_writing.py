"""Workbooks (XLSX) that people fill in: tables, drop-downs, what may be changed, equal bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl.worksheet.worksheet import Worksheet

_EPOCH = (1980, 1, 1, 0, 0, 0)
_COLOUR = "DCE9F3"
#: Control characters that XLSX cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def timeless(archive: bytes) -> bytes:
    """Return an XLSX file without the moment it was saved.

    Members are stored, not compressed: compressed bytes differ between builds of zlib.
    """
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(result, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "docProps/core.xml":
                stamp = rb"\g<1>1980-01-01T00:00:00Z\g<2>"
                content = re.sub(rb"(<dcterms:\w+[^>]*>)[^<]*(</dcterms:)", stamp, content)
            member = zipfile.ZipInfo(name, date_time=_EPOCH)
            member.create_system = 3
            member.external_attr = 0o644 << 16
            new.writestr(member, content, compress_type=zipfile.ZIP_STORED)
    return result.getvalue()


def sheet_bytes(
    title: str,
    frame: pd.DataFrame,
    offered: Mapping[str, Sequence[str]],
    wide: Sequence[str] = (),
) -> bytes:
    """Return a workbook with the frame (all text) in a sheet called ``title``.

    The cells of the columns in ``offered`` take those words only, from a drop-down; columns that
    begin with a word of ``wide`` are wide. Text stays text: "=1" is no formula.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    names = list(frame.columns)
    rows = frame.itertuples(index=False)
    fill(sheet, names, rows, [60 if name.startswith(tuple(wide)) else 18 for name in names])
    for number, name in enumerate(names, start=1):
        if name in offered:
            offer(sheet, number, len(frame), listed(offered[name]))
    book.properties.creator = "alianzas"
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def fill(
    sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> None:
    """Write a header in bold and rows of text below it; ``widths`` of the columns in characters.

    Text stays text: a title that begins with "=" is no formula. Empty cells stay empty.
    """
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append(list(header))
    for row in rows:
        sheet.append([_CONTROL.sub("", cell) or None for cell in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=_COLOUR)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if cell.value is not None:
                cell.data_type = "s"
    for number, width in enumerate(widths[: len(header)], start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"


def listed(words: Sequence[str]) -> str:
    """Return the formula of a few words that a cell may take."""
    return f'"{",".join(words)}"'


def offer(
    sheet: Worksheet, column: int, rows: int, allowed: str, error: str = "", title: str = ""
) -> None:
    """Let the cells of a column in the ``rows`` below the header take some words and nothing else.

    ``allowed`` is a formula, without "=" as the format has it: a list (see :func:`listed`) or a
    range of another sheet. Anything else is answered with ``title`` and ``error``.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if not rows:
        return
    choice = DataValidation(
        type="list",
        formula1=allowed,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=title[:32] or None,
        error=error or None,
    )
    letter = get_column_letter(column)
    choice.add(f"{letter}2:{letter}{rows + 1}")
    sheet.add_data_validation(choice)


def protect(sheet: Worksheet, free: Sequence[int] = ()) -> None:
    """Protect what is not to be changed, without a password; widths and sorting stay free.

    The cells of the columns ``free`` below the header can be changed.
    """
    from openpyxl.styles import Protection

    for row in range(2, sheet.max_row + 1):
        for column in free:
            sheet.cell(row, column).protection = Protection(locked=False)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.sort = False
    sheet.protection.autoFilter = False
