"""How far the coders agree before they talk: per code, per dimension, over all judgements."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from alianzas.cases.case_codes import CaseCodes
from alianzas.further_agreement import (
    further_columns,
    further_facts,
    further_labels,
    further_values,
    installed,
)
from field_statistics.agreement import cohen_kappa, landis_koch
from field_statistics.agreement_coefficients import (
    RESAMPLES,
    count_ratings,
    gwet_ac1,
    krippendorff_alpha,
)
from field_statistics.agreement_several import fleiss_kappa, light_kappa
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

#: What a row of :func:`measure_agreement` speaks of.
CODE, DIMENSION, ALL = "code", "dimension", "all"


#: The unit of coding: whether a code is present in a case.
RATINGS = (0, 1)


def measure_agreement(judgements: pd.DataFrame, confidence: float, seed: int) -> pd.DataFrame:
    """Return the agreement of two or more coders in ``judgements`` (see coders.read_coders).

    The unit is the judgement whether a code is present in a case. One row per code, then one per
    dimension, then one for all judgements (``level`` says which); columns level, dimension, code, n
    (units), base_rate (share of "present" among all coders' judgements), percent (proportion of equal
    pairs of judgements, mean over pairs of coders), kappa (Cohen 1960; of more than two coders
    Light 1971) with kappa_low and kappa_high, fleiss (Fleiss 1971; two coders: missing), alpha
    (Krippendorff 2004) with alpha_ci_low and alpha_ci_high from the bootstrap over cases, ac1 (Gwet
    2008) with ac1_ci_low and ac1_ci_high, and one for each coefficient that another distribution
    adds. Kappa's interval is the large-sample one for one code and two coders, else from the jackknife
    over cases, since judgements of one case hang together.
    Coefficients are missing where all coders give one and the same value throughout (AC1 is not),
    intervals also where they always agree.
    """
    import pandas as pd

    units = compare_coders(judgements)
    return pd.DataFrame(
        [
            {
                "level": level,
                "dimension": dimension,
                "code": code,
                **_measure(part, confidence, seed),
            }
            for level, dimension, code, part in groups_of(units)
        ]
    ).astype(dict.fromkeys((*_COEFFICIENTS, *(one.name for one in installed())), "float64"))


def groups_of(
    frame: pd.DataFrame,
) -> list[tuple[str, Hashable, Hashable, pd.DataFrame]]:
    """Return the rows of each code, each dimension and all: level, dimension, code, rows."""
    groups: list[tuple[str, Hashable, Hashable, pd.DataFrame]] = [
        (CODE, dimension, code, group)
        for (dimension, code), group in frame.groupby(["dimension", "code"], sort=False)
    ]
    groups += [
        (DIMENSION, dimension, None, group)
        for dimension, group in frame.groupby("dimension", sort=False)
    ]
    return [*groups, (ALL, None, None, frame)]


def compare_coders(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return one row per case and code: case, dimension, code, and a column per coder (0 or 1).

    Coders' columns are the numbers 0, 1, … in the order of the coders. Raises ValueError for fewer
    than two coders, or where one lacks a judgement that another made.
    """
    coders = list(dict.fromkeys(judgements["coder"]))
    if len(coders) < 2:
        raise ValueError("two coders or more are compared, not one")
    keys = list(_KEYS)
    units = judgements[keys].drop_duplicates().reset_index(drop=True)
    for number, coder in enumerate(coders):
        own = judgements[judgements["coder"] == coder]
        merged = units[keys].merge(own[[*keys, "value"]], on=keys, how="left", validate="1:1")
        if merged["value"].isna().any() or len(own) != len(units):
            raise ValueError(f"{coder} did not judge what the others did")
        units[number] = merged["value"].astype("int64")
    return units


_KEYS = ("case", "dimension", "code")


def coders_of(units: pd.DataFrame) -> list[int]:
    """Return the columns of :func:`compare_coders`' frame that hold judgements."""
    return list(range(len(units.columns) - len(_KEYS)))


_INTERVALS = ("alpha_ci", "ac1_ci")
_COEFFICIENTS = (
    "kappa",
    "kappa_low",
    "kappa_high",
    "fleiss",
    "alpha",
    "ac1",
    *(f"{name}_{end}" for name in _INTERVALS for end in ("low", "high")),
)


