"""What the agreement of the two passes contributes to the article: facts and two tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.literature.coding_reliability import (
    COLUMNS,
    STAGE_ROWS,
    Reliability,
    degenerate,
    note_values,
)
from alianzas.literature.screening import INCLUDE, compared_decisions
from alianzas.literature.screening_results import agreement_facts
from alianzas.literature.study_coding import CodingResult
from field_statistics.agreement import Agreement, cohen_kappa
from field_statistics.agreement_coefficients import pabak
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.lists import join_words

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.codebook import Codebook
    from human_files.language.labels import Labels


def coding_facts(
    result: CodingResult, codebook: Codebook, labels: Labels, confidence: float
) -> list[Fact]:
    """Return the agreement per dimension and overall, and the size of the codebook."""
    studies = result.codes["record_id"].nunique()
    file = codebook.read_from
    codes = sum(len(dimension.assignable) for dimension in codebook.dimensions)
    facts = [
        *agreement_facts("literature.coding", result.pooled, labels, confidence),
        Fact("literature.coding.conflicts.n", result.settled, "count", n=studies),
        Fact(
            "literature.coding.dimensions.n",
            len(codebook.dimensions),
            "count",
            design=Design("dimensions.*", file),
        ),
        Fact("literature.coding.codes.n", codes, "count", design=Design("dimensions", file)),
    ]
    for found in result.dimensions:
        key = f"literature.coding.{found.dimension}"
        text = codebook.by_id[found.dimension].label.by_language()
        facts += agreement_facts(key, found.pooled, labels, confidence)
        facts.append(Fact(f"{key}.identical", found.identical, "percent", n=studies, decimals=1))
        design = Design(f"dimensions.{found.dimension}.label", file)
        facts.append(Fact(f"{key}.label", found.dimension, "label", text=text, design=design))
    kappas = [d.pooled.kappa for d in result.dimensions if d.pooled.kappa is not None]
    for end, value in (
        ("lowest", min(kappas, default=None)),
        ("highest", max(kappas, default=None)),
    ):
        tied = [d.dimension for d in result.dimensions if d.pooled.kappa == value]
        if value is not None:
            labels_of = [codebook.by_id[name].label.by_language() for name in tied]
            text = {
                language: join_words([label[language] for label in labels_of], language)
                for language in current_languages()
            }
            key = f"literature.coding.{end}"
            facts.append(Fact(f"{key}.kappa", value, "coefficient", n=studies))
            facts.append(Fact(f"{key}.label", " ".join(tied), "label", text=text))
    return facts


def _row(agreement: Agreement) -> dict[str, Any]:
    """Return the cells of a table row that describe an agreement."""
    return {
        "decisions": agreement.n,
        "percent": agreement.percent,
        "kappa": agreement.kappa,
        "ci_low": agreement.low,
        "ci_high": agreement.high,
    }


_AGREEMENT_COLUMNS = (
    Column("percent", "literature.column.agreement", "percent", decimals=1),
    Column("kappa", "literature.column.kappa", "coefficient"),
    Column("ci", "literature.column.interval", "interval", of="coefficient"),
)


def _frame(rows: list[dict[str, Any]]) -> pd.DataFrame:
    """Return rows as a frame whose numbers are all floats."""
    import pandas as pd

    frame = pd.DataFrame(rows)
    words = ("stage", "what", "dimension", "code", "records", "decisions", "settled")
    numbers = [name for name in frame.columns if name not in words]
    return frame.astype(dict.fromkeys(numbers, "float64"))


def agreement_table(
    result: CodingResult, screened: pd.DataFrame, codebook: Codebook, confidence: float
) -> Table:
    """Return the agreement in screening and in each dimension of coding, before adjudication.

    Screening has a row per stage.
    """
    included = int((screened["decision"] == INCLUDE).sum())
    rows, stages = [], []
    for stage, given in compared_decisions(screened).items():
        stages.append(cohen_kappa(given.first, given.second, confidence))
        rows.append(
            {
                "stage": "literature.stage.screening",
                "what": STAGE_ROWS[stage],
                "records": len(given.records),
                **_row(stages[-1]),
                "pabak": pabak(stages[-1].percent),
                "settled": given.settled,
            }
        )
    rows += [
        {
            "stage": "literature.stage.coding",
            "what": what,
            "records": included,
            **_row(agreement),
            "pabak": pabak(agreement.percent),
            "settled": settled,
        }
        for what, agreement, settled in (
            *((found.dimension, found.pooled, found.settled) for found in result.dimensions),
            ("literature.stage.all", result.pooled, result.settled),
        )
    ]
    return Table(
        id="coding_agreement",
        frame=_frame(rows),
        columns=[
            Column("what", "literature.column.judgement", "label"),
            Column("records", "literature.column.records", "count"),
            Column("decisions", "literature.column.decisions", "count"),
            *_AGREEMENT_COLUMNS,
            Column("pabak", "literature.column.pabak", "coefficient"),
            Column("settled", "literature.column.adjudicated", "count"),
        ],
        notes=[
            "literature.note.agreement",
            *degenerate([*stages, result.pooled, *(d.pooled for d in result.dimensions)]),
        ],
        values={"confidence": {"value": confidence, "kind": "percent"}},
        labels=codebook.labels(),
        group="stage",
    )


def code_agreement_table(
    result: CodingResult,
    by_code: dict[tuple[str, str], Reliability],
    codebook: Codebook,
    confidence: float,
) -> Table:
    """Return the agreement on every code that at least one pass assigned.

    Only the codes on which the passes differ are printed, if there are any; the note counts the
    rest.
    """
    found = {
        (dimension.dimension, code): agreement
        for dimension in result.dimensions
        for code, agreement in dimension.codes.items()
        if (dimension.dimension, code) in by_code
    }
    rows = [
        {
            "dimension": dimension,
            "code": f"{dimension}.{code}",
            **_row(agreement),
            **by_code[dimension, code].cells(),
        }
        for (dimension, code), agreement in found.items()
    ]
    studies = result.decisions["record_id"].nunique()
    differing = [place for place, one in enumerate(found.values()) if one.percent < 1]
    cut = 0 < len(differing) < len(found)
    printed = [one for one in found.values() if one.percent < 1 or not cut]
    notes = ["literature.note.code_agreement", *degenerate(printed)]
    if cut:
        notes.insert(0, "literature.note.codes_agreed")
    counts = {"n": studies, "agreed": len(found) - len(differing), "given": len(found)}
    return Table(
        id="code_agreement",
        frame=_frame(rows),
        columns=[Column("code", "literature.column.code", "label"), *_AGREEMENT_COLUMNS, *COLUMNS],
        notes=notes,
        values=note_values(confidence)
        | {name: {"value": value, "kind": "count"} for name, value in counts.items()},
        labels=codebook.labels(),
        group="dimension",
        printed=differing if cut else None,
    )
