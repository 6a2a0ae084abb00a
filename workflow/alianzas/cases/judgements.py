"""The coders' sheets: each code in each case, present or absent, and the passage that shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.case_texts import find_passage, nearest_sentence, sources_by_case
from honest_results.facts import Fact
from human_files.errors import DataError, Problem, did_you_mean, nearest
from human_files.language.messages import either, message
from human_files.sheet_reading import Row, Sheet, read_sheet

if TYPE_CHECKING:
    import pandas as pd

SHEET_COLUMNS = ("case", "source", "code", "value", "passage")
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
    """What a sheet is checked against: codebook, cases, their texts by file name, their firms."""

    codes: CaseCodes
    cases: Sequence[str]
    texts: Mapping[str, str]
    firms: Sequence[str] = ()

    @cached_property
    def known(self) -> frozenset[str]:
        """The cases, to look one up in."""
        return frozenset(self.cases)

    @cached_property
    def sources(self) -> dict[str, list[str]]:
        """The names of each case's texts."""
        return sources_by_case(self.texts)


def read_judgements(path: Path | str, material: Material, complete: bool = True) -> list[Judgement]:
    """Return the judgements of one sheet, in the order of cases and codebook.

    Columns: case, source (file name of the case's text), code, value (1 or 0), passage (word for
    word from the source where the value is 1, else empty). A code may have several rows in a case
    if each has a different passage. A ``complete`` sheet judges every code in every case. Raises
    CodingSheetError with every problem of the sheet.
    """
    sheet = read_sheet(path, SHEET_COLUMNS, may_be_empty=not complete)
    cases, codes = list(material.cases), list(material.codes.judged)
    found: dict[tuple[str, str], list[Judgement]] = {}
    problems: list[Problem] = []
    first_rows: dict[tuple[str, str], Row] = {}
    meant: set[tuple[str, str]] = set()
    for row in sheet.rows:
        case, code = row.cells["case"], row.cells["code"]
        wrong, span = _check(sheet, row, material)
        first = first_rows.setdefault((case, code), row)
        if first is not row and not wrong and not _further_passage(first, row):
            twice = message(
                '"{code}" in "{case}" is judged in row {number} already.',
                code=code,
                case=case,
                number=first.number,
            )
            wrong.append(sheet.problem(twice, message("Keep one of the two rows."), row, "code"))
        problems += wrong
        # A misspelt case or code is reported once, not as missing as well.
        meant_case = case if case in material.known else nearest(case, cases) or case
        meant.add((meant_case, code if code in codes else nearest(code, codes) or code))
        if not wrong:
            judgement = Judgement(
                case,
                row.cells["source"],
                material.codes.judged[code],
                code,
                _VALUES[row.cells["value"]],
                row.cells["passage"] or None,
                *(span or (None, None)),
            )
            found.setdefault((case, code), []).append(judgement)
    if complete:
        problems += missing_judgements(sheet.file, meant, material)
    if problems:
        raise CodingSheetError(problems)
    return [one for case in cases for code in codes for one in found.get((case, code), [])]


def judgement_facts(marks: pd.DataFrame) -> list[Fact]:
    """Return how many coders judged how many codes, and how many passages they quote."""
    codes, cases, judgements = marks["code"].nunique(), marks["case"].nunique(), marks
    return [
        Fact("cases.coders.n", judgements["coder"].nunique(), "count"),
        Fact("cases.codes.n", codes, "count"),
        Fact("cases.judgements.n", cases * codes, "count"),
        Fact("cases.passages.n", int(judgements["passage"].notna().sum()), "count"),
    ]


def not_coded(case: str) -> str:
    """Return what is told of a case that a coder leaves out."""
    return message('the case "{case}" is not coded.', case=case)


def no_outcome(case: str) -> str:
    """Return what is told of a case of which a coder judges all but the outcome."""
    return message('the case "{case}" has no outcome.', case=case)


def codes_are_in(codes: CaseCodes) -> str:
    """Return where the codes can be looked up."""
    return message("The codes are in {file}.", file=codes.file)


