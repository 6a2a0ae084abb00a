"""A workbook for coding the included studies, with drop-downs made from the codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.literature.screening_workbook import WIDTHS, link_dois, shown
from human_files.language.labels import Labels
from human_files.sheet_heads import head
from human_files.workbook_writing import fill, offer, protect

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook

    from alianzas.config.codebook import Codebook, Dimension

#: How many codes of one dimension a study can have in the workbook, each in a separate column.
CODES_PER_DIMENSION = 3
SHEET = "coding"
#: What a coder sees of a study, so that the text can be found.
READ = ("record_id", "title", "authors", "year", "journal", "doi", "abstract")


#: Codes of a record by dimension, as one pass assigned them.
Given = Mapping[str, frozenset[str]]


def write_coding_sheet(
    records: pd.DataFrame,
    codebook: Codebook,
    path: Path | str,
    labels: Labels,
    language: str,
    passes: Mapping[str, Sequence[Given]] | None = None,
) -> None:
    """Write a workbook with one row per record, what is known of it (see ``READ``), and cells to code.

    The sheet ``coding`` has for each dimension the columns ``<dimension>``, ``<dimension>_2`` …,
    with a drop-down of the codes that can be assigned; only these cells can be changed. One sheet
    per dimension explains its codes in ``language``, and the sheet ``rules`` has the coding rules.

    For a consensus, ``passes`` holds both passes' codes by record id: what they agree on is filled
    in, and the last column shows both where they differ.
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
        [
            *(shown(record[name]) for name in READ),
            *(_settled(record["record_id"], passes, codebook) if passes is not None else ()),
        ]
        for record in records.to_dict("records")
    ]
    header = [*READ, *(name for _, name in columns)]
    if passes is not None:
        header.append("to_settle")
    fill(
        sheet,
        [head(name, language) for name in header],
        rows,
        [*(WIDTHS.get(name, 22) for name in READ), *(22 for _ in columns), 90],
    )
    link_dois(sheet, records, READ.index("doi") + 1)
    for dimension in codebook.dimensions:
        explain_codes(book, dimension, labels, language)
    rules = book.create_sheet("rules")
    header = [labels("literature.sheet.rule", language)]
    fill(rules, header, [[rule.words(language)] for rule in codebook.rules], [110])
    protect(rules)
    for place, (dimension, _) in enumerate(columns, start=len(READ) + 1):
        offer(
            sheet,
            place,
            len(rows),
            f"'{dimension.id}'!$A$2:$A${len(dimension.assignable) + 1}",
            labels("literature.sheet.error", language).format(sheet=dimension.id),
            dimension.label.words(language),
        )
    sheet.freeze_panes = "C2"
    protect(sheet, range(len(READ) + 1, len(READ) + 1 + len(columns)))
    book.save(path)


def _settled(name: str, passes: Mapping[str, Sequence[Given]], codebook: Codebook) -> list[str]:
    """Return a record's cells: the codes both passes assigned, then what is to be settled."""
    first, second = passes[name]
    cells: list[str] = []
    open_ones: list[str] = []
    for dimension in codebook.dimensions:
        one, other = (
            [code.id for code in dimension.assignable if code.id in given[dimension.id]]
            for given in (first, second)
        )
        agreed = one if one == other else []
        if one != other:
            open_ones.append(f"{dimension.id}: {'; '.join(one)} | {'; '.join(other)}")
        # If there are more codes than cells, the last cell holds the rest, as sheets may do.
        cut = CODES_PER_DIMENSION - 1
        own = [*agreed[:cut], ";".join(agreed[cut:])]
        cells += [*own, *[""] * CODES_PER_DIMENSION][:CODES_PER_DIMENSION]
    return [*cells, "\n".join(open_ones)]


def explain_codes(book: Workbook, dimension: Dimension, labels: Labels, language: str) -> None:
    """Add a sheet that explains the assignable codes of a dimension, one per row."""
    headings = {code.id: code.label.words(language) for code in dimension.codes}
    rows = []
    for code in dimension.assignable:
        example = (
            code.example
            if code.example is None or isinstance(code.example, str)
            else (code.example.words(language))
        )
        rows.append(
            [
                code.id,
                code.label.words(language),
                code.definition.words(language),
                example or "",
                headings.get(code.parent or "", ""),
            ]
        )
    header = ["code", *(labels(f"literature.sheet.{name}", language) for name in _EXPLAINED)]
    sheet = book.create_sheet(dimension.id)
    fill(sheet, header, rows, [30, 34, 80, 50, 34])
    protect(sheet)


_EXPLAINED = ("label", "definition", "example", "heading")
