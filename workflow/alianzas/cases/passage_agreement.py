"""How far the coders mark the same passages: passages that meet, and characters in common."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, NamedTuple

from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.coder_agreement import ALL, groups_of, in_panels
from field_statistics.agreement_coefficients import RESAMPLES, krippendorff_alpha
from honest_results.facts import Fact
from honest_results.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd


class Stretch(NamedTuple):
    """Characters of a text that the same coders gave a code to: how many, by which coders."""

    case: Hashable
    characters: int
    coders: frozenset[int]


def passages_of(coders: pd.DataFrame) -> pd.DataFrame:
    """Return the passages with a place that show a code, of coders.read_passages' frame."""
    return coders[(coders["value"] == 1) & coders["start"].notna()]


def measure_passages(
    marks: pd.DataFrame, texts: pd.DataFrame, confidence: float, seed: int
) -> pd.DataFrame:
    """Return how far the coders marked the same passages.

    ``marks`` is coders.read_passages' frame, ``texts`` has the columns case, source, characters. One
    row per code, dimension and all (``level``), with passages (marked by any coder), met (proportion
    of comparisons of a passage with another coder in which that one marked a passage of the same
    code that shares a character with it: positive specific agreement, Hripcsak and Rothschild 2005),
    shared (characters marked by both of two coders ÷ those marked by either, pooled over pairs), alpha
    (Krippendorff's over every character of every text, marked or not) with alpha_ci_low and _high
    from the bootstrap over cases. Overlapping passages of one coder count each character once.
    """
    import pandas as pd

    names = list(dict.fromkeys(marks["coder"]))
    marks = marks.assign(person=marks["coder"].map(names.index))
    rows = []
    for level, dimension, code, part in groups_of(marks):
        passages = passages_of(part)
        stretches = [
            stretch
            for _, one in part.groupby("code", sort=False)
            for stretch in _stretches(passages_of(one), texts)
        ]
        rows.append(
            {
                "level": level,
                "dimension": dimension,
                "code": code,
                "passages": len(passages),
                "met": _met(passages, len(names)),
                "shared": _shared(stretches, len(names)),
                **_alpha(stretches, len(names), confidence, seed),
            }
        )
    numbers = dict.fromkeys(("met", "shared", "alpha", "alpha_ci_low", "alpha_ci_high"), "float64")
    return pd.DataFrame(rows).astype(numbers)


def _stretches(passages: pd.DataFrame, texts: pd.DataFrame) -> list[Stretch]:
    """Cut every text where some passage of one code begins or ends."""
    by_source = {str(name): one for name, one in passages.groupby("source", sort=False)}
    found = []
    for text in texts.itertuples():
        length = int(str(text.characters))
        marked = by_source.get(str(text.source))
        spans = (
            []
            if marked is None
            else list(zip(marked["start"], marked["end"], marked["person"], strict=True))
        )
        cuts = sorted({0, length, *(int(place) for span in spans for place in span[:2])})
        for start, end in pairwise(cuts):
            coders = frozenset(who for first, last, who in spans if first <= start and end <= last)
            found.append(Stretch(text.case, end - start, coders))
    return found


def _met(passages: pd.DataFrame, coders: int) -> float | None:
    met = 0
    for _, group in passages.groupby(["source", "code"], sort=False):
        spans = list(zip(group["start"], group["end"], group["person"], strict=True))
        for start, end, who in spans:
            others = {w for first, last, w in spans if w != who and first < end and start < last}
            met += len(others)
    comparisons = len(passages) * (coders - 1)
    return met / comparisons if comparisons else None


def _shared(stretches: Sequence[Stretch], coders: int) -> float | None:
    both = either = 0
    for stretch in stretches:
        for pair in combinations(range(coders), 2):
            marked = sum(coder in stretch.coders for coder in pair)
            both += stretch.characters * (marked == 2)
            either += stretch.characters * (marked > 0)
    return both / either if either else None


def _alpha(
    stretches: Sequence[Stretch], coders: int, confidence: float, seed: int
) -> dict[str, float | None]:
    import numpy as np

    marked = [len(stretch.coders) for stretch in stretches]
    found = krippendorff_alpha(
        np.array([[coders - number, number] for number in marked], dtype="float64"),
        seed,
        confidence,
        clusters=[stretch.case for stretch in stretches],
        weights=[stretch.characters for stretch in stretches],
    )
    sure = any(0 < number < coders for number in marked)
    return {
        "alpha": found.value,
        "alpha_ci_low": found.low if sure else None,
        "alpha_ci_high": found.high if sure else None,
    }


def passage_facts(found: pd.DataFrame, confidence: float) -> list[Fact]:
    """Return the facts ``cases.passages.…`` of :func:`measure_passages`' last row."""
    row = found[found["level"] == ALL].iloc[0]
    facts = [
        Fact(f"cases.passages.{name}", float(row[name]), "percent", n=int(row["passages"]))
        for name in ("met", "shared")
        if row[name] == row[name]
    ]
    if row["alpha"] == row["alpha"]:
        bounds = (float(row["alpha_ci_low"]), float(row["alpha_ci_high"]))
        known = bounds if bounds[0] == bounds[0] else None
        value = float(row["alpha"])
        facts.append(
            Fact(
                "cases.passages.alpha", value, "coefficient", interval=known, confidence=confidence
            )
        )
    return facts


def passage_table(found: pd.DataFrame, codes: CaseCodes, confidence: float) -> Table:
    """Return the table ``case_passages``, in the order of the table of agreement."""
    return Table(
        id="case_passages",
        frame=in_panels(found, codes),
        columns=[
            Column("item", "cases.column.code", "label"),
            Column("passages", "cases.column.passages", "count"),
            Column("met", "cases.column.met", "percent"),
            Column("shared", "cases.column.shared", "percent"),
            Column("alpha", "cases.column.alpha", "coefficient"),
            Column("alpha_ci", "cases.column.interval", "interval", of="coefficient"),
        ],
        notes=["cases.note.passages"],
        values={
            "confidence": {"value": confidence, "kind": "percent"},
            "resamples": {"value": RESAMPLES, "kind": "count"},
        },
        labels=codes.labels(),
        group="panel",
    )