def missing_judgements(file: str, meant: set[tuple[str, str]], material: Material) -> list[Problem]:
    """Return one problem per case that a coder leaves out or judges only in part.

    ``meant`` holds the cases and codes that the coder judged, correctly spelt or not.
    """
    codes = material.codes.judged
    problems = []
    for case in material.cases:
        missing = [code for code in codes if (case, code) not in meant]
        if len(missing) == len(codes):
            found = not_coded(case)
            advice = message(
                "Add its {n} rows, or take the case out of the profile sheet.", n=len(codes)
            )
        elif missing == [material.codes.outcome]:
            found = no_outcome(case)
            advice = message("Add a row for {code}: 1 with its passage, or 0.", code=missing[0])
        elif missing:
            found = message(
                'the case "{case}" is not judged on: {codes}.',
                case=case,
                codes=", ".join(missing),
            )
            advice = message("Add a row for each: 1 with its passage, or 0.")
        else:
            continue
        problems.append(Problem(file, found, advice))
    return problems


def _further_passage(first: Row, row: Row) -> bool:
    """Say whether a row supports the same judgement as an earlier one with another passage."""
    cells = [
        (one.cells["value"], one.cells["source"], one.cells["passage"]) for one in (first, row)
    ]
    return cells[0][0] == cells[1][0] == "1" and cells[0] != cells[1]


def _check(
    sheet: Sheet, row: Row, material: Material
) -> tuple[list[Problem], tuple[int, int] | None]:
    """Return what is wrong with a row, and where its passage is in the text."""
    problems: list[Problem] = []

    def add(column: str, found: str, advice: str) -> None:
        problems.append(sheet.problem(found, advice, row, column))

    case, source, code, value, passage = (row.cells[column] for column in SHEET_COLUMNS)
    if case not in material.known:
        add(
            "case", message('unknown case "{case}".', case=case), did_you_mean(case, material.cases)
        )
    elif source not in (own := material.sources.get(case, [])):
        found = (
            message('"{source}" is not a text of the case "{case}".', source=source, case=case)
            if len(own) > 1
            else message(
                '"{source}" is not the text of the case "{case}".', source=source, case=case
            )
        )
        names = either(f'"{name}"' for name in own)
        add("source", found, message("Write {names}.", names=names))
    if code not in material.codes.judged:
        add(
            "code", message('unknown code "{code}".', code=code), _code_advice(code, material.codes)
        )
    if value not in _VALUES:
        add(
            "value",
            message('"{value}" is neither 1 nor 0.', value=value),
            message("Write 1 for present, 0 for absent."),
        )
    span = None
    if value == "1" and not passage:
        found = message('"{code}" is present, but no passage shows it.', code=code)
        add("passage", found, message("Copy the passage from the text, or write 0."))
    elif value == "0" and passage:
        found = message('"{code}" is absent, but there is a passage.', code=code)
        add("passage", found, message("Empty the cell, or write 1."))
    elif passage and case in material.known:
        own = material.sources[case]
        named = source if source in own else own[0]
        span = find_passage(material.texts[named], passage)
        if span is None:
            found = message('"{passage}" does not occur in {named}.', passage=passage, named=named)
            add("passage", found, copy_advice(material.texts[named], passage))
    return problems, span


def copy_advice(text: str, passage: str) -> str:
    """Return the advice for a passage that is not in ``text``, quoting the most similar words."""
    near = nearest_sentence(text, passage)
    return message("Copy it word for word.") + (
        " " + message('The text says: "{near}"', near=near) if near else ""
    )


def _code_advice(code: str, codes: CaseCodes) -> str:
    """Return the advice for an unknown code: an unjudged dimension's, or the nearest known one."""
    for dimension in codes.codebook.dimensions:
        if any(code == other.id for other in dimension.codes):
            return message(
                "It belongs to {dimension}, which coders do not judge. Remove the row.",
                dimension=dimension.id,
            )
    return did_you_mean(code, codes.judged) + " " + codes_are_in(codes)
