"""The coders' sheets: each code in each case, present or absent, and the passage that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.texts import find_passage, nearest_sentence, source_of
from alianzas.errors import DataError, Problem, did_you_mean
from alianzas.sheets import Row, read_sheet

if TYPE_CHECKING:
    import pandas as pd

SHEET = ("case", "source", "code", "value", "passage")
COLUMNS = ("coder", "case", "source", "dimension", "code", "value", "passage", "start", "end")
_VALUES = {"1": 1, "0": 0}


class CodingSheetError(DataError):
    """Mistakes in a sheet of judgements."""


@dataclass(frozen=True)
class Judgement:
    """One row: ``value`` 1 (present, shown by ``passage`` at ``start``–``end`` of the source) or 0."""

    row: int
    case: str
    source: str
    code: str
    value: int
    passage: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True)
class Material:
    """What a sheet is checked against: the codebook and the texts, by file name, of the cases."""

    codes: CaseCodes
    cases: Sequence[str]
    texts: Mapping[str, str]


def read_judgements(path: Path | str, material: Material) -> list[Judgement]:
    """Return the judgements of one sheet in its order, complete or not.

    Columns: case, source (file name of the case's text), code, value (1 or 0), passage (word for
    word from the source where the value is 1, else empty). Raises CodingSheetError with every
    problem of the sheet.
    """
    file = str(path)
    judgements: list[Judgement] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], int] = {}
    for row in read_sheet(path, SHEET):
        wrong, span = _check(file, row, material)
        first = seen.setdefault((row["case"], row["code"]), row.number)
        if first != row.number:
            found = f'"{row["code"]}" in "{row["case"]}" is judged in row {first} already.'
            wrong.append(Problem(file, found, "Keep one of the two rows.", row.number, "code"))
        problems += wrong
        if not wrong:
            start, end = span or (None, None)
            value, passage = _VALUES[row["value"]], row["passage"] or None
            judgements.append(
                Judgement(
                    row.number,
                    row["case"],
                    row["source"],
                    row["code"],
                    value,
                    passage,
                    start,
                    end,
                )
            )
    if problems:
        raise CodingSheetError(problems)
    return judgements


def read_coders(sheets: Mapping[str, Path | str], material: Material) -> pd.DataFrame:
    """Return the judgements of all coders (name → sheet) in long form.

    One row per coder, case and code, in the order of coders, cases and codebook; columns
    :data:`COLUMNS`, with value 0/1 and passage, start and end missing where it is 0. Raises
    CodingSheetError with every problem of every sheet, also for a case or code not judged.
    """
    import pandas as pd

    problems: list[Problem] = []
    rows: list[tuple[object, ...]] = []
    for coder, path in sheets.items():
        try:
            judgements = read_judgements(path, material)
        except DataError as error:
            problems += error.problems
            continue
        problems += missing_judgements(str(path), judgements, material)
        by_key = {(one.case, one.code): one for one in judgements}
        for case in material.cases:
            for code, dimension in material.codes.judged.items():
                one = by_key.get((case, code))
                if one is not None:
                    rows.append(
                        (
                            coder,
                            case,
                            one.source,
                            dimension,
                            code,
                            one.value,
                            one.passage,
                            one.start,
                            one.end,
                        )
                    )
    if problems:
        raise CodingSheetError(problems)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"value": "int64", "start": "Int64", "end": "Int64"})


def missing_judgements(
    file: str, judgements: Sequence[Judgement], material: Material
) -> list[Problem]:
    """Return one problem per case that the sheet leaves out or judges in part only."""
    judged: dict[str, set[str]] = {}
    for judgement in judgements:
        judged.setdefault(judgement.case, set()).add(judgement.code)
    outcome = material.codes.outcome
    problems = []
    for case in material.cases:
        missing = [code for code in material.codes.judged if code not in judged.get(case, ())]
        if case not in judged:
            found = f'the case "{case}" is not coded.'
            advice = f"Add its {len(missing)} rows, or take the case out of the profile sheet."
        elif outcome in missing:
            found = f'the case "{case}" has no outcome.'
            advice = f"Add a row for {', '.join(missing)}: 1 or 0."
        elif missing:
            found = f'the case "{case}" is not judged on: {", ".join(missing)}.'
            advice = "Add a row for each: 1 with its passage, or 0."
        else:
            continue
        problems.append(Problem(file, found, advice))
    return problems


def _check(file: str, row: Row, material: Material) -> tuple[list[Problem], tuple[int, int] | None]:
    """Return what is wrong with a row, and where its passage stands in the text."""
    problems: list[Problem] = []

    def add(column: str, found: str, advice: str) -> None:
        problems.append(Problem(file, found, advice, row.number, column))

    codes = material.codes
    if row["case"] not in material.cases:
        add("case", f'unknown case "{row["case"]}".', did_you_mean(row["case"], material.cases))
    elif row["source"] != source_of(row["case"]):
        add(
            "source",
            f'"{row["source"]}" is not a text of the case "{row["case"]}".',
            f'Write "{source_of(row["case"])}".',
        )
    if row["code"] not in codes.judged:
        add("code", f'unknown code "{row["code"]}".', _code_advice(row["code"], codes))
    if row["value"] not in _VALUES:
        add("value", f'"{row["value"]}" is neither 1 nor 0.', "Write 1 for present, 0 for absent.")
    passage, span = row["passage"], None
    if row["value"] == "1" and not passage:
        add(
            "passage",
            f'"{row["code"]}" is present, but no passage shows it.',
            "Copy the passage from the text, or write 0.",
        )
    elif row["value"] == "0" and passage:
        add(
            "passage",
            f'"{row["code"]}" is absent, but there is a passage.',
            "Empty the cell, or write 1.",
        )
    elif passage and row["source"] in material.texts:
        text = material.texts[row["source"]]
        span = find_passage(text, passage)
        if span is None:
            near = nearest_sentence(text, passage)
            add(
                "passage",
                f'"{passage}" does not stand in {row["source"]}.',
                f'Copy it word for word. The text says: "{near}"'
                if near
                else "Copy it word for word from the text.",
            )
    return problems, span


def _code_advice(code: str, codes: CaseCodes) -> str:
    for dimension in codes.codebook.dimensions:
        if any(code == other.id for other in dimension.codes):
            return f"It belongs to {dimension.id}, which coders do not judge. Remove the row."
    return f"{did_you_mean(code, codes.judged)} The codes are in {codes.file}."
