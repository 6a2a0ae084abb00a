"""Gaps: pairs of codes that no included study combines, and which of them are worth naming.

Most cells of an evidence map are empty because their codes are rare; that says little. The rule: an
empty cell is named if both its codes have ``gap_studies`` studies or more, so that the combination
could have been expected, and neither is residual: "other" or "not specified" is not something a
study could take up. Named cells are ordered by how many studies would combine the two codes if
they were unrelated: studies with one code × studies with the other ÷ all studies.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alianzas.literature.analysis.gap_words import Gap, gap_words
from alianzas.literature.coding_sheets import NOT_STATED
from alianzas.literature.included_studies import Studies, cite, cross_codes
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages, in_first_language

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.codebook import Codebook
    from human_files.language.labels import Labels

#: The evidence maps with their two dimensions; the keys also name the labels of gaps in them.
MAPS = {
    "antecedents_outcomes": ("antecedents", "outcomes"),
    "theory_method": ("theory", "method"),
}


def find_gaps(
    studies: Studies, codebook: Codebook, included: int, gap_studies: int
) -> dict[str, list[Gap]]:
    """Return the named gaps of each map, most expected first (rule: see the module docstring)."""
    return {
        name: _gaps_of(name, studies, codebook, included, gap_studies)
        for name, dimensions in MAPS.items()
        if all(dimension in codebook.by_id for dimension in dimensions)
    }


def _gaps_of(
    name: str, studies: Studies, codebook: Codebook, included: int, gap_studies: int
) -> list[Gap]:
    """Return the named gaps of one map, most expected first."""
    row, column = (codebook.by_id[dimension] for dimension in MAPS[name])
    pairs = cross_codes(studies, row, column)
    codes = [{code.id: code for code in side} for side in (pairs.rows, pairs.columns)]
    gaps = []
    for (one, other), n in pairs.n.items():
        first, second = studies[row.id, one], studies[column.id, other]
        sides = codes[0][one], codes[1][other]
        if n or any(code.residual for code in sides):
            continue
        if min(len(first), len(second)) >= gap_studies:
            expected = len(first) * len(second) / included
            gaps.append(Gap(name, *sides, first, second, expected))
    return sorted(gaps, key=lambda gap: (-gap.expected, gap.row.id, gap.column.id))


def gap_facts(
    gaps: Mapping[str, Sequence[Gap]],
    studies: Studies,
    codebook: Codebook,
    gap_studies: int,
    labels: Labels,
) -> list[Fact]:
    """Return, per map, how many cells are empty, how many gaps are named, and the first of them."""
    facts = [
        Fact("literature.gaps.n", sum(len(found) for found in gaps.values()), "count"),
        Fact(
            "literature.gaps.least",
            gap_studies,
            "count",
            design=Design("literature.analysis.gap_studies"),
        ),
    ]
    for name, found in gaps.items():
        pairs = cross_codes(studies, *(codebook.by_id[dimension] for dimension in MAPS[name]))
        key = f"literature.gaps.{name}"
        facts += [
            Fact(f"{key}.n", len(found), "count", n=pairs.empty),
            Fact(f"{key}.cells.n", len(pairs.n), "count"),
            Fact(f"{key}.empty.n", pairs.empty, "count", n=len(pairs.n)),
        ]
        text = (
            gap_words(found[0], labels)
            if found
            else dict(labels.by_language("literature.gap.none"))
        )
        value = f"{found[0].row.id} {found[0].column.id}" if found else "none"
        facts.append(Fact(f"{key}.first", value, "label", text=text))
    return facts


def research_table(
    gaps: Mapping[str, Sequence[Gap]],
    records: pd.DataFrame,
    included: int,
    gap_studies: int,
    listed: int,
    labels: Labels,
) -> Table:
    """Return the research agenda: the first ``listed`` gaps of each map, with the nearest studies.

    The nearest studies are the latest with one code and with the other. ``records`` has record_id,
    authors, year and title.
    """
    import pandas as pd

    known = {row["record_id"]: row for row in records.to_dict("records")}
    texts: dict[str, dict[str, str]] = {}
    rows = []
    for name, found in gaps.items():
        for gap in found[:listed]:
            words = {k: text[:1].upper() + text[1:] for k, text in gap_words(gap, labels).items()}
            near = {
                language: "; ".join(
                    dict.fromkeys(
                        _latest(side, known, language)
                        for side in (gap.row_records, gap.column_records)
                    )
                )
                for language in current_languages()
            }
            texts[in_first_language(words)], texts[in_first_language(near)] = words, near
            counts = (len(gap.row_records), len(gap.column_records), gap.expected)
            rows.append(
                (
                    f"literature.map.{name}",
                    in_first_language(words),
                    *counts,
                    in_first_language(near),
                )
            )
    columns = ["map", "gap", "first", "second", "expected", "near"]
    return Table(
        id="future_research",
        frame=pd.DataFrame(rows, columns=columns),
        columns=[
            Column("gap", "literature.column.gap", "label"),
            Column("first", "literature.column.first_code", "count"),
            Column("second", "literature.column.second_code", "count"),
            Column("expected", "literature.column.expected", "number", decimals=1),
            Column("near", "literature.column.near", "label"),
        ],
        notes=["literature.note.gaps"] if rows else ["literature.note.gaps_none"],
        values={
            "least": {"value": gap_studies, "kind": "count"},
            "n": {"value": included, "kind": "count"},
            "listed": {"value": listed, "kind": "count"},
        },
        labels=texts,
        group="map",
    )


def _latest(names: Sequence[str], known: Mapping[str, Mapping[Any, Any]], language: str) -> str:
    """Return the citation of the latest of some studies."""
    row = known[min(names, key=lambda name: (-int(known[name]["year"]), name))]
    return cite(row["authors"], int(row["year"]), row["title"], language)


def exemplary_table(
    studies: Studies, codebook: Codebook, records: pd.DataFrame, by_citations: bool
) -> Table:
    """Return one exemplary study for each theory, context and method in use.

    With ``by_citations`` it is the most cited; otherwise the one with the most codes, since its
    title says most. Ties go to the latest study, then to the first by id.
    """
    import pandas as pd

    known = {row["record_id"]: row for row in records.to_dict("records")}
    codes = Counter(
        name
        for dimension in codebook.dimensions
        for code in dimension.assignable
        if code.id != NOT_STATED
        for name in studies[dimension.id, code.id]
    )
    labels = codebook.labels()
    rows = []
    for dimension in ("theory", "context", "method"):
        for code in codebook.by_id[dimension].assignable if dimension in codebook.by_id else []:
            names = studies[dimension, code.id]
            if code.id == NOT_STATED or not names:
                continue
            best = min(
                names,
                key=lambda name: (
                    -(_cited(known[name]) if by_citations else codes[name]),
                    -int(known[name]["year"]),
                    name,
                ),
            )
            row = known[best]
            cited = {
                k: cite(row["authors"], int(row["year"]), row["title"], k)
                for k in current_languages()
            }
            labels[in_first_language(cited)] = cited
            rows.append(
                (
                    dimension,
                    f"{dimension}.{code.id}",
                    len(names),
                    in_first_language(cited),
                    row["title"],
                )
            )
    return Table(
        id="exemplary_studies",
        frame=pd.DataFrame(rows, columns=["dimension", "code", "n", "study", "title"]),
        columns=[
            Column("code", "literature.column.code", "label"),
            Column("n", "literature.column.studies", "count"),
            Column("study", "literature.column.exemplary", "label"),
            Column("title", "literature.column.title"),
        ],
        notes=[f"literature.note.exemplary_{'cited' if by_citations else 'codes'}"],
        labels=labels,
        group="dimension",
    )


def _cited(row: Mapping[Any, Any]) -> int:
    """Return how often a study is cited; −1 where that is unknown."""
    value = row["times_cited"]
    return int(value) if value == value and value is not None else -1