def _measure(units: pd.DataFrame, confidence: float, seed: int) -> dict[str, object]:
    coders = coders_of(units)
    values = [list(units[coder]) for coder in coders]
    cases = list(units["case"])
    if len(coders) == 2 and units["code"].nunique() == 1:
        found = cohen_kappa(values[0], values[1], confidence)
    else:
        found = light_kappa(values, cases, confidence)
    ratings = list(zip(*values, strict=True))
    counts = count_ratings(ratings, RATINGS)
    # An interval without width says nothing about how sure perfect agreement is.
    sure = found.percent < 1
    alpha = krippendorff_alpha(counts, seed, confidence, cases)
    ac1 = gwet_ac1(counts, confidence, cases)
    return {
        "n": found.n,
        "base_rate": float(units[coders].to_numpy().mean()),
        "percent": found.percent,
        "kappa": found.kappa,
        "kappa_low": found.low if sure else None,
        "kappa_high": found.high if sure else None,
        "fleiss": fleiss_kappa(counts) if len(coders) > 2 else None,
        "alpha": alpha.value,
        "alpha_ci_low": alpha.low if sure else None,
        "alpha_ci_high": alpha.high if sure else None,
        "ac1": ac1.value,
        "ac1_ci_low": ac1.low if sure else None,
        "ac1_ci_high": ac1.high if sure else None,
        **further_values(ratings, RATINGS),
    }


def agreement_facts(
    agreement: pd.DataFrame, codes: CaseCodes, labels: Labels, confidence: float
) -> list[Fact]:
    """Return the facts ``cases.agreement.…`` of :func:`measure_agreement`'s frame."""
    facts: list[Fact] = []
    for row in agreement.to_dict("records"):
        name = {CODE: row["code"], DIMENSION: row["dimension"], ALL: None}[row["level"]]
        stem = f"cases.agreement.{name}" if name else "cases.agreement"
        facts.append(Fact(f"{stem}.percent", row["percent"], "percent", n=row["n"]))
        for name, interval in _FACTS:
            value, bounds = row[name], (row[f"{interval}_low"], row[f"{interval}_high"])
            if value == value:
                known = None if bounds[0] != bounds[0] else bounds
                facts.append(
                    Fact(
                        f"{stem}.{name}",
                        value,
                        "coefficient",
                        n=row["n"],
                        interval=known,
                        confidence=confidence,
                    )
                )
        further = {one.name: row[one.name] for one in installed()}
        known_values = {key: value for key, value in further.items() if value == value}
        facts += further_facts(stem, known_values, n=row["n"])
        if row["level"] == ALL and row["kappa"] == row["kappa"]:
            word = landis_koch(row["kappa"])
            text = labels.by_language(f"cases.strength.{word}")
            facts.append(Fact(f"{stem}.strength", word, "phrase", text=text))
        if row["level"] == ALL:
            facts.append(Fact(f"{stem}.n", row["n"], "count"))
            kind = "light" if row["fleiss"] == row["fleiss"] else "cohen"
            text = labels.by_language(f"cases.kappa.{kind}")
            facts.append(Fact(f"{stem}.kappa.kind", kind, "phrase", text=text))
    return facts + _lowest(agreement, codes)


#: Coefficients that are facts, and what their intervals are called.
_FACTS = (("kappa", "kappa"), ("alpha", "alpha_ci"), ("ac1", "ac1_ci"))


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
    """Return the table ``case_agreement``: codes by dimension, each dimension's total, and all."""
    frame = in_panels(agreement, codes)
    several = bool(agreement["fleiss"].notna().any())
    fleiss = [Column("fleiss", "cases.column.fleiss", "coefficient")] if several else []
    return Table(
        id="case_agreement",
        frame=frame,
        columns=[
            Column("item", "cases.column.code", "label"),
            Column("base_rate", "cases.column.base_rate", "percent"),
            Column("percent", "cases.column.agreement", "percent"),
            Column("kappa", f"cases.column.{'light' if several else 'kappa'}", "coefficient"),
            Column("kappa", "cases.column.interval", "interval", of="coefficient"),
            *fleiss,
            Column("alpha", "cases.column.alpha", "coefficient"),
            Column("alpha_ci", "cases.column.interval", "interval", of="coefficient"),
            Column("ac1", "cases.column.ac1", "coefficient"),
            Column("ac1_ci", "cases.column.interval", "interval", of="coefficient"),
            *further_columns(),
        ],
        notes=[f"cases.note.agreement_{'several' if several else 'two'}", "cases.note.agreement"],
        values={
            "confidence": {"value": confidence, "kind": "percent"},
            "n": {"value": int(frame["n"].min()), "kind": "count"},
            "all": {"value": int(frame["n"].max()), "kind": "count"},
            "resamples": {"value": RESAMPLES, "kind": "count"},
        },
        labels={**codes.labels(), **further_labels()},
        group="panel",
    )


def in_panels(agreement: pd.DataFrame, codes: CaseCodes) -> pd.DataFrame:
    """Return rows by code, dimension and all in the order of the table, with panel and item.

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
    return frame.reset_index(drop=True)
