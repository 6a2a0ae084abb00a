"""Coding: both passes' codes for every included study, their agreement, and the final codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.screening import EXCLUDE, INCLUDE
from field_statistics.agreement import Agreement, clustered_kappa, cohen_kappa
from human_files.errors import DataError, Problem
from human_files.sheet_reading import Row, Sheet, read_sheet
from references.screening.record_sheets import counted, listing, match_records, meant

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.codebook import Codebook, Dimension
    from alianzas.config.literature_settings import TwoPasses

#: The code for "the title does not say"; it excludes all others.
NOT_STATED = "not_stated"
#: Separator of several codes in one cell.
SEPARATOR = ";"
#: What people append to a dimension's name to number its columns.
_NUMBERED = re.compile(r"[\s_.()-]*(\d+)[\s_.()-]*")


class CodingError(DataError):
    """Coding sheets that do not match the included studies, the codebook or each other."""


Codes = frozenset[str]
#: Codes by record id and dimension.
Coding = dict[str, dict[str, Codes]]


class DimensionAgreement(NamedTuple):
    """Agreement in one dimension, over its record × code decisions.

    ``identical`` is the proportion of records with the same codes in both passes, ``settled`` the
    number of records on which they differed. ``codes`` holds the agreement per code.
    """

    dimension: str
    pooled: Agreement
    identical: float
    settled: int
    codes: Mapping[str, Agreement]


class CodingResult(NamedTuple):
    """The outcome: ``codes`` has one row per study, dimension and final code.

    ``decisions`` has the passes' judgements before adjudication: one row per dimension, code and
    record; first and second say whether the code applies.
    """

    codes: pd.DataFrame
    decisions: pd.DataFrame
    dimensions: Sequence[DimensionAgreement]
    pooled: Agreement
    settled: int


def code_studies(
    screened: pd.DataFrame,
    settings: TwoPasses,
    codebook: Codebook,
    confidence: float = 0.95,
    root: Path | str = ".",
) -> CodingResult:
    """Return the final codes of the included studies and the agreement of the passes.

    ``screened`` has record_id, title, decision. Both passes must code every included study; the
    consensus sheet settles the differences, and only these. Raises CodingError with the problems
    of all three sheets.
    """
    import pandas as pd

    titles, excluded = _by_decision(screened)
    problems: list[Problem] = []
    files = settings.files()
    codings, sheets = _read_codings(files, files[2], titles, excluded, codebook, problems, root)
    if problems:
        raise CodingError(problems)
    first, second, consensus = codings
    final = _settle(first, second, consensus, sheets[2])
    rows = [
        (name, dimension.id, code.id)
        for name in titles
        for dimension in codebook.dimensions
        for code in dimension.codes
        if code.id in final[name][dimension.id]
    ]
    names = list(titles)
    dimensions = [
        _agreement(dimension, names, first, second, confidence) for dimension in codebook.dimensions
    ]
    clusters: list[Counter[tuple[Hashable, Hashable]]] = []
    for name in names:
        clusters.append(Counter())
        for dimension in codebook.dimensions:
            clusters[-1].update(_decisions(dimension, first[name], second[name]))
    decisions = [
        (
            name,
            dimension.id,
            code.id,
            code.id in first[name][dimension.id],
            code.id in second[name][dimension.id],
        )
        for dimension in codebook.dimensions
        for code in dimension.assignable
        for name in names
    ]
    return CodingResult(
        pd.DataFrame(rows, columns=["record_id", "dimension", "code"]),
        pd.DataFrame(decisions, columns=["record_id", "dimension", "code", "first", "second"]),
        dimensions,
        clustered_kappa(clusters, confidence),
        sum(first[name] != second[name] for name in names),
    )


def _by_decision(screened: pd.DataFrame) -> tuple[dict[str, str], dict[str, str]]:
    """Return the titles, by record id, of the included and of the excluded records."""
    included, excluded = (
        dict(zip(part["record_id"], part["title"], strict=True))
        for part in (
            screened[screened["decision"] == INCLUDE],
            screened[screened["decision"] == EXCLUDE],
        )
    )
    return included, excluded


def _read_codings(
    files: Sequence[str],
    consensus: str,
    titles: Mapping[str, str],
    excluded: Mapping[str, str],
    codebook: Codebook,
    problems: list[Problem],
    root: Path | str,
) -> tuple[list[Coding], list[Sheet]]:
    """Return the codes of each readable sheet, and the sheets; add what is wrong.

    All but the ``consensus`` must code every record of ``titles``.
    """
    codings: list[Coding] = []
    sheets: list[Sheet] = []
    columns = ("record_id", "title", *codebook.by_id)
    for file in files:
        last = file == consensus
        try:
            sheet = read_sheet(Path(root) / file, columns, file, may_be_empty=last)
        except DataError as error:
            problems += error.problems
            continue
        sheets.append(sheet)
        codings.append(read_codes(sheet, titles, excluded, codebook, problems))
        missing = [name for name in titles if name not in codings[-1]]
        if missing and not last:
            many = counted(len(missing), "included record is", "included records are")
            found = f"{many} not coded: {listing(missing)}."
            problems.append(sheet.problem(found, "Add a row for each of them."))
    return codings, sheets


def coding_disagreements(
    screened: pd.DataFrame, settings: TwoPasses, codebook: Codebook, root: Path | str = "."
) -> dict[str, tuple[Mapping[str, Codes], Mapping[str, Codes]]]:
    """Return both passes' codes, by dimension, of each record on which they differ.

    The arguments are those of :func:`code_studies`; raises CodingError with the problems of the
    passes.
    """
    titles, excluded = _by_decision(screened)
    problems: list[Problem] = []
    files = [entry.file for entry in settings.passes]
    codings, _ = _read_codings(
        files, settings.consensus.file, titles, excluded, codebook, problems, root
    )
    if problems:
        raise CodingError(problems)
    first, second = codings
    return {name: (first[name], second[name]) for name in titles if first[name] != second[name]}


def read_codes(
    sheet: Sheet,
    titles: Mapping[str, str],
    excluded: Mapping[str, str],
    codebook: Codebook,
    problems: list[Problem],
) -> Coding:
    """Return the codes of a sheet; what is wrong is added to ``problems``.

    A cell holds codes of its dimension, separated by ";" (see also :data:`NOT_STATED`); further
    codes may be in additional columns, numbered from 2 (``theory_2``), as in a sheet with
    drop-downs.
    """
    _refuse_stray_columns(sheet, codebook, problems)
    return {
        name: {
            dimension.id: _cell(sheet, row, dimension, codebook, problems)
            for dimension in codebook.dimensions
        }
        for name, row in match_records(sheet, titles, problems, excluded)
    }


def _refuse_stray_columns(sheet: Sheet, codebook: Codebook, problems: list[Problem]) -> None:
    """Add a problem for a column that seems meant for further codes but would not be read."""
    for column in sheet.rows[0].cells if sheet.rows else ():
        for dimension in codebook.by_id:
            stray = _NUMBERED.fullmatch(column.removeprefix(dimension))
            if stray and column != dimension and column != f"{dimension}_{stray[1]}":
                found = "this column would not be read."
                advice = f'Name it "{dimension}_{stray[1]}".'
                problems.append(Problem(sheet.file, found, advice, 1, column))


def _cell(
    sheet: Sheet, row: Row, dimension: Dimension, codebook: Codebook, problems: list[Problem]
) -> Codes:
    """Return a record's codes in one dimension; what is wrong is added to ``problems``."""
    cells = [row.cells[dimension.id], *_further(row, dimension)]
    given = [part.strip() for cell in cells for part in cell.lower().split(SEPARATOR)]
    given = [code for code in given if code]
    allowed = [code.id for code in dimension.assignable]
    headings = {code.id for code in dimension.codes} - set(allowed)

    def wrong(found: str, advice: str) -> None:
        problems.append(sheet.problem(found, advice, row, dimension.id))

    if not given:
        wrong("no code is given.", f'Write "{NOT_STATED}" if the title does not say.')
    for code in sorted(set(given)):
        if code in headings:
            under = [c.id for c in dimension.assignable if c.parent == code]
            wrong(f'"{code}" is a heading, not a code.', f"Give one of: {', '.join(under)}.")
        elif code not in allowed:
            homes = [d.id for d in codebook.dimensions if code in [c.id for c in d.assignable]]
            parts = [part.strip() for part in code.split(",")]
            labels = {
                words: c.id for c in dimension.assignable for words in c.label.both().values()
            }
            advice = meant(code, allowed, labels)
            if homes:
                advice = f"Move it to {homes[0]}."
            elif len(parts) > 1 and {*parts} <= {*allowed}:
                advice = f'Separate several codes by "{SEPARATOR}".'
            wrong(f'"{code}" is not a code of {dimension.id}.', advice)
        elif given.count(code) > 1:
            wrong(f'"{code}" is given twice.', "Give it once.")
    if NOT_STATED in given and len(set(given)) > 1:
        wrong(f'"{NOT_STATED}" is given with other codes.', "Keep only it, or delete it.")
    return frozenset(given)


