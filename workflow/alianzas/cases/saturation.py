"""Saturation: how many codes the cases yield, one after another, and how few the last ones add."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, fsum
from typing import TYPE_CHECKING

from alianzas.config.case_settings import SaturationSettings
from alianzas.sentences import number_of, sentence
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.language.labels import Labels
from qca.cuts import reaches

if TYPE_CHECKING:
    import pandas as pd

#: Number of random orders of the cases that the band is computed from.
RANDOM_ORDERS = 2000
CASE, TEXT = "case", "text"
BEFOREHAND = "beforehand"


@dataclass(frozen=True)
class Saturation:
    """The curve and what follows from it.

    ``curve`` has a row per case (or text; see ``unit``) in the order of the study: position, name,
    codes (found in it), new (not found before), total (so far), expected (mean of total over all
    orders) with low and high (quantiles of its distribution over random orders). ``base`` is the
    number of codes in the first ``settings.base`` units; ``runs`` the share of new codes, of the
    base, in each run of ``settings.run`` units after it; ``reached`` the number of units after
    which a run at or below the threshold ended that no run above it follows, or None.
    """

    curve: pd.DataFrame
    unit: str
    settings: SaturationSettings
    base: int
    runs: Sequence[float]
    reached: int | None


def codes_by_unit(
    codings: pd.DataFrame, marks: pd.DataFrame, texts: pd.DataFrame
) -> tuple[str, dict[str, set[str]]]:
    """Return the unit and the codes present in each, in the order of ``texts``.

    ``codings`` are adjudicated, ``marks`` are those of coders.read_passages, ``texts`` has the
    columns case and source. The unit is the case where each has one text; otherwise the text, with
    those codes present in its case for which a coder or the consensus sheet quotes a passage from
    it.
    """
    present = codings[codings["value"] == 1]
    if not texts["case"].duplicated().any():
        units: dict[str, set[str]] = {str(case): set() for case in texts["case"]}
        for row in present.itertuples():
            units[str(row.case)].add(str(row.code))
        return CASE, units
    settled = set(zip(present["case"], present["code"], strict=True))
    units = {str(source): set() for source in texts["source"]}
    for frame in (present, marks[marks["value"] == 1]):
        for row in frame.itertuples():
            if (row.case, row.code) in settled:
                units[str(row.source)].add(str(row.code))
    return TEXT, units


def measure_saturation(
    units: dict[str, set[str]],
    unit: str,
    settings: SaturationSettings,
    confidence: float,
    seed: int,
) -> Saturation:
    """Return the curve of codes over ``units`` and where it flattens.

    New information is judged as by Guest, Namey and Chen (2020): codes new in a run ÷ codes in the
    base. The expected curve is exact (rarefaction: Hurlbert, 1971); its band comes from random orders.
    """
    import pandas as pd

    sets = list(units.values())
    new = _new(sets)
    total = _running(new)
    low, high = _band(sets, confidence, seed)
    curve = pd.DataFrame(
        {
            "position": range(1, len(sets) + 1),
            "name": list(units),
            "codes": [len(one) for one in sets],
            "new": new,
            "total": total,
            "expected": _expected(sets),
            "low": low,
            "high": high,
        }
    )
    first = min(settings.base, len(sets))
    base = total[first - 1] if total else 0
    starts = range(first, len(sets) - settings.run + 1)
    runs = [sum(new[start : start + settings.run]) / base for start in starts] if base else []
    few = [reaches(settings.threshold, share) for share in runs]
    reached = next(
        (
            start + settings.run
            for place, start in enumerate(starts[: len(few)])
            if all(few[place:])
        ),
        None,
    )
    return Saturation(curve, unit, settings, base, runs, reached)


def _new(sets: Sequence[set[str]]) -> list[int]:
    """Return how many codes of each unit are in none before it."""
    seen: set[str] = set()
    new = []
    for one in sets:
        new.append(len(one - seen))
        seen |= one
    return new


def _running(values: Sequence[int]) -> list[int]:
    """Return the running total."""
    total = 0
    return [total := total + value for value in values]


def _expected(sets: Sequence[set[str]]) -> list[float]:
    """Return the mean number of codes in 1, 2 … units over all orders."""
    n = len(sets)
    frequency = [sum(code in one for one in sets) for code in sorted(set().union(*sets))]
    return [  # fsum: the built-in sum gives other last digits from Python 3.12 on
        fsum(1 - comb(n - count, size) / comb(n, size) for count in frequency)
        for size in range(1, n + 1)
    ]


def _band(
    sets: Sequence[set[str]], confidence: float, seed: int
) -> tuple[list[float], list[float]]:
    """Return the quantiles of the number of codes over random orders."""
    import numpy as np

    codes = sorted(set().union(*sets))
    present = np.array([[code in one for code in codes] for one in sets], dtype=bool)
    present = present.reshape(len(sets), len(codes))
    generator = np.random.default_rng(seed)
    totals = np.array(
        [
            np.logical_or.accumulate(present[generator.permutation(len(sets))]).sum(axis=1)
            for _ in range(RANDOM_ORDERS)
        ]
    )
    tail = (1 - confidence) / 2
    low, high = np.quantile(totals, [tail, 1 - tail], axis=0)
    return [float(value) for value in low], [float(value) for value in high]


def saturation_facts(found: Saturation, made: str, labels: Labels) -> list[Fact]:
    """Return the facts ``cases.saturation.…``; ``made`` is how the codebook was.

    A book made beforehand is closed: it gets no verdict, since no code could have been added to it.
    """
    last = found.curve["total"].iloc[-1]
    verdict = "unknown" if not found.runs else "reached" if found.reached else "not_reached"
    if made == BEFOREHAND:
        verdict = "closed"
    run = min(found.settings.run, len(found.curve))
    new = int(found.curve["new"].iloc[-run:].sum())
    number = {0: "none", 1: "one"}.get(new, "many")
    words = sentence(
        f"cases.saturation.{verdict}",
        labels,
        unit=labels.by_language(_unit(found)),
        last=number_of(f"cases.saturation.last.{found.unit}", labels, run),
        news=sentence(f"cases.saturation.new.{number}", labels, n=new),
        after=number_of(f"cases.saturation.after.{found.unit}", labels, found.reached or 0),
    )
    facts = [
        Fact("cases.saturation.codes", int(last), "count"),
        Fact("cases.saturation.units", len(found.curve), "count"),
        Fact("cases.saturation.last.new", int(found.curve["new"].iloc[-1]), "count"),
        Fact("cases.saturation.unit", found.unit, "label", text=labels.by_language(_unit(found))),
        Fact("cases.saturation.base.units", min(found.settings.base, len(found.curve)), "count"),
        Fact("cases.saturation.base.codes", found.base, "count"),
        Fact(
            "cases.saturation.run",
            found.settings.run,
            "count",
            design=Design("cases.saturation.run"),
        ),
        Fact(
            "cases.saturation.threshold",
            found.settings.threshold,
            "percent",
            design=Design("cases.saturation.threshold"),
        ),
        Fact("cases.saturation.verdict", verdict, "phrase", text=words),
        Fact(
            "cases.saturation.made",
            made,
            "label",
            text=labels.by_language(f"cases.saturation.made.{made}"),
        ),
    ]
    if found.runs:
        facts.append(Fact("cases.saturation.last_run", found.runs[-1], "percent"))
    if found.reached and made != BEFOREHAND:
        facts.append(Fact("cases.saturation.after", found.reached, "count"))
    return facts


def _unit(found: Saturation) -> str:
    return f"cases.saturation.unit.{found.unit}"
