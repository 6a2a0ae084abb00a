"""The file of an XLSForm (XLSX), the same bytes every time."""

from __future__ import annotations

import io

from alianzas.instruments.xlsform import XlsForm, columns_of
from human_files.workbook_writing import fill, timeless

_ORDER = (
    *("type", "name", "label", "hint", "required", "required_message", "relevant", "constraint"),
    *("constraint_message", "appearance"),
)
_CHOICES = ("list_name", "name", "label")
_WIDTHS = {"type": 26, "name": 22, "label": 60, "hint": 40, "relevant": 44, "constraint": 40}


def workbook(form: XlsForm) -> bytes:
    """Return the workbook with the sheets survey, choices and settings."""
    from openpyxl import Workbook

    book = Workbook()
    for place, (title, rows, order) in enumerate(
        (
            ("survey", form.survey, _ORDER),
            ("choices", form.choices, _CHOICES),
            ("settings", form.settings, tuple(form.settings[0])),
        )
    ):
        sheet = book.worksheets[0] if place == 0 else book.create_sheet()
        sheet.title = title
        header = columns_of(rows, order) or list(order)
        cells = [[row.get(name, "") for name in header] for row in rows]
        fill(sheet, header, cells, [_WIDTHS.get(name.split("::")[0], 24) for name in header])
    book.properties.creator = "alianzas"
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())
