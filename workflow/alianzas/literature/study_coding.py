"""Coding: both passes' codes for every included study, their agreement, and the final codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.coding_sheets import (
    NOT_STATED,
    SEPARATOR,
    Codes,
    Coding,
    CodingError,
    read_codings,
)
from alianzas.literature.screening import EXCLUDE, INCLUDE
from field_statistics.agreement import Agreement, clustered_kappa, cohen_kappa
from human_files.errors import Problem
from human_files.language.messages import counted_message, message
from human_files.sheet_reading import Sheet
from references.ledger.names import NO_NAMES, Names
from references.screening.record_sheets import listing

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.codebook import Codebook, Dimension
    from alianzas.config.literature_settings import TwoPasses


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
    names: Names = NO_NAMES,
) -> CodingResult:
    """Return the final codes of the included studies and the agreement of the passes.

    ``screened`` has record_id, title, decision. Both passes must code every included study; the
    consensus sheet settles the differences, and only these. ``names`` say what became of the ids in
    the sheets. Raises CodingError with the problems
    of all three sheets.
    """
    import pandas as pd

    titles, excluded = _by_decision(screened)
    problems: list[Problem] = []
    files = settings.files()
    codings, sheets = read_codings(
        files, files[2], titles, excluded, codebook, problems, root, names
    )
    if problems:
        raise CodingError(problems)
    first, second, consensus = codings
    final = _settle(first, second, consensus, sheets[2], names)
    rows = [
        (name, dimension.id, code.id)
        for name in titles
        for dimension in codebook.dimensions
        for code in dimension.codes
        if code.id in final[name][dimension.id]
    ]
    studies = list(titles)
    dimensions = [
        _agreement(dimension, studies, first, second, confidence)
        for dimension in codebook.dimensions
    ]
    clusters: list[Counter[tuple[Hashable, Hashable]]] = []
    for name in studies:
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
        for name in studies
    ]
    return CodingResult(
        pd.DataFrame(rows, columns=["record_id", "dimension", "code"]),
        pd.DataFrame(decisions, columns=["record_id", "dimension", "code", "first", "second"]),
        dimensions,
        clustered_kappa(clusters, confidence),
        sum(first[name] != second[name] for name in studies),
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


def coding_disagreements(
    screened: pd.DataFrame,
    settings: TwoPasses,
    codebook: Codebook,
    root: Path | str = ".",
    names: Names = NO_NAMES,
) -> dict[str, tuple[Mapping[str, Codes], Mapping[str, Codes]]]:
    """Return both passes' codes, by dimension, of each record on which they differ.

    The arguments are those of :func:`code_studies`; raises CodingError with the problems of the
    passes.
    """
    titles, excluded = _by_decision(screened)
    problems: list[Problem] = []
    files = [entry.file for entry in settings.passes]
    codings, _ = read_codings(
        files, settings.consensus.file, titles, excluded, codebook, problems, root, names
    )
    if problems:
        raise CodingError(problems)
    first, second = codings
    return {name: (first[name], second[name]) for name in titles if first[name] != second[name]}


def _settle(
    first: Coding, second: Coding, consensus: Coding, sheets: Sequence[Sheet], names: Names
) -> Coding:
    """Return the codes that both passes assigned, and the consensus where they differ.

    Raises CodingError where the consensus is missing, or changes what both passes agreed on.
    """
    problems: list[Problem] = []
    final: Coding = {}
    rows = {
        names.says(row.cells["record_id"]): (sheet, row) for sheet in sheets for row in sheet.rows
    }
    unsettled = []
    for name, codes in first.items():
        settled = consensus.get(name)
        final[name] = {}
        for dimension, agreed in codes.items():
            if agreed == second[name][dimension]:
                final[name][dimension] = agreed
                if settled is not None and settled[dimension] != agreed:
                    problems.append(
                        rows[name][0].problem(
                            message(
                                'both passes agree on "{agreed}" for "{name}", the consensus '
                                'says "{settled}".',
                                agreed=_show(agreed),
                                name=name,
                                settled=_show(settled[dimension]),
                            ),
                            message(
                                "Write what both agree on: the consensus settles only "
                                "disagreements."
                            ),
                            rows[name][1],
                            dimension,
                        )
                    )
            elif settled is None:
                unsettled.append(f"{name} ({dimension})")
            else:
                final[name][dimension] = settled[dimension]
    if unsettled:
        found = counted_message(
            len(unsettled),
            "{n} disagreement is not settled: {names}.",
            "{n} disagreements are not settled: {names}.",
            names=listing(unsettled),
        )
        advice = message(
            "Add a row with the final codes of each record; `alianzas literature "
            "consensus-sheet` writes a sheet of them."
        )
        problems.append(sheets[-1].problem(found, advice))
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
