"""Workbooks (XLSX) that people fill in: the same bytes every time, with drop-downs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

_EPOCH = (1980, 1, 1, 0, 0, 0)


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
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    sheet.append(list(frame.columns))
    for row in frame.itertuples(index=False):
        sheet.append([_printable(value) for value in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for number, name in enumerate(frame.columns, start=1):
        letter = get_column_letter(number)
        sheet.column_dimensions[letter].width = 60 if name.startswith(tuple(wide)) else 18
        if name in offered and len(frame):
            words = '"' + ",".join(offered[name]) + '"'
            offer = DataValidation(type="list", formula1=words, showErrorMessage=True)
            offer.add(f"{letter}2:{letter}{len(frame) + 1}")
            sheet.add_data_validation(offer)
    sheet.freeze_panes = "A2"
    book.properties.creator = "alianzas"
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


#: Control characters that XLSX cannot hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def _printable(text: str) -> str:
    return _CONTROL.sub("", text)
