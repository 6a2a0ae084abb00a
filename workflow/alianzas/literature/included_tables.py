"""Tables of the included studies: theories, contexts, methods, ADO, and the studies themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alianzas.literature.coding_sheets import NOT_STATED
from alianzas.literature.included_studies import Studies, cite, cite_authors, count_codes
from alianzas.literature.screening import INCLUDE
from honest_results.tables import Column, Table
from human_files.language.current import current_languages, in_first_language
from human_files.text.folding import fold

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.codebook import Codebook, Dimension

#: Number of example studies cited for each code.
EXAMPLES = 3
ADO = ("antecedents", "decisions", "outcomes")


def codes_table(
    id: str, studies: Studies, dimension: Dimension, codebook: Codebook, records: pd.DataFrame
) -> Table:
    """Return the codes of a dimension under their headings, with counts and recent examples."""
    import pandas as pd

    known = {row["record_id"]: row for row in records.to_dict("records")}
    included = int((records["decision"] == INCLUDE).sum())
    counts = count_codes(studies, dimension)
    headings = [code.id for code in dimension.codes if not code.assignable]
    labels = codebook.labels()
    rows = []
    for heading in [*headings, None]:
        for count in counts:
            if count.code.parent == heading:
                names = _recent(count.records, known)
                rows.append(
                    {
                        "heading": f"{dimension.id}.{heading}" if heading else "literature.other",
                        "code": f"{dimension.id}.{count.code.id}",
                        "n": count.n,
                        "percent": count.n / included,
                        "examples": _cite_all(names, known, current_languages()[0]) or None,
                    }
                )
                if rows[-1]["examples"]:
                    labels[str(rows[-1]["examples"])] = {
                        language: _cite_all(names, known, language)
                        for language in current_languages()
                    }
    silent = len(studies.get((dimension.id, NOT_STATED), ()))
    rows.append(
        {
            "heading": "literature.other",
            "code": f"{dimension.id}.{NOT_STATED}",
            "n": silent,
            "percent": silent / included,
            "examples": None,
        }
    )
    return Table(
        id=id,
        frame=pd.DataFrame(rows),
        columns=[
            Column("code", f"literature.column.{dimension.id}", "label"),
            Column("n", "literature.column.studies", "count"),
            Column("percent", "literature.column.percent_included", "percent"),
            Column("examples", "literature.column.examples", "label"),
        ],
        notes=["literature.note.codes"],
        values={
            "n": {"value": included, "kind": "count"},
            "examples": {"value": EXAMPLES, "kind": "count"},
        },
        labels=labels,
        group="heading",
    )


def _recent(names: Sequence[str], known: Mapping[str, Mapping[Any, Any]]) -> list[str]:
    """Return the latest studies, by year and then by id."""
    return sorted(names, key=lambda name: (-int(known[name]["year"]), name))[:EXAMPLES]


def _cite_all(names: Sequence[str], known: Mapping[str, Mapping[Any, Any]], language: str) -> str:
    """Return the citations of some studies, joined."""
    rows = [known[name] for name in names]
    return "; ".join(cite(row["authors"], int(row["year"]), row["title"], language) for row in rows)


def ado_table(studies: Studies, codebook: Codebook, included: int) -> Table:
    """Return the codes in use of antecedents, decisions and outcomes, one panel each."""
    import pandas as pd

    rows = []
    for name in ADO:
        dimension = codebook.by_id[name]
        rows += [
            (name, f"{name}.{count.code.id}", count.n, count.n / included)
            for count in count_codes(studies, dimension)
        ]
        silent = len(studies.get((name, NOT_STATED), ()))
        rows.append((name, f"{name}.{NOT_STATED}", silent, silent / included))
    return Table(
        id="ado",
        frame=pd.DataFrame(rows, columns=["dimension", "code", "n", "percent"]),
        columns=[
            Column("code", "literature.column.code", "label"),
            Column("n", "literature.column.studies", "count"),
            Column("percent", "literature.column.percent_included", "percent"),
        ],
        notes=["literature.note.ado"],
        values={"n": {"value": included, "kind": "count"}},
        labels=codebook.labels(),
        group="dimension",
    )


def included_table(records: pd.DataFrame) -> Table:
    """Return every included study in alphabetical order: authors, year, title, journal."""
    import pandas as pd

    included = records[records["decision"] == INCLUDE]
    labels: dict[str, dict[str, str]] = {}
    rows = []
    for row in included.to_dict("records"):
        authors = {
            language: cite_authors(row["authors"], language, row["title"])
            for language in current_languages()
        }
        labels[in_first_language(authors)] = authors
        rows.append((in_first_language(authors), int(row["year"]), row["title"], row["journal"]))
    rows.sort(key=lambda row: (fold(row[0]), row[1], fold(row[2])))
    return Table(
        id="included_studies",
        frame=pd.DataFrame(rows, columns=["authors", "year", "title", "journal"]),
        columns=[
            Column("authors", "literature.column.authors", "label"),
            Column("year", "literature.column.year", "year"),
            Column("title", "literature.column.title"),
            Column("journal", "literature.column.journal"),
        ],
        notes=["literature.note.included"],
        labels=labels,
    )
