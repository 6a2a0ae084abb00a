"""References of a generated review as databases give them, and what two readers made of them."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import yaml
from growth_study import DATA, DISAGREE, STUDY, read, replace, write
from synthetic_records import synthetic_records

from honest_results.records import read_records

#: References of the shipped study, and works that each of ours cites.
REFERENCES, CITED = 61, 40
_NAMES = [
    "Abad",
    "Bello",
    "Cruz",
    "Duarte",
    "Espinel",
    "Flores",
    "Garzon",
    "Herrera",
    "Ibarra",
    "Jara",
    "Luna",
    "Mora",
    "Nieto",
]
_WORDS = [
    "trust",
    "network",
    "export",
    "risk",
    "growth",
    "learning",
    "policy",
    "family",
    "finance",
    "innovation",
]
_PLACES = ("Quito, Ecuador", "Lima, Peru", "Bogota, Colombia", "Madrid, Spain", "Leeds, England")

Row = tuple[str, ...]


def cite(folder: Path, size: int) -> None:
    """Write ``size`` times the references: originals as Scopus gives them, with keywords and cited
    works, and copies as RIS. The readers' sheets stay empty until :func:`judge`."""
    rng = random.Random(size)
    records, truth = synthetic_records(REFERENCES * size, size)
    works = [_work(rng) for _ in range(REFERENCES * size * CITED // 4)]
    terms = [f"{one} {other}" for one in _WORDS for other in _WORDS if one != other]
    originals: dict[int, dict[str, str]] = {}
    copies: list[str] = []
    for values, reference in zip(records.to_dict("records"), truth, strict=True):
        row = {str(name): str(value) for name, value in values.items()}
        row["year"] = str(2014 + int(row["year"]) % 12)
        if reference in originals:
            copies += _ris(row)
            continue
        # A few works are cited by many, most by a few.
        cited = {works[int(len(works) * rng.random() ** 3)] for _ in range(CITED)}
        originals[reference] = _scopus(row) | {
            "EID": f"2-s2.0-{reference:09}",
            "Cited by": str(rng.randint(0, 300)),
            "Affiliations": f"University of {rng.choice(_WORDS)}, {rng.choice(_PLACES)}",
            "Author Keywords": "; ".join(rng.sample(terms, 5)),
            "References": "; ".join(sorted(cited)),
        }
    place = folder / DATA / "literature"
    rows = [list(row.values()) for row in originals.values()]
    write(place / "scopus.csv", next(iter(originals.values())), rows)
    (place / "copies.ris").write_text("\n".join(copies), encoding="utf-8")
    replace(
        folder / STUDY / "literature.yaml",
        "literature/akinson-sundara-rajan-2026.ris",
        "literature/scopus.csv",
    )
    replace(
        folder / STUDY / "literature.yaml",
        "literature/melendez-delgado-2026.bib",
        "literature/copies.ris",
    )
    for sheet in ("screening", "coding"):
        _fill_in(folder, sheet, [], [], [])


def _work(rng: random.Random) -> str:
    author = f"{rng.choice(_NAMES)}-{rng.choice(_NAMES)} {rng.choice('ABCDEFGH')}."
    return (
        f"{author}, On {rng.choice(_WORDS)} and {rng.choice(_WORDS)} ({rng.randint(1970, 2015)}) "
        f"Journal of {rng.choice(_WORDS)}, {rng.randint(1, 90)}, pp. 1-20"
    )


def _scopus(row: Mapping[str, str]) -> dict[str, str]:
    begin, _, end = row["pages"].partition("-")
    return {
        "Authors": row["author"].replace(" and ", "; "),
        "Title": row["title"],
        "Year": row["year"],
        "Source title": row["journal"],
        "Volume": row["volume"],
        "Issue": row["number"],
        "Page start": begin,
        "Page end": end,
        "DOI": row["doi"],
        "Abstract": row["abstract"],
        "Document Type": "Article",
    }


def _ris(row: Mapping[str, str]) -> list[str]:
    begin, _, end = row["pages"].partition("-")
    tags = [("TY", "JOUR"), ("TI", row["title"])]
    tags += [("AU", author) for author in row["author"].split(" and ")]
    tags += [("T2", row["journal"]), ("PY", row["year"]), ("VL", row["volume"])]
    tags += [("IS", row["number"]), ("SP", begin), ("EP", end), ("DO", row["doi"])]
    return [f"{tag}  - {value}" for tag, value in tags if value] + ["ER  - ", ""]


def judge(folder: Path) -> None:
    """Fill in the readers' sheets, once the references are without duplicates; 7 of 10 are kept."""
    rng = random.Random(1)
    found, _ = read_records(folder / "records/ecuador/unique_references.parquet")
    records: list[Row] = list(zip(found["record_id"], found["title"], strict=True))
    kept = {name for name, _ in records if rng.random() < 0.7}
    excluded = ("exclude", "not_alliances", "")
    rows = [(*one, *(("include", "", "") if one[0] in kept else excluded)) for one in records]
    _judge_twice(folder, "screening", rows, lambda row: (*row[:2], *excluded), rng)
    book = yaml.safe_load((folder / "config/codebooks/ado_tcm.yaml").read_text(encoding="utf-8"))
    codes = [
        [code["id"] for code in dimension["codes"] if code.get("assignable", True)]
        for dimension in book["dimensions"]
    ]
    usual = [[code for code in some if code != "not_stated"] for some in codes]

    def coded(row: Row) -> Row:
        return (*row[:2], *(";".join(rng.sample(some, rng.randint(1, 2))) for some in usual))

    _judge_twice(folder, "coding", [coded(one) for one in records if one[0] in kept], coded, rng)


def _judge_twice(
    folder: Path, sheet: str, rows: Sequence[Row], other: Callable[[Row], Row], rng: random.Random
) -> None:
    """Write the sheets; the second reader has another opinion now and then, and gives way."""
    second = [other(row) if rng.randrange(DISAGREE) == 0 else row for row in rows]
    differing = [row for row, theirs in zip(rows, second, strict=True) if row != theirs]
    _fill_in(folder, sheet, rows, second, differing)


def _fill_in(
    folder: Path, sheet: str, first: Sequence[Row], second: Sequence[Row], settled: Sequence[Row]
) -> None:
    for part, rows in (("pass-1", first), ("pass-2", second), ("consensus", settled)):
        path = folder / DATA / f"literature/{sheet}-{part}.csv"
        write(path, read(path)[0], rows)
