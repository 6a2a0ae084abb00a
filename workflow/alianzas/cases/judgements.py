"""The coders' sheets: each code in each case, present or absent, and the passage that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.texts import find_passage, nearest_sentence, source_of
from alianzas.errors import DataError, Problem, did_you_mean, nearest
from alianzas.results.facts import Fact
from alianzas.sheets import Row, Sheet, read_sheet

if TYPE_CHECKING:
    import pandas as pd

SHEET = ("case", "source", "code", "value", "passage")
_VALUES = {"1": 1, "0": 0}


class CodingSheetError(DataError):
    """Mistakes in a sheet of judgements."""


class Judgement(NamedTuple):
    """A judgement: ``value`` 1 (present, shown by ``passage``, from ``start`` to ``end``) or 0."""

    case: str
    source: str
    dimension: str
    code: str
    value: int
    passage: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True)
class Material:
    """What a sheet is checked against: the codebook, the cases, their texts by file name."""

    codes: CaseCodes
    cases: Sequence[str]
    texts: Mapping[str, str]


def read_judgements(path: Path | str, material: Material, complete: bool = True) -> list[Judgement]:
    """Return the judgements of one sheet, in the order of cases and codebook.

    Columns: case, source (file name of the case's text), code, value (1 or 0), passage (word for
    word from the source where the value is 1, else empty). A ``complete`` sheet judges every code in
    every case. Raises CodingSheetError with every problem of the sheet.
    """
    sheet = read_sheet(path, SHEET, may_be_empty=not complete)
    cases, codes = list(material.cases), list(material.codes.judged)
    found: dict[tuple[str, str], Judgement] = {}
    problems: list[Problem] = []
    first_rows: dict[tuple[str, str], int] = {}
    meant: set[tuple[str, str]] = set()
    for row in sheet.rows:
        case, code = row.cells["case"], row.cells["code"]
        wrong, span = _check(sheet, row, material)
        first = first_rows.setdefault((case, code), row.number)
        if first != row.number and not wrong:
            twice = f'"{code}" in "{case}" is judged in row {first} already.'
            wrong.append(sheet.problem(twice, "Keep one of the two rows.", row, "code"))
        problems += wrong
        # A misspelt case or code is reported once, and not as missing besides.
        meant.add((nearest(case, cases) or case, nearest(code, codes) or code))
        if not wrong:
            found[case, code] = Judgement(
                case,
                row.cells["source"],
                material.codes.judged[code],
                code,
                _VALUES[row.cells["value"]],
                row.cells["passage"] or None,
                *(span or (None, None)),
            )
    if complete:
        problems += _missing(sheet, meant, material)
    if problems:
        raise CodingSheetError(problems)
    return [found[case, code] for case in cases for code in codes if (case, code) in found]


def read_coders(sheets: Mapping[str, Path | str], material: Material) -> pd.DataFrame:
    """Return the judgements of all coders (name → sheet) in long form.

    One row per coder, case and code; columns coder and those of :class:`Judgement`; passage, start and
    end (characters) are missing where value is 0. Raises CodingSheetError with every problem of
    every sheet.
    """
    import pandas as pd

    problems: list[Problem] = []
    rows: list[tuple[object, ...]] = []
    for coder, path in sheets.items():
        try:
            rows += [(coder, *judgement) for judgement in read_judgements(path, material)]
        except DataError as error:
            problems += error.problems
    if problems:
        raise CodingSheetError(problems)
    frame = pd.DataFrame(rows, columns=["coder", *Judgement._fields])
    return frame.astype({"value": "int64", "start": "Int64", "end": "Int64"})


def judgement_facts(judgements: pd.DataFrame) -> list[Fact]:
    """Return how many coders judged how many codes, and how many passages they quote."""
    codes, cases = judgements["code"].nunique(), judgements["case"].nunique()
    return [
        Fact("cases.coders.n", judgements["coder"].nunique(), "count"),
        Fact("cases.codes.n", codes, "count"),
        Fact("cases.judgements.n", cases * codes, "count"),
        Fact("cases.passages.n", int(judgements["passage"].notna().sum()), "count"),
    ]


def _missing(sheet: Sheet, meant: set[tuple[str, str]], material: Material) -> list[Problem]:
    """Return one problem per case that the sheet leaves out or judges in part only."""
    codes = material.codes.judged
    problems = []
    for case in material.cases:
        missing = [code for code in codes if (case, code) not in meant]
        if len(missing) == len(codes):
            found = f'the case "{case}" is not coded.'
            advice = f"Add its {len(codes)} rows, or take the case out of the profile sheet."
        elif missing == [material.codes.outcome]:
            found = f'the case "{case}" has no outcome.'
            advice = f"Add a row for {missing[0]}: 1 with its passage, or 0."
        elif missing:
            found = f'the case "{case}" is not judged on: {", ".join(missing)}.'
            advice = "Add a row for each: 1 with its passage, or 0."
        else:
            continue
        problems.append(sheet.problem(found, advice))
    return problems


def _check(
    sheet: Sheet, row: Row, material: Material
) -> tuple[list[Problem], tuple[int, int] | None]:
    """Return what is wrong with a row, and where its passage stands in the text."""
    problems: list[Problem] = []

    def add(column: str, found: str, advice: str) -> None:
        problems.append(sheet.problem(found, advice, row, column))

    case, source, code, value, passage = (row.cells[column] for column in SHEET)
    if case not in material.cases:
        add("case", f'unknown case "{case}".', did_you_mean(case, material.cases))
    elif source != source_of(case):
        found = f'"{source}" is not the text of the case "{case}".'
        add("source", found, f'Write "{source_of(case)}".')
    if code not in material.codes.judged:
        add("code", f'unknown code "{code}".', _code_advice(code, material.codes))
    if value not in _VALUES:
        add("value", f'"{value}" is neither 1 nor 0.', "Write 1 for present, 0 for absent.")
    span = None
    if value == "1" and not passage:
        found = f'"{code}" is present, but no passage shows it.'
        add("passage", found, "Copy the passage from the text, or write 0.")
    elif value == "0" and passage:
        found = f'"{code}" is absent, but there is a passage.'
        add("passage", found, "Empty the cell, or write 1.")
    elif passage and case in material.cases:
        text = material.texts[source_of(case)]
        span = find_passage(text, passage)
        if span is None:
            near = nearest_sentence(text, passage)
            add(
                "passage",
                f'"{passage}" does not stand in {source_of(case)}.',
                "Copy it word for word." + (f' The text says: "{near}"' if near else ""),
            )
    return problems, span


def _code_advice(code: str, codes: CaseCodes) -> str:
    for dimension in codes.codebook.dimensions:
        if any(code == other.id for other in dimension.codes):
            return f"It belongs to {dimension.id}, which coders do not judge. Remove the row."
    return f"{did_you_mean(code, codes.judged)} The codes are in {codes.file}."
