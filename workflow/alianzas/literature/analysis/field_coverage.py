"""Which fields the sources gave for the included studies, and which results can rest on them.

The rule: a result rests on a field if at least ``field_share`` of the included studies have it.
Otherwise it rests on the titles where they can serve instead, and the article says so; where they
cannot, the article says what is missing instead of showing the result.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from alianzas.sentences import share
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import pandas as pd

    from human_files.language.labels import Labels

#: The fields that results rest on, in the order of the table.
FIELDS = (
    "title",
    "authors",
    "year",
    "journal",
    "doi",
    "abstract",
    "author_keywords",
    "index_keywords",
    "affiliations",
    "countries",
    "times_cited",
    "cited_references",
)
#: Fields that can supply keywords, best first; titles are the fallback.
KEYWORD_FIELDS = ("author_keywords", "index_keywords")
TITLES = "titles"


class Fields(NamedTuple):
    """How many of the ``n`` included studies have each field, and the share that suffices."""

    n: int
    given: Mapping[str, int]
    enough: float

    def suffices(self, field: str) -> bool:
        """Whether a result may rest on ``field``."""
        return self.n > 0 and self.given[field] / self.n >= self.enough

    def first(self, *fields: str) -> str:
        """Return the first of ``fields`` that suffices, or "titles"."""
        return next((field for field in fields if self.suffices(field)), TITLES)


def count_fields(included: pd.DataFrame, enough: float) -> Fields:
    """Return how many of ``included`` (a frame of records) have each of :data:`FIELDS`."""
    given = {
        field: int((included[field].notna() & (included[field].astype("str") != "")).sum())
        for field in FIELDS
    }
    return Fields(len(included), given, enough)


def missing_statement(fields: Fields, field: str, labels: Labels) -> dict[str, str]:
    """Return the sentence printed in place of a result that lacks ``field``."""
    count = fields.given[field]
    which = "none" if count == 0 else "some"
    return {
        language: labels(f"literature.missing.{which}", language).format(
            field=labels(f"literature.field.{field}.words", language),
            n=format_value(count, "count", language),
            all=format_value(fields.n, "count", language),
            share=format_value(fields.enough, "percent", language),
        )
        for language in current_languages()
    }


def state_facts(key: str, shown: bool, fields: Fields, field: str, labels: Labels) -> list[Fact]:
    """Return the facts that let the article show a result or say what is missing.

    ``<key>.state`` is "shown" or "missing"; ``<key>.statement`` says what the sources gave.
    """
    if shown:
        text = {
            language: labels("literature.missing.given", language).format(
                field=labels(f"literature.field.{field}.words", language),
                n=format_value(fields.given[field], "count", language),
                all=format_value(fields.n, "count", language),
            )
            for language in current_languages()
        }
    else:
        text = missing_statement(fields, field, labels)
    state = "shown" if shown else "missing"
    return [
        Fact(f"{key}.state", state, "phrase", text=labels.by_language(f"literature.state.{state}")),
        Fact(f"{key}.statement", state, "phrase", text=text),
    ]


def field_facts(fields: Fields) -> list[Fact]:
    """Return how many studies have each field, and the share that suffices."""
    facts = [
        Fact(
            "literature.fields.enough",
            fields.enough,
            "percent",
            design=Design("literature.analysis.field_share"),
        )
    ]
    for field, count in fields.given.items():
        facts.append(Fact(f"literature.fields.{field}.n", count, "count", n=fields.n))
        part = share(count, fields.n)
        facts.append(Fact(f"literature.fields.{field}.percent", part, "percent", n=fields.n))
    return facts


def fields_table(fields: Fields) -> Table:
    """Return how many studies have each field, and what the article does about it."""
    import pandas as pd

    rows = [
        (
            f"literature.field.{field}",
            count,
            share(count, fields.n),
            f"literature.use.{_use(fields, field)}",
        )
        for field, count in fields.given.items()
    ]
    return Table(
        id="field_completeness",
        frame=pd.DataFrame(rows, columns=["field", "n", "percent", "use"]),
        columns=[
            Column("field", "literature.column.field", "label"),
            Column("n", "literature.column.studies", "count"),
            Column("percent", "literature.column.percent_included", "percent"),
            Column("use", "literature.column.use", "label"),
        ],
        notes=["literature.note.fields"],
        values={
            "n": {"value": fields.n, "kind": "count"},
            "share": {"value": fields.enough, "kind": "percent"},
        },
    )


def _use(fields: Fields, field: str) -> str:
    """Return how a field is used: used, replaced (by another or the titles), missing, or unused."""
    if field in KEYWORD_FIELDS:
        first = fields.first(*KEYWORD_FIELDS)
        return "used" if first == field else "titles" if first == TITLES else "other"
    if field == "countries":
        return "used" if fields.suffices(field) else "titles"
    if field in ("times_cited", "cited_references"):
        return "used" if fields.suffices(field) else "missing"
    if field in ("affiliations", "abstract"):
        return "unused"
    return "used"