def _further(row: Row, dimension: Dimension) -> list[str]:
    """Return the cells of the numbered columns of a dimension, in the order of the numbers."""
    numbered = {
        int(number): cell
        for column, cell in row.cells.items()
        if (number := column.removeprefix(f"{dimension.id}_")) != column and number.isdecimal()
    }
    return [numbered[number] for number in sorted(numbered)]


def _settle(first: Coding, second: Coding, consensus: Coding, sheet: Sheet) -> Coding:
    """Return the codes that both passes assigned, and the consensus where they differ.

    Raises CodingError where the consensus is missing, or changes what both passes agreed on.
    """
    problems: list[Problem] = []
    final: Coding = {}
    rows = {row.cells["record_id"]: row for row in sheet.rows}
    unsettled = []
    for name, codes in first.items():
        settled = consensus.get(name)
        final[name] = {}
        for dimension, agreed in codes.items():
            if agreed == second[name][dimension]:
                final[name][dimension] = agreed
                if settled is not None and settled[dimension] != agreed:
                    problems.append(
                        sheet.problem(
                            f'both passes agree on "{_show(agreed)}" for "{name}", the '
                            f'consensus says "{_show(settled[dimension])}".',
                            "Write what both agree on: the consensus settles only disagreements.",
                            rows[name],
                            dimension,
                        )
                    )
            elif settled is None:
                unsettled.append(f"{name} ({dimension})")
            else:
                final[name][dimension] = settled[dimension]
    if unsettled:
        many = counted(len(unsettled), "disagreement is", "disagreements are")
        found = f"{many} not settled: {listing(unsettled)}."
        advice = (
            "Add a row with the final codes of each record; `alianzas literature consensus-sheet` "
            "writes a sheet of them."
        )
        problems.append(sheet.problem(found, advice))
    if problems:
        raise CodingError(problems)
    return final


