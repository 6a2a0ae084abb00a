"""A workbook to code the included studies in: drop-downs made from the codebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from alianzas.config.codebook import Codebook, Dimension

#: Codes of one dimension that a study may be given in the workbook, each in a column of its own.
CODES_PER_DIMENSION = 3
SHEET = "coding"
_FILL = "DCE9F3"


def write_coding_sheet(
    records: pd.DataFrame, codebook: Codebook, path: Path | str, labels: Labels, language: str
) -> None:
    """Write a workbook with one row per record (record_id, title) and cells to code.

    The sheet ``coding`` has for each dimension the columns ``<dimension>``, ``<dimension>_2`` …,
    with a drop-down of the codes that can be given; only these cells can be changed. One sheet per
    dimension explains its codes in ``language``, and the sheet ``rules`` has the rules of coding.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    columns = [
        (dimension, dimension.id if number == 1 else f"{dimension.id}_{number}")
        for dimension in codebook.dimensions
        for number in range(1, CODES_PER_DIMENSION + 1)
    ]
    rows = [
        [name, title] for name, title in zip(records["record_id"], records["title"], strict=True)
    ]
    _fill(sheet, ["record_id", "title", *(name for _, name in columns)], rows, [26, 60])
    for dimension in codebook.dimensions:
        _explain(book, dimension, labels, language)
    rules = book.create_sheet("rules")
    header = [labels("literature.sheet.rule", language)]
    _fill(rules, header, [[rule.both()[language]] for rule in codebook.rules], [110])
    _protect(rules)
    for place, (dimension, _) in enumerate(columns, start=3):
        _offer(sheet, place, len(rows), dimension, labels, language)
    sheet.freeze_panes = "C2"
    _protect(sheet)
    book.save(path)


def _fill(
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
        cell.fill = PatternFill("solid", start_color=_FILL)
    for line in sheet.iter_rows(min_row=2):
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            # Text stays text: a title that begins with "=" is no formula.
            cell.data_type = "s"
    for number in range(1, len(header) + 1):
        width = widths[number - 1] if number <= len(widths) else 22
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.freeze_panes = "A2"


def _explain(book: Workbook, dimension: Dimension, labels: Labels, language: str) -> None:
    """Add a sheet with the codes of a dimension, those that can be given first in each row."""
    headings = {code.id: code.label.both()[language] for code in dimension.codes}
    rows = []
    for code in dimension.assignable:
        example = (
            code.example
            if code.example is None or isinstance(code.example, str)
            else (code.example.both()[language])
        )
        rows.append(
            [
                code.id,
                code.label.both()[language],
                code.definition.both()[language],
                example or "",
                headings.get(code.parent or "", ""),
            ]
        )
    header = ["code", *(labels(f"literature.sheet.{name}", language) for name in _EXPLAINED)]
    sheet = book.create_sheet(dimension.id)
    _fill(sheet, header, rows, [30, 34, 80, 50, 34])
    _protect(sheet)


_EXPLAINED = ("label", "definition", "example", "heading")


def _offer(
    sheet: Worksheet, column: int, rows: int, dimension: Dimension, labels: Labels, language: str
) -> None:
    """Let the cells of a column take the dimension's codes and nothing else."""
    from openpyxl.styles import Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    last = len(dimension.assignable) + 1
    offer = DataValidation(
        type="list",
        formula1=f"='{dimension.id}'!$A$2:$A${last}",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle=dimension.label.both()[language],
        error=labels("literature.sheet.error", language).format(sheet=dimension.id),
    )
    letter = get_column_letter(column)
    offer.add(f"{letter}2:{letter}{rows + 1}")
    sheet.add_data_validation(offer)
    for row in range(2, rows + 2):
        sheet.cell(row, column).protection = Protection(locked=False)


def _protect(sheet: Worksheet) -> None:
    """Protect what is not to be changed, without a password; widths and sorting stay free."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False
    sheet.protection.sort = False
    sheet.protection.autoFilter = False
