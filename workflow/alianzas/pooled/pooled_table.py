"""The table of a family: every study's estimate, their mean, and the mean without each study."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alianzas.pooled.effects import Effect
from alianzas.pooled.outcome_words import Countries
from alianzas.pooled.outcomes import Outcome
from alianzas.pooled.printing import Printing
from field_statistics.meta_analysis import MetaAnalysis
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels

_COLUMNS = ("n", "weight", "value", "value_low", "value_high", "predicted_low", "predicted_high")
_NUMBERS = (*_COLUMNS, "tau", "i2", "q_p")
#: Columns whose cells rest on the data of the studies of their row.
_MARKED = ("n", "value", "predicted")


def family_table(
    outcomes: Sequence[Outcome],
    printing: Printing,
    countries: Countries,
    labels: Labels,
) -> Table:
    """Return the table of a family: outcome by outcome, the studies first."""
    import pandas as pd

    texts: dict[str, Mapping[str, str]] = {}
    rows: list[dict[str, Any]] = []
    levels: list[str] = []
    for outcome in outcomes:
        key = f"pooled.name.{outcome.name}"
        texts[key] = outcome.label
        for row, level in _rows(outcome, printing, countries, labels, texts):
            rows.append({"outcome": key, **row})
            levels.append(level)
    frame = pd.DataFrame(rows, columns=["outcome", "study", *_NUMBERS])
    frame = frame.astype(dict.fromkeys(_NUMBERS, "float64"))
    kind, decimals = printing.family.kind, printing.family.decimals
    return Table(
        f"pooled_{printing.family.name}",
        frame,
        [
            Column("study", "pooled.column.study", "label"),
            Column("n", "pooled.column.n", "count"),
            Column("weight", "pooled.column.weight", "percent"),
            Column("value", "pooled.column.value", kind, decimals),
            Column("value", "pooled.column.interval", "interval", decimals, of=kind),
            Column("predicted", "pooled.column.predicted", "interval", decimals, of=kind),
            Column("tau", "pooled.column.tau", "number"),
            Column("i2", "pooled.column.i2", "percent"),
            Column("q_p", "pooled.column.q_p", "p_value"),
        ],
        notes=[f"pooled.note.{printing.family.name}", "pooled.note.mean"],
        labels=texts,
        group="outcome",
        levels=dict.fromkeys(_MARKED, levels),
    )


def _rows(
    outcome: Outcome,
    printing: Printing,
    countries: Countries,
    labels: Labels,
    texts: dict[str, Mapping[str, str]],
) -> list[tuple[dict[str, Any], str]]:
    """Return the rows of an outcome with their levels; ``texts`` gets what studies are called."""
    weights = {
        effect.study: weight
        for pool in outcome.pools
        for effect, weight in zip(pool.effects, pool.found.weights, strict=True)
    }
    found: list[tuple[dict[str, Any], str]] = []
    for effect in outcome.effects:
        key = f"pooled.study.{effect.study}"
        texts[key] = countries[effect.study]
        row = _study_row(effect, printing) | {"study": key, "weight": weights.get(effect.study)}
        found.append((row, effect.level))
    for pool in outcome.pools:
        key = f"pooled.mean.{pool.level}"
        found.append(({"study": key, **_mean_row(pool.found, printing)}, pool.level))
        for study, without in pool.without.items():
            key = f"pooled.without.{study}"
            texts[key] = {
                language: labels("pooled.without", language).format(
                    country=countries[study][language]
                )
                for language in current_languages()
            }
            found.append(({"study": key, **_mean_row(without, printing)}, pool.level))
    return found


def _study_row(effect: Effect, printing: Printing) -> dict[str, Any]:
    if effect.value is None:
        return {}
    row: dict[str, Any] = {"n": effect.n, "value": printing.value(effect.value)}
    if effect.low is not None and effect.high is not None:
        row["value_low"], row["value_high"] = printing.bounds(effect.low, effect.high)
    return row


def _mean_row(found: MetaAnalysis, printing: Printing) -> dict[str, Any]:
    low, high = printing.bounds(found.low, found.high)
    below, above = printing.bounds(found.predicted_low, found.predicted_high)
    return {
        "value": printing.value(found.value),
        "value_low": low,
        "value_high": high,
        "predicted_low": below,
        "predicted_high": above,
        "tau": found.tau2**0.5,
        "i2": found.i2,
        "q_p": found.q_p,
    }
