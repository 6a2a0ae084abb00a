"""Pages of the workbooks that readers fill in: tables, drop-downs, and what may be changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_COLOUR = "DCE9F3"


def fill(
    sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
) -> None:
    """Write a header in bold and rows below it; ``widths`` of the first columns in characters."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append(list(header))
    for row in rows:
        sheet.append(list(row))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=_COLOUR)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            # Text stays text: a title that begins with "=" is no formula.
            cell.data_type = "s"
    for number in range(1, len(header) + 1):
        width = widths[number - 1] if number <= len(widths) else 22
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"


def offer(sheet: Worksheet, column: int, rows: int, allowed: str, title: str, error: str) -> None:
    """Let the cells of a column below the header take the words of ``allowed`` and nothing else.

    ``allowed`` is a formula, without "=" as the format has it: a list ("a,b") in quotes, or a range
    of another sheet. What is not allowed is answered with ``title`` and ``error``.
    """
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation(
        type="list",
        formula1=allowed,
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=title[:32],
        error=error,
    )
    letter = get_column_letter(column)
    choice.add(f"{letter}2:{letter}{rows + 1}")
    sheet.add_data_validation(choice)
    unlock(sheet, column, rows)


def unlock(sheet: Worksheet, column: int, rows: int) -> None:
    """Let the cells of a column below the header be changed in a protected sheet."""
    from openpyxl.styles import Protection

    for row in range(2, rows + 2):
        sheet.cell(row, column).protection = Protection(locked=False)


def protect(sheet: Worksheet) -> None:
    """Protect what is not to be changed, without a password; widths and sorting stay free."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.sort = False
    sheet.protection.autoFilter = False
