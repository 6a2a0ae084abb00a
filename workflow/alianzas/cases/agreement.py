"""How far the coders agree before they talk: per code, per dimension, over all judgements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from typing import TYPE_CHECKING

from alianzas.agreement import Agreement, clustered_kappa, cohen_kappa, strength
from alianzas.cases.case_codes import CaseCodes
from alianzas.language.labels import Labels
from alianzas.results.facts import Fact
from alianzas.results.tables import Column, Table

if TYPE_CHECKING:
    import pandas as pd

#: What a row of :func:`measure_agreement` speaks of.
CODE, DIMENSION, ALL = "code", "dimension", "all"


def measure_agreement(judgements: pd.DataFrame, confidence: float) -> pd.DataFrame:
    """Return the agreement of the two coders in ``judgements`` (see judgements.read_coders).

    One row per code, then one per dimension, then one for all judgements (``level`` says which);
    columns level, dimension, code, n (pairs of judgements), base_rate (share of "present" among both
    coders' judgements), percent (proportion of equal pairs), kappa (Cohen 1960), kappa_low and
    kappa_high: for a code the large-sample interval, for several codes the jackknife over cases,
    since judgements of one case hang together (see :mod:`alianzas.agreement`). Kappa is missing where
    both coders give one and the same value throughout, its interval also where they always agree.
    """
    import pandas as pd

    pairs = compare_coders(judgements)
    groups: list[tuple[str, Hashable, Hashable, pd.DataFrame]] = [
        (CODE, dimension, code, group)
        for (dimension, code), group in pairs.groupby(["dimension", "code"], sort=False)
    ]
    groups += [
        (DIMENSION, dimension, None, group)
        for dimension, group in pairs.groupby("dimension", sort=False)
    ]
    groups.append((ALL, None, None, pairs))
    rows = []
    for level, dimension, code, group in groups:
        found = _agreement(group, confidence)
        rows.append(
            {
                "level": level,
                "dimension": dimension,
                "code": code,
                "n": found.n,
                "base_rate": float(group[["first", "second"]].to_numpy().mean()),
                "percent": found.percent,
                "kappa": found.kappa,
                # An interval without width says nothing about how sure perfect agreement is.
                "kappa_low": found.low if found.percent < 1 else None,
                "kappa_high": found.high if found.percent < 1 else None,
            }
        )
    kappas = dict.fromkeys(("kappa", "kappa_low", "kappa_high"), "float64")
    return pd.DataFrame(rows).astype(kappas)


def compare_coders(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return one row per case and code: case, dimension, code, first, second (values 0/1).

    ``first`` is the coder that comes first. Raises ValueError unless there are two coders.
    """
    coders = list(dict.fromkeys(judgements["coder"]))
    if len(coders) != 2:
        raise ValueError(f"two coders are compared, not {len(coders)}")
    keys = ["case", "dimension", "code"]
    first, second = (judgements[judgements["coder"] == coder] for coder in coders)
    pairs: pd.DataFrame = first[[*keys, "value"]].merge(
        second[[*keys, "value"]], on=keys, validate="one_to_one", suffixes=("_1", "_2")
    )
    return pairs.rename(columns={"value_1": "first", "value_2": "second"})


def _agreement(pairs: pd.DataFrame, confidence: float) -> Agreement:
    if pairs["code"].nunique() == 1:
        return cohen_kappa([*pairs["first"]], [*pairs["second"]], confidence)
    clusters = [
        Counter[tuple[Hashable, Hashable]](zip(case["first"], case["second"], strict=True))
        for _, case in pairs.groupby("case", sort=False)
    ]
    return clustered_kappa(clusters, confidence)


def agreement_facts(
    agreement: pd.DataFrame, codes: CaseCodes, labels: Labels, confidence: float
) -> list[Fact]:
    """Return the facts ``cases.agreement.…`` of :func:`measure_agreement`'s frame."""
    facts: list[Fact] = []
    for row in agreement.to_dict("records"):
        name = {CODE: row["code"], DIMENSION: row["dimension"], ALL: None}[row["level"]]
        stem = f"cases.agreement.{name}" if name else "cases.agreement"
        facts.append(Fact(f"{stem}.percent", row["percent"], "percent", n=row["n"]))
        if row["kappa"] == row["kappa"]:
            known = row["kappa_low"] == row["kappa_low"]
            facts.append(
                Fact(
                    f"{stem}.kappa",
                    row["kappa"],
                    "coefficient",
                    n=row["n"],
                    interval=(row["kappa_low"], row["kappa_high"]) if known else None,
                    confidence=confidence,
                )
            )
            if row["level"] == ALL:
                word = strength(row["kappa"])
                text = labels.both(f"cases.strength.{word}")
                facts.append(Fact(f"{stem}.strength", word, "phrase", text=text))
        if row["level"] == ALL:
            facts.append(Fact(f"{stem}.n", row["n"], "count"))
    return facts + _lowest(agreement, codes)


def _lowest(agreement: pd.DataFrame, codes: CaseCodes) -> list[Fact]:
    """Return which codes the coders agreed on least (ties joined), and how far they did."""
    by_code = agreement[agreement["level"] == CODE]
    percent = by_code["percent"].min()
    lowest = list(by_code.loc[by_code["percent"] == percent, "code"])
    return [
        Fact("cases.agreement.lowest.codes", " ".join(lowest), "label", text=codes.join(lowest)),
        Fact("cases.agreement.lowest.percent", percent, "percent"),
    ]


def agreement_table(agreement: pd.DataFrame, codes: CaseCodes, confidence: float) -> Table:
    """Return the table ``case_agreement``: codes by dimension, each dimension's total, and all.

    A dimension of one code has no total of its own.
    """
    order = {name: place for place, name in enumerate([*codes.codebook.by_id, "cases.all_codes"])}
    frame = agreement.copy()
    frame["panel"] = frame["dimension"].fillna("cases.all_codes")
    single = frame["panel"].map(frame[frame["level"] == CODE]["panel"].value_counts()) == 1
    frame = frame[~(single & (frame["level"] == DIMENSION))]
    frame["item"] = [
        f"{row.dimension}.{row.code}" if row.level == CODE else f"cases.total.{row.level}"
        for row in frame.itertuples()
    ]
    frame = frame.sort_values("panel", key=lambda panel: panel.map(order), kind="stable")
    return Table(
        id="case_agreement",
        frame=frame.reset_index(drop=True),
        columns=[
            Column("item", "cases.column.code", "label"),
            Column("n", "cases.column.judgements", "count"),
            Column("base_rate", "cases.column.base_rate", "percent"),
            Column("percent", "cases.column.agreement", "percent"),
            Column("kappa", "cases.column.kappa", "coefficient"),
            Column("kappa", "cases.column.interval", "interval", of="coefficient"),
        ],
        notes=["cases.note.agreement"],
        values={
            "confidence": {"value": confidence, "kind": "percent"},
            "n": {"value": int(frame["n"].min()), "kind": "count"},
        },
        labels=codes.labels(),
        group="panel",
    )
