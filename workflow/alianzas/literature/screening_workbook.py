"""A workbook for screening records: what to read, and drop-downs of decisions and reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.literature.screening_decisions import Decision
from human_files.sheet_heads import head
from human_files.workbook_writing import fill, listed, offer, protect
from references.screening.vocabulary import ALLOWED, COLUMNS

if TYPE_CHECKING:
    import pandas as pd
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from human_files.language.labels import Labels
    from references.screening.codebook import ScreeningCodebook, ScreeningStage

SHEET, REASONS, RULES = "screening", "reasons", "rules"
#: What a reader sees of a record besides its title.
_READ = ("authors", "year", "journal", "document_type", "doi", "abstract")
#: Widths, in characters, of columns that differ from the usual width.
WIDTHS = {"record_id": 26, "title": 60, "abstract": 90, "note": 40}


def write_screening_sheet(
    records: pd.DataFrame,
    codebook: ScreeningCodebook,
    stage: ScreeningStage,
    path: Path | str,
    labels: Labels,
    language: str,
    opinions: Mapping[str, Sequence[Decision]] | None = None,
    earlier: Mapping[str, str] | None = None,
) -> None:
    """Write a workbook with one row per record (record_id, title and what a reader reads).

    The sheet ``screening`` has cells for decision, reason and note, with drop-downs of what may be
    decided at ``stage``; only these can be changed. The sheets ``reasons`` and ``rules`` give
    explanations in ``language``. For a consensus, ``opinions`` holds the passes' decisions by
    record id, which are shown in two further columns. ``earlier`` is what was decided on the record
    that a new one came out of, by id of the new one.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    named = codebook.labels()
    said = [f"pass_{number}" for number in (1, 2)] if opinions is not None else []
    before = ["earlier"] if earlier else []
    header = [*COLUMNS[:2], *_READ, *said, *before, *COLUMNS[2:]]
    rows = [
        [
            *(shown(record[name]) for name in (*COLUMNS[:2], *_READ)),
            *(
                _opinion(given, named, language)
                for given in (opinions or {}).get(record["record_id"], ())
            ),
            *((earlier or {}).get(record["record_id"], "") for _ in before),
            *("" for _ in COLUMNS[2:]),
        ]
        for record in records.to_dict("records")
    ]
    heads = [head(name, language) for name in header]
    link = header.index("doi") + 1
    fill(sheet, heads, rows, [WIDTHS.get(name, 22) for name in header])
    link_dois(sheet, records, link)
    reasons = codebook.reasons_at(stage)
    _explain(book, codebook, reasons, labels, language)
    error = labels("literature.sheet.screening_error", language)
    words = {
        "decision": listed(ALLOWED[stage]),
        "reason": f"{REASONS}!$A$2:$A${len(reasons) + 1}",
    }
    for name, allowed in words.items():
        offer(sheet, header.index(name) + 1, len(rows), allowed, error, head(name, language))
    sheet.freeze_panes = "C2"
    protect(sheet, [header.index(name) + 1 for name in (*words, "note")])
    book.save(path)


def link_dois(sheet: Worksheet, records: pd.DataFrame, column: int) -> None:
    """Make each DOI in a column a link, or the title (the second column) that to the record's page."""
    for row, record in enumerate(records.to_dict("records"), start=2):
        if record["doi"]:
            sheet.cell(row, column).hyperlink = f"https://doi.org/{record['doi']}"
        elif record["url"].startswith(("https://", "http://")):
            sheet.cell(row, 2).hyperlink = record["url"].split()[0]


def shown(value: object) -> str:
    """Return a cell as text; a missing value, which is unequal to itself, becomes empty."""
    if value is None or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) else str(value)


def _opinion(given: Decision, named: Mapping[str, Mapping[str, str]], language: str) -> str:
    """Return a pass's decision with its reason, as shown to the one who settles it."""
    if not given.reason:
        return given.decision
    return f"{given.decision}: {given.reason} ({named[given.reason][language]})"


def _explain(
    book: Workbook,
    codebook: ScreeningCodebook,
    reasons: Sequence[str],
    labels: Labels,
    language: str,
) -> None:
    """Add the sheets that explain the reasons and the rules."""
    by_id = {reason.id: reason for reason in codebook.reasons}
    words = [labels(f"literature.sheet.{name}", language) for name in ("label", "definition")]
    pages: list[tuple[Worksheet, list[str], list[list[str]], list[int]]] = [
        (
            book.create_sheet(REASONS),
            [head("reason", language), *words, labels("literature.sheet.example", language)],
            [
                [
                    name,
                    by_id[name].label.words(language),
                    by_id[name].definition.words(language),
                    by_id[name].example or "",
                ]
                for name in reasons
            ],
            [26, 34, 90, 50],
        ),
        (
            book.create_sheet(RULES),
            [labels("literature.sheet.screening_rule", language)],
            [
                *(
                    [f"{criterion.label.words(language)}: {criterion.definition.words(language)}"]
                    for criterion in codebook.criteria
                ),
                *([rule.words(language)] for rule in codebook.rules),
            ],
            [110],
        ),
    ]
    for page, header, rows, widths in pages:
        fill(page, header, rows, widths)
        protect(page)
