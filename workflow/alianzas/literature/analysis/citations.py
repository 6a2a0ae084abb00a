"""How often the included studies are cited and what they cite, where the sources say.

Two references are linked where included studies cite both (co-citation: Small, 1973).
"""

from __future__ import annotations

import re
from collections import Counter
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any

from alianzas.literature.analysis.field_coverage import Fields, missing_statement, state_facts
from alianzas.literature.analysis.networks import Network, build_network
from alianzas.literature.included_studies import cite
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages, in_first_language
from human_files.text.folding import fold
from references.comparable_text import find_year
from references.record import split_cell

if TYPE_CHECKING:
    import pandas as pd

    from human_files.language.labels import Labels

#: Maximum number of nodes in the co-citation network.
MOST_NODES = 30
_VOLUME = re.compile(r"\b[Vv](?:ol\.? ?)?(\d+)\b|, (\d+)(?= ?\(|, pp?\.)")
_INITIALS = re.compile(r"^(?:[A-Z]\.?-?){1,4}$")
_GLUED = re.compile(r"(?<=[A-Za-z]{2})\.[A-Z]{1,3}$")


def most_cited(included: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the studies with times cited, most cited first, then by id, each as a row."""
    rows = included[included["times_cited"].notna()].to_dict("records")
    return sorted(
        [{str(key): value for key, value in row.items()} for row in rows],
        key=lambda row: (-int(row["times_cited"]), row["record_id"]),
    )


def most_cited_table(included: pd.DataFrame, fields: Fields, listed: int, labels: Labels) -> Table:
    """Return the ``listed`` most cited studies; without times cited, a note says so."""
    import pandas as pd

    shown = most_cited(included)[:listed] if fields.suffices("times_cited") else []
    texts: dict[str, dict[str, str]] = {}
    rows = []
    for row in shown:
        cited = {
            k: cite(row["authors"], int(row["year"]), row["title"], k) for k in current_languages()
        }
        texts[in_first_language(cited)] = cited
        rows.append(
            (in_first_language(cited), row["title"], row["journal"], int(row["times_cited"]))
        )
    return Table(
        id="most_cited",
        frame=pd.DataFrame(rows, columns=["study", "title", "journal", "times_cited"]),
        columns=[
            Column("study", "literature.column.study", "label"),
            Column("title", "literature.column.title"),
            Column("journal", "literature.column.journal"),
            Column("times_cited", "literature.column.times_cited", "count"),
        ],
        notes=["literature.note.most_cited" if rows else "literature.missing.times_cited"],
        values={
            "n": {"value": fields.given["times_cited"], "kind": "count"},
            "all": {"value": fields.n, "kind": "count"},
        },
        labels=texts
        | {"literature.missing.times_cited": missing_statement(fields, "times_cited", labels)},
    )


def reference_key(reference: str) -> tuple[str, str]:
    """Return a key that all spellings of a cited reference share, and its printed form.

    The key is surname, year and volume, as far as the text gives them: "Barney J, 1991, J MANAGE,
    V17, P99" and "Barney, J. (1991). …, 17(1), 99–120" have the same key. Returns ("", "") where
    the name or the year is missing.
    """
    year = find_year(reference)
    first = re.split(r"[,;(]", reference.strip(), maxsplit=1)[0]
    first = _GLUED.sub(
        "", first
    )  # "SCHILLIN.H": truncated and joined, as in old Web of Science files
    words = first.split()
    names = [word for word in words if not _INITIALS.match(word)] or _short_surname(words)
    surname = " ".join(names)
    if not surname or year is None or not surname[0].isalpha():
        return "", ""
    volume = _VOLUME.search(reference)
    number = next((group for group in volume.groups() if group), "") if volume else ""
    shown = surname.title() if surname.isupper() else surname
    return f"{fold(surname)} {year} {number}".strip(), f"{shown} ({year})"


def _short_surname(words: list[str]) -> list[str]:
    """Return the surname of a name in capitals, all of whose words could be initials: "LI X"."""
    if not words or len(words[0]) < 2 or "." in words[0]:
        return []
    words = list(words)
    while len(words) > 1 and (len(words) == 2 or len(words[-1]) < 3):
        words.pop()
    return words


def cited_references(included: pd.DataFrame) -> tuple[list[frozenset[str]], dict[str, str]]:
    """Return the keys of the references of each study, and each key's printed form."""
    printed: dict[str, Counter[str]] = {}
    groups = []
    for cell in included["cited_references"]:
        keys = set()
        for reference in split_cell(cell):
            key, shown = reference_key(reference)
            if key:
                keys.add(key)
                printed.setdefault(key, Counter())[shown] += 1
        groups.append(frozenset(keys))
    commonest = {
        key: min(forms, key=lambda form: (-forms[form], form)) for key, forms in printed.items()
    }
    return groups, _distinguish(commonest)


def _distinguish(shown: dict[str, str]) -> dict[str, str]:
    """Add letters to the printed forms of works by one author in one year: "Ash (1991a)"."""
    alike: dict[str, list[str]] = {}
    for key in sorted(shown):
        alike.setdefault(shown[key], []).append(key)
    for form, keys in alike.items():
        if 1 < len(keys) <= len(ascii_lowercase):
            for key, letter in zip(keys, ascii_lowercase, strict=False):
                shown[key] = f"{form[:-1]}{letter})"
    return shown


def cocitation(included: pd.DataFrame, fields: Fields) -> Network:
    """Return the network of references cited together; empty where too few studies give any."""
    groups, printed = cited_references(included)
    if not fields.suffices("cited_references"):
        groups = []
    return build_network(groups, printed, MOST_NODES)


def references_table(included: pd.DataFrame, fields: Fields, listed: int, labels: Labels) -> Table:
    """Return the references that the most included studies cite (at least two)."""
    import pandas as pd

    groups, printed = cited_references(included)
    counts = Counter(key for group in groups for key in group)
    rows = [
        (printed[key], n)
        for key, n in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        if n > 1
    ][:listed]
    if not fields.suffices("cited_references"):
        rows = []
    return Table(
        id="cited_references",
        frame=pd.DataFrame(rows, columns=["reference", "n"]),
        columns=[
            Column("reference", "literature.column.reference"),
            Column("n", "literature.column.citing", "count"),
        ],
        notes=["literature.note.cited" if rows else "literature.missing.cited_references"],
        values={
            "n": {"value": fields.given["cited_references"], "kind": "count"},
            "all": {"value": fields.n, "kind": "count"},
        },
        labels={
            "literature.missing.cited_references": missing_statement(
                fields, "cited_references", labels
            )
        },
    )


def citation_facts(
    included: pd.DataFrame, fields: Fields, network: Network, labels: Labels
) -> list[Fact]:
    """Return whether citations and co-citation are shown, and the most cited study."""
    cited = fields.suffices("times_cited")
    joined = fields.suffices("cited_references") and len(network.nodes) > 0
    facts = [
        *state_facts("literature.citations", cited, fields, "times_cited", labels),
        *state_facts("literature.cocitation", joined, fields, "cited_references", labels),
    ]
    rows = most_cited(included) if cited else []
    nothing = dict(labels.by_language("literature.none"))
    text = nothing
    if rows:
        row = rows[0]
        text = {
            k: cite(row["authors"], int(row["year"]), row["title"], k) for k in current_languages()
        }
    value = rows[0]["record_id"] if rows else "none"
    top = max(network.nodes["n"], default=0)
    best = list(network.nodes[network.nodes["n"] == top]["label"]) if top else []
    return [
        *facts,
        Fact("literature.citations.top.label", value, "label", text=text),
        Fact("literature.citations.top.n", int(rows[0]["times_cited"]) if rows else None, "count"),
        Fact("literature.cocitation.n", len(network.nodes), "count"),
        Fact(
            "literature.cocitation.top.label",
            best[0] if best else "none",
            "label",
            text=dict.fromkeys(current_languages(), best[0]) if best else nothing,
        ),
        Fact("literature.cocitation.top.n", int(top), "count"),
    ]
