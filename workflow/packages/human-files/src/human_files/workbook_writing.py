"""Workbooks (XLSX) for people to fill in: tables, drop-down lists, protection, reproducible bytes."""

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
    """Return an XLSX file without the time at which it was saved, so that bytes are reproducible.

    Members are stored, not compressed, since compressed bytes differ between versions of zlib.
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


def workbook_bytes(
    title: str,
    frame: pd.DataFrame,
    choices: Mapping[str, Sequence[str]],
    wide: Sequence[str] = (),
    creator: str = "human-files",
) -> bytes:
    """Make a workbook with one sheet for somebody to fill in.

    The same arguments give the same bytes. Text stays text: "=1" does not become a formula.

    Parameters
    ----------
    title : str
        The name of the sheet.
    frame : pandas.DataFrame
        The cells, all of them text; ``""`` where there is nothing.
    choices : mapping of str to sequence of str
        The words that the cells of a column may take, by the column's name; offered in a drop-down
        list.
    wide : sequence of str
        Columns whose names begin with one of these words are made wide.
    creator : str
        Who made the workbook, as its properties say.

    Returns
    -------
    bytes
        The XLSX file.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    names = list(frame.columns)
    rows = frame.itertuples(index=False)
    fill(sheet, names, rows, [60 if name.startswith(tuple(wide)) else 18 for name in names])
    for number, name in enumerate(names, start=1):
        if name in choices:
            offer(sheet, number, len(frame), listed(choices[name]))
    book.properties.creator = creator
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def fill(
    sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
) -> None:
    """Write a header in bold and rows of text below it; ``widths`` are in characters.

    Text stays text: a title that begins with "=" is not a formula. Empty cells stay empty.
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
    """Return the formula of a list of words that a cell may take."""
    return f'"{",".join(words)}"'


def offer(
    sheet: Worksheet, column: int, rows: int, allowed: str, error: str = "", title: str = ""
) -> None:
    """Restrict the cells of a column, in the ``rows`` below the header, to the ``allowed`` words.

    ``allowed`` is a formula without its "=": a list (see :func:`listed`) or a range of another
    sheet. Other input is refused with a message of ``title`` and ``error``.
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
    """Protect a sheet, without a password, except the cells of the columns ``free``.

    Widths, heights, sorting and filters can still be changed.
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