def _show(codes: Codes) -> str:
    return SEPARATOR.join(sorted(codes))


def _decisions(
    dimension: Dimension, one: Mapping[str, Codes], other: Mapping[str, Codes]
) -> Counter[tuple[Hashable, Hashable]]:
    """Count both passes' decisions on whether each code applies to one record.

    "Not stated" is left out: it follows from the other codes, and would count each of them twice.
    """
    mine, theirs = one[dimension.id], other[dimension.id]
    codes = (code.id for code in dimension.assignable if code.id != NOT_STATED)
    return Counter((code in mine, code in theirs) for code in codes)


def _agreement(
    dimension: Dimension, names: Sequence[str], first: Coding, second: Coding, confidence: float
) -> DimensionAgreement:
    """Return the agreement of the passes in one dimension."""
    pairs = [(first[name][dimension.id], second[name][dimension.id]) for name in names]
    same = sum(mine == theirs for mine, theirs in pairs)
    return DimensionAgreement(
        dimension=dimension.id,
        pooled=clustered_kappa(
            [_decisions(dimension, first[name], second[name]) for name in names], confidence
        ),
        identical=same / len(names),
        settled=len(names) - same,
        codes={
            code.id: cohen_kappa(
                [code.id in mine for mine, _ in pairs],
                [code.id in theirs for _, theirs in pairs],
                confidence,
            )
            for code in dimension.assignable
        },
    )
