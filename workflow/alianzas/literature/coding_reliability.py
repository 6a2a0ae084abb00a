"""Agreement of the passes by coefficients other than kappa: facts, and a table beside kappa's."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from alianzas.further_agreement import (
    further_columns,
    further_facts,
    further_labels,
    further_values,
)
from alianzas.literature.coding_sheets import NOT_STATED
from alianzas.literature.screening import compared_decisions
from alianzas.literature.study_coding import CodingResult
from field_statistics.agreement import Agreement, cohen_kappa
from field_statistics.agreement_coefficients import (
    RESAMPLES,
    Coefficient,
    count_ratings,
    gwet_ac1,
    krippendorff_alpha,
    pabak,
)
from honest_results.facts import Fact
from honest_results.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.codebook import Codebook
    from references.screening.codebook import ScreeningStage

#: The rows over all: of screening (on records, on full texts), and of coding.
SCREENING, ALL = "literature.stage.decision", "literature.stage.all"
FULL_TEXT = "literature.stage.decision_full_text"
#: The row of each stage of screening.
STAGE_ROWS: dict[ScreeningStage, str] = {"title_abstract": SCREENING, "full_text": FULL_TEXT}

COLUMNS = (
    Column("alpha", "literature.column.alpha", "coefficient"),
    Column("alpha_ci", "literature.column.interval_alpha", "interval", of="coefficient"),
    Column("ac1", "literature.column.ac1", "coefficient"),
    Column("ac1_ci", "literature.column.interval_ac1", "interval", of="coefficient"),
)


class Reliability(NamedTuple):
    """How well two passes agree over yes-or-no decisions, beyond kappa."""

    percent: float
    alpha: Coefficient
    ac1: Coefficient
    pabak: float
    #: Coefficients that other distributions add.
    further: Mapping[str, float | None] = MappingProxyType({})

    def cells(self) -> dict[str, float | None]:
        """Return the cells of :data:`COLUMNS`, of PABAK and of further coefficients."""
        return {
            "alpha": self.alpha.value,
            "alpha_ci_low": self.alpha.low,
            "alpha_ci_high": self.alpha.high,
            "ac1": self.ac1.value,
            "ac1_ci_low": self.ac1.low,
            "ac1_ci_high": self.ac1.high,
            "pabak": self.pabak,
            **self.further,
        }


def reliability(
    first: Sequence[Hashable],
    second: Sequence[Hashable],
    records: Sequence[Hashable],
    seed: int,
    confidence: float,
) -> Reliability:
    """Return the coefficients for two passes' decisions; ``records`` names each decision's record.

    Decisions on one record depend on each other: the intervals take records as the units.
    """
    categories = sorted({*first, *second}, key=str)
    pairs = list(zip(first, second, strict=True))
    percent = sum(one == other for one, other in pairs) / len(pairs)
    # Two categories even where only one was used: the other could have been.
    known = categories if len(categories) > 1 else [*categories, object()]
    counts = count_ratings(pairs, known)
    return Reliability(
        percent,
        krippendorff_alpha(counts, seed, confidence, records),
        gwet_ac1(counts, confidence, records),
        pabak(percent),
        further_values(pairs, known),
    )


def reliability_by_dimension(
    result: CodingResult, screened: pd.DataFrame, seed: int, confidence: float
) -> dict[str, Reliability]:
    """Return the coefficients of each stage of screening, each dimension and all, by row name.

    As for kappa, "not stated" is left out: it follows from the other codes.
    """
    stated = result.decisions[result.decisions["code"] != NOT_STATED]
    parts = [(name, part) for name, part in stated.groupby("dimension", sort=False)]
    return {
        **{
            STAGE_ROWS[stage]: reliability(
                given.first, given.second, given.records, seed, confidence
            )
            for stage, given in compared_decisions(screened).items()
        },
        **{
            str(name): reliability(
                list(part["first"]), list(part["second"]), list(part["record_id"]), seed, confidence
            )
            for name, part in [*parts, (ALL, stated)]
        },
    }


def reliability_by_code(
    result: CodingResult, seed: int, confidence: float
) -> dict[tuple[str, str], Reliability]:
    """Return the coefficients of every code that at least one pass gave, by dimension and code."""
    return {
        (str(dimension), str(code)): reliability(
            list(part["first"]), list(part["second"]), list(part["record_id"]), seed, confidence
        )
        for (dimension, code), part in result.decisions.groupby(["dimension", "code"], sort=False)
        if part["first"].any() or part["second"].any()
    }


def reliability_facts(
    by_dimension: dict[str, Reliability],
    by_code: dict[tuple[str, str], Reliability],
    confidence: float,
) -> list[Fact]:
    """Return alpha, AC1 and PABAK per row of the table, and how many codes agree in full."""
    facts = []
    for name, found in by_dimension.items():
        key = {
            SCREENING: "literature.screening",
            FULL_TEXT: "literature.full_text",
            ALL: "literature.coding",
        }.get(name, f"literature.coding.{name}")
        for what, coefficient in (("alpha", found.alpha), ("ac1", found.ac1)):
            facts.append(
                Fact(
                    f"{key}.{what}",
                    coefficient.value,
                    "coefficient",
                    interval=coefficient.interval,
                    confidence=confidence,
                    decimals=3,
                )
            )
        facts.append(Fact(f"{key}.pabak", found.pabak, "coefficient", decimals=3))
        facts += further_facts(key, found.further, decimals=3)
    if FULL_TEXT not in by_dimension:  # the text names it for studies that have them
        facts.append(Fact("literature.full_text.pabak", None, "coefficient"))
    perfect = sum(found.percent == 1 for found in by_code.values())
    return [
        *facts,
        Fact("literature.coding.codes.given.n", len(by_code), "count"),
        Fact("literature.coding.codes.perfect.n", perfect, "count", n=len(by_code)),
    ]


def coefficients_table(
    result: CodingResult,
    screened: pd.DataFrame,
    by_dimension: dict[str, Reliability],
    codebook: Codebook,
    confidence: float,
) -> Table:
    """Return kappa beside alpha, AC1 and PABAK: screening, each dimension, all dimensions."""
    import pandas as pd

    kappas = {found.dimension: found.pooled for found in result.dimensions}
    for stage, given in compared_decisions(screened).items():
        kappas[STAGE_ROWS[stage]] = cohen_kappa(given.first, given.second)
    kappas[ALL] = result.pooled
    rows = [
        {
            "stage": f"literature.stage.{'screening' if name in STAGE_ROWS.values() else 'coding'}",
            "what": name,
            "kappa": kappas[name].kappa,
            **found.cells(),
        }
        for name, found in by_dimension.items()
    ]
    frame = pd.DataFrame(rows)
    numbers = [name for name in frame.columns if name not in ("stage", "what")]
    return Table(
        id="agreement_coefficients",
        frame=frame.astype(dict.fromkeys(numbers, "float64")),
        columns=[
            Column("what", "literature.column.judgement", "label"),
            # Three decimals: a single disagreement must not round away.
            Column("kappa", "literature.column.kappa", "coefficient", decimals=3),
            *(replace(column, decimals=3) for column in COLUMNS),
            Column("pabak", "literature.column.pabak", "coefficient", decimals=3),
            *further_columns(decimals=3),
        ],
        notes=["literature.note.coefficients", *degenerate(kappas.values())],
        values=note_values(confidence),
        labels={**codebook.labels(), **further_labels()},
        group="stage",
    )


def note_values(confidence: float) -> dict[str, dict[str, object]]:
    """Return what the notes on these coefficients need."""
    return {
        "confidence": {"value": confidence, "kind": "percent"},
        "resamples": {"value": RESAMPLES, "kind": "count"},
    }


def degenerate(agreements: Iterable[Agreement]) -> list[str]:
    """Return the note on intervals without width, if any of ``agreements`` is full."""
    full = any(found.percent == 1 for found in agreements)
    return ["literature.note.degenerate"] if full else []
