"""A workbook for coding the cases: one row per case and code, drop-downs made from the codebook."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.cases.case_codes import JUDGED, CaseCodes
from alianzas.cases.case_texts import sources_by_case
from field_files.coding.passage_tables import SHEET
from human_files.language.labels import Labels
from human_files.sheet_heads import head
from human_files.workbook_writing import fill, listed, offer, timeless

if TYPE_CHECKING:
    from openpyxl import Workbook

CODING, CODES, CASES, RULES = "coding", "codes", "cases", "rules"
#: Empty rows at the end, for further passages of a code.
SPARE_ROWS = 300
_WIDTHS = (24, 30, 28, 8, 90)


def coding_sheet(
    cases: Sequence[str],
    texts: Mapping[str, str] | Sequence[str],
    codes: CaseCodes,
    labels: Labels,
    language: str,
) -> bytes:
    """Return the workbook, the same bytes every time.

    The sheet ``coding`` has the columns of a coder's sheet (see judgements.read_judgements) and a row
    per case and code, the outcome last; the source is filled in where the case has one text.
    ``value`` and ``passage`` are empty. Case, source, code and value accept only the entries of
    their lists. Further sheets explain the codes in ``language``, list the cases and their texts,
    and give the rules.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = CODING
    rows = []
    sources = sources_by_case(texts)
    for case in cases:
        own = sources.get(case, [])
        rows += [[case, own[0] if len(own) == 1 else "", code, "", ""] for code in codes.judged]
    fill(sheet, [head(name, language) for name in SHEET], rows, _WIDTHS)
    explain_codes(book, codes, labels, language)
    lists = [[case, source] for case in cases for source in sources.get(case, [])]
    fill(
        book.create_sheet(CASES),
        [head(name, language) for name in ("case", "source")],
        lists,
        (28, 40),
    )
    explain_rules(book, codes, labels, language)
    error = labels("cases.sheet.error", language)
    for column, allowed in enumerate(
        (
            f"{CASES}!$A$2:$A${len(lists) + 1}",
            f"{CASES}!$B$2:$B${len(lists) + 1}",
            f"{CODES}!$A$2:$A${len(codes.judged) + 1}",
            listed(("1", "0")),
        ),
        start=1,
    ):
        offer(sheet, column, len(rows) + SPARE_ROWS, allowed, error)
    book.properties.creator = "alianzas"
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def explain_codes(book: Workbook, codes: CaseCodes, labels: Labels, language: str) -> None:
    """Add the sheet that explains the codes that coders judge."""
    header = [
        head("code", language),
        *(labels(f"cases.sheet.{name}", language) for name in ("dimension", "code")),
        *(labels(f"cases.sheet.{name}", language) for name in ("definition", "example")),
    ]
    fill(book.create_sheet(CODES), header, _explain(codes, language), (28, 18, 30, 80, 60))


def explain_rules(book: Workbook, codes: CaseCodes, labels: Labels, language: str) -> None:
    """Add the sheet with the rules of coding."""
    rules = [[rule.words(language)] for rule in codes.codebook.rules]
    fill(book.create_sheet(RULES), [labels("cases.sheet.rule", language)], rules, (120,))


def _explain(codes: CaseCodes, language: str) -> list[list[str]]:
    """Return one row per judged code: id, dimension, label, definition and example."""
    rows = []
    for name in JUDGED:
        for code in codes.codes(name):
            example = code.example
            words = (
                example if example is None or isinstance(example, str) else example.words(language)
            )
            rows.append(
                [
                    code.id,
                    codes.dimension(name).label.words(language),
                    code.label.words(language),
                    code.definition.words(language),
                    words or "",
                ]
            )
    return rows
