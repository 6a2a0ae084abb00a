"""A workbook for settling what the coders judged differently, their judgements side by side."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.case_coding_workbook import CODING, explain_codes, explain_rules
from alianzas.cases.judgements import SHEET_COLUMNS, Judgement
from human_files.language.labels import Labels
from human_files.sheet_heads import head
from human_files.sheet_reading import read_sheet
from human_files.workbook_writing import fill, listed, offer, timeless

if TYPE_CHECKING:
    import pandas as pd

#: Why it was settled so; of the study's own record, not read by the analysis.
REASON = "reason"
_WIDTHS = (22, 26, 28, 8, 60, 50)


def disagreements(judgements: pd.DataFrame) -> list[tuple[str, str]]:
    """Return the cases and codes that the coders judge differently, in the order of ``judgements``."""
    differ = judgements.groupby(["case", "code"], sort=False)["value"].nunique() > 1
    return [(str(case), str(code)) for case, code in differ[differ].index]


def reasons_in(path: Path | str) -> dict[tuple[str, str], str]:
    """Return what a consensus sheet gives as reasons, by case and code."""
    rows = read_sheet(path, SHEET_COLUMNS, may_be_empty=True).rows
    return {(r.cells["case"], r.cells["code"]): r.cells.get(REASON, "") for r in rows}


def consensus_sheet(
    judgements: pd.DataFrame,
    settled: Sequence[Judgement],
    reasons: Mapping[tuple[str, str], str],
    codes: CaseCodes,
    labels: Labels,
    language: str,
) -> bytes:
    """Return the workbook, the same bytes every time.

    ``judgements`` are the coders' (see coders.read_coders), ``settled`` the rows that the study's
    consensus sheet has already, with its ``reasons`` by case and code: they are filled in, and one
    that settles no disagreement is kept.
    The sheet ``coding`` has the columns that the study reads (case, source, code, value, passage),
    one for the reason, and beside them each coder's judgement and passage. Further sheets explain the
    codes and give the rules, in ``language``.
    """
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = CODING
    coders = list(dict.fromkeys(judgements["coder"]))
    given = {(row.coder, row.case, row.code): row for row in judgements.itertuples()}
    known: dict[tuple[str, str], list[Judgement]] = {}
    for one in settled:
        known.setdefault((one.case, one.code), []).append(one)
    rows = []
    for case, code in dict.fromkeys([*disagreements(judgements), *known]):
        said = [given[coder, case, code] for coder in coders]
        beside = [cell for one in said for cell in (str(one.value), _passage(one))]
        if (case, code) in known:
            for one in known[case, code]:
                own = [case, one.source, code, str(one.value), one.passage or ""]
                own.append(reasons.get((case, code), ""))
                rows.append([*own, *beside])
        else:
            present = next((one for one in said if one.value == 1), said[0])
            rows.append([case, str(present.source), code, "", "", "", *beside])
    header = [head(name, language) for name in (*SHEET_COLUMNS, REASON)]
    for coder in coders:
        header += [
            labels(f"cases.sheet.{key}", language).format(coder=coder)
            for key in ("judged_by", "passage_of")
        ]
    fill(sheet, header, rows, [*_WIDTHS, *(width for _ in coders for width in (12, 60))])
    error = labels("cases.sheet.error", language)
    offer(sheet, SHEET_COLUMNS.index("value") + 1, len(rows), listed(("1", "0")), error)
    sheet.freeze_panes = "D2"
    explain_codes(book, codes, labels, language)
    explain_rules(book, codes, labels, language)
    book.properties.creator = "alianzas"
    buffer = io.BytesIO()
    book.save(buffer)
    return timeless(buffer.getvalue())


def _passage(one: object) -> str:
    """Return the passage of a judgement, empty where there is none."""
    passage = getattr(one, "passage", None)
    return passage if isinstance(passage, str) else ""
