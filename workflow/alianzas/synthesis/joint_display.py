"""The joint display: review, cases and survey side by side for each proposition.

A joint display sets quantitative and qualitative evidence next to each other and states how they
fit (Fetters, Curry & Creswell, 2013). The fit is decided by a written rule, and only by strands
whose data are real: see :func:`fit`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alianzas.config.propositions import Proposition, Strand
from alianzas.errors import ConfigurationError, Problem, did_you_mean
from alianzas.results.facts import Fact
from alianzas.results.tables import Column, Table

if TYPE_CHECKING:
    from alianzas.language.labels import Labels

STRANDS = ("review", "cases", "survey")
BRANCH = {"review": "literature", "cases": "cases", "survey": "survey"}
DIRECTIONS = ("supports", "contradicts", "unclear", "mentions", "silent")
FITS = ("confirms", "disagrees", "expands", "silent", "not_testable")
#: Levels whose evidence may count for or against a proposition.
REAL = ("observed", "reconstructed")

_FACT = re.compile(r"\[([a-z0-9_.-]+)\]\{\.fact(?:\s+show=\"(interval|n)\")?\}")
_FILE = "config/codebooks/propositions.yaml"


@dataclass(frozen=True)
class Evidence:
    """What one strand says of a proposition: words by language, direction, provenance level."""

    text: Mapping[str, str]
    direction: str
    level: str


@dataclass(frozen=True)
class Row:
    """A proposition with its three strands and their fit."""

    proposition: Proposition
    evidence: Mapping[str, Evidence]
    fit: str


def build_joint_display(
    propositions: Sequence[Proposition],
    facts: Mapping[str, Any],
    levels: Mapping[str, str],
    labels: Labels,
) -> list[Row]:
    """Return a row per proposition.

    ``facts`` are facts by key as merged (with ``text`` by language), ``levels`` the provenance
    level of each branch. Raises ConfigurationError, naming every one, for keys that are no fact.
    """
    _require(propositions, facts)
    rows = []
    for proposition in propositions:
        evidence = {
            name: _evidence(getattr(proposition, name), facts, levels[BRANCH[name]], labels)
            for name in STRANDS
        }
        rows.append(Row(proposition, evidence, fit(evidence.values())))
    return rows


def fit(evidence: Any) -> str:
    """Return how the strands of a proposition fit together.

    Only strands on observed or reconstructed data count. Two or more that speak for it and none
    against: ``confirms``. Some for and some against, or only against: ``disagrees``. Exactly one
    speaks for it: ``expands`` (it says what the others cannot). Strands were there but none has a
    direction: ``silent``. Where a strand that has a direction rests on illustrative or simulated
    data and the rest do not settle the matter: ``not_testable``.
    """
    evidence = list(evidence)
    real = [item.direction for item in evidence if item.level in REAL]
    supports, contradicts = real.count("supports"), real.count("contradicts")
    if contradicts:
        return "disagrees"
    if supports >= 2:
        return "confirms"
    if any(item.level not in REAL and item.direction != "silent" for item in evidence):
        return "not_testable"
    return "expands" if supports else "silent"


def _evidence(
    strand: Strand | None, facts: Mapping[str, Any], level: str, labels: Labels
) -> Evidence:
    if strand is None:
        return Evidence(labels.both("synthesis.no_evidence"), "silent", level)
    text = {
        language: _fill(words, facts, language) for language, words in strand.text.both().items()
    }
    return Evidence(text, _direction(strand, facts), level)


def _direction(strand: Strand, facts: Mapping[str, Any]) -> str:
    if strand.decides is not None:
        value = facts[strand.decides]["value"]
        for direction in ("supports", "contradicts", "unclear"):
            if value in getattr(strand, direction):
                return direction
        known = [*strand.supports, *strand.contradicts, *strand.unclear]
        found = f'the fact "{strand.decides}" says "{value}", to which no direction is given.'
        raise ConfigurationError(
            Problem(_FILE, found, f"Put it beside one of: {', '.join(known)}.")
        )
    if strand.share is not None:
        count, total = facts[strand.share.count]["value"], facts[strand.share.of]["value"]
        if not total:
            return "unclear"
        return "supports" if count / total >= strand.share.at_least else "unclear"
    return "mentions"


def _fill(text: str, facts: Mapping[str, Any], language: str) -> str:
    """Replace ``[key]{.fact}`` by the fact's words."""

    def words(match: re.Match[str]) -> str:
        fact = facts[match[1]]
        if match[2] == "interval":
            return str(fact["interval_text"][language])
        if match[2] == "n":
            return str(fact["n"])
        return str(fact["text"][language])

    return _FACT.sub(words, text)


def _keys(strand: Strand) -> list[str]:
    keys = [match[1] for text in strand.text.both().values() for match in _FACT.finditer(text)]
    if strand.decides is not None:
        keys.append(strand.decides)
    if strand.share is not None:
        keys += [strand.share.count, strand.share.of]
    return keys


def _require(propositions: Sequence[Proposition], facts: Mapping[str, Any]) -> None:
    problems = [
        Problem(
            _FILE,
            f'there is no fact "{key}".',
            did_you_mean(key, facts),
            column=f"{proposition.id}.{name}",
        )
        for proposition in propositions
        for name in STRANDS
        if (strand := getattr(proposition, name)) is not None
        for key in dict.fromkeys(_keys(strand))
        if key not in facts
    ]
    if problems:
        raise ConfigurationError(problems)


def joint_display_table(rows: Sequence[Row]) -> Table:
    """Return the display as a table: one row per proposition, a column per strand, and the fit.

    The CSV carries the English words; the directions stand in the figure's data.
    """
    import pandas as pd

    texts: dict[str, Mapping[str, str]] = {}

    def cell(text: Mapping[str, str]) -> str:
        texts[text["en"]] = text
        return text["en"]

    frame = pd.DataFrame(
        [
            {
                "proposition": cell(row.proposition.text.both()),
                **{name: cell(row.evidence[name].text) for name in STRANDS},
                "fit": f"synthesis.fit.{row.fit}",
            }
            for row in rows
        ],
        columns=["proposition", *STRANDS, "fit"],
    )
    columns = [Column(name, f"synthesis.column.{name}", "label") for name in frame.columns]
    notes = ["synthesis.note.fit"]
    return Table("joint_display", frame, columns, notes=notes, labels=texts)


def joint_display_facts(rows: Sequence[Row]) -> list[Fact]:
    """Return how many propositions there are, and how many have each kind of fit."""
    fits = [row.fit for row in rows]
    return [
        # How many rows the display has is set by the configuration, not by any data.
        Fact("synthesis.propositions.n", len(rows), "count", sources=()),
        *(Fact(f"synthesis.{name}.n", fits.count(name), "count", n=len(rows)) for name in FITS),
    ]
