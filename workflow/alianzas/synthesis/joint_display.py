"""The joint display: review, cases, configurations and survey side by side for each proposition.

A joint display places quantitative and qualitative evidence side by side, states how they fit, and
draws a joint conclusion, the meta-inference (Fetters, Curry & Creswell, 2013; Guetterman, Fetters
& Creswell, 2015). Direction, fit and meta-inference follow from written rules: see
:func:`honest_results.claims.rule_findings.decide`, :func:`fit` and :func:`meta_inference`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alianzas.config.propositions import FACT, Proposition, Strand
from honest_results.claims.rule_findings import UnfitFactError, decide
from honest_results.claims.rule_models import keys_of
from honest_results.facts import Fact
from honest_results.provenance import weakest
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.lists import join_words
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    from human_files.language.labels import Labels

STRANDS = ("review", "cases", "qca", "survey")
#: Strands on the same data count as one voice: the configurations are those of the cases.
VOICES = (("review",), ("cases", "qca"), ("survey",))
DIRECTIONS = ("supports", "contradicts", "unclear", "mentions", "silent")
FITS = ("confirms", "disagrees", "expands", "silent", "not_testable")
#: Levels whose evidence may count for or against a proposition.
REAL_LEVELS = ("observed", "reconstructed")
LANGUAGES = ("en", "es")

_FILE = "config/codebooks/propositions.yaml"
_DIRECTION = {"for": "supports", "against": "contradicts", "open": "unclear", "missing": "unclear"}


@dataclass(frozen=True)
class Evidence:
    """What a strand says on a proposition: text by language, direction, weakest level of its facts.

    A silent strand has no level.
    """

    text: Mapping[str, str]
    direction: str
    level: str | None

    @property
    def is_real(self) -> bool:
        """Say whether the strand counts: its data are observed or reconstructed, or none."""
        return self.level is None or self.level in REAL_LEVELS


@dataclass(frozen=True)
class Row:
    """A proposition with its strands, their fit, and the meta-inference."""

    proposition: Proposition
    evidence: Mapping[str, Evidence]
    fit: str
    inference: Mapping[str, str]


def build_joint_display(
    propositions: Sequence[Proposition], facts: Mapping[str, Any], labels: Labels
) -> list[Row]:
    """Return a row per proposition.

    ``facts`` are facts by key as merged (with ``level``, and ``text`` by language). Raises
    ConfigurationError with every key that is not a fact.
    """
    check_propositions(propositions, facts)
    rows = []
    for proposition in propositions:
        evidence = {name: _evidence(proposition, name, facts, labels) for name in STRANDS}
        how = fit(evidence)
        rows.append(Row(proposition, evidence, how, meta_inference(evidence, how, labels)))
    return rows


def fit(evidence: Mapping[str, Evidence]) -> str:
    """Return how the strands of a proposition fit together.

    Only strands on observed or reconstructed data count, and strands on the same data (cases and their
    configurations) are one voice, which speaks against the proposition if one of them does. At
    least two voices for it and none against: ``confirms``. Any against it: ``disagrees``. Exactly
    one for it and none against: ``expands`` (it says what the others cannot). Strands exist but
    none has a direction: ``silent``. A strand that is not silent rests on illustrative or
    simulated data and the others do not settle the matter: ``not_testable``.
    """
    voices = [_voice(evidence, names) for names in VOICES]
    if "contradicts" in voices:
        return "disagrees"
    if voices.count("supports") >= 2:
        return "confirms"
    if any(not item.is_real and item.direction != "silent" for item in evidence.values()):
        return "not_testable"
    return "expands" if "supports" in voices else "silent"


def _voice(evidence: Mapping[str, Evidence], names: Iterable[str]) -> str | None:
    """Return what strands on the same data say jointly; None where none of them may count."""
    said = [evidence[name].direction for name in names if evidence[name].is_real]
    order = ("contradicts", "supports", "unclear", "mentions", "silent")
    return next((word for word in order if word in said), None)


def meta_inference(evidence: Mapping[str, Evidence], how: str, labels: Labels) -> dict[str, str]:
    """Return the conclusion from all strands, as text by language.

    The wording follows from the fit and from which strands speak for and against the proposition.
    Where a deciding strand rests on data that are not observed, a sentence says so.
    """
    counted = {name: item for name, item in evidence.items() if item.is_real}
    invented = [name for name, item in evidence.items() if not item.is_real]
    groups = {
        "supporting": [name for name, item in counted.items() if item.direction == "supports"],
        "opposing": [name for name, item in counted.items() if item.direction == "contradicts"],
        "invented": invented,
    }
    deciding = [*groups["supporting"], *groups["opposing"]]
    levels = [item.level for name, item in counted.items() if name in deciding and item.level]
    key = f"synthesis.inference.{how}"
    if how == "disagrees" and not groups["supporting"]:
        key += ".alone"
    words = {}
    for language in LANGUAGES:
        names = {
            group: join_words(
                [labels(f"synthesis.strand.{name}", language) for name in found], language
            )
            for group, found in groups.items()
        }
        text = labels(key, language).format(**names)
        if levels and weakest(levels) != "observed":
            text += " " + labels("synthesis.inference.reconstructed", language)
        words[language] = text[:1].upper() + text[1:]
    return words


def _evidence(
    proposition: Proposition, name: str, facts: Mapping[str, Any], labels: Labels
) -> Evidence:
    """Return what one strand says about a proposition."""
    strand: Strand | None = getattr(proposition, name)
    if strand is None or any(key not in facts for key in _keys(strand)):
        return Evidence(labels.both("synthesis.no_evidence"), "silent", None)
    text = {
        language: _fill(words, facts, language) for language, words in strand.text.both().items()
    }
    level = weakest(facts[key]["level"] for key in _keys(strand))
    if strand.rule is None:
        return Evidence(text, "mentions", level)
    try:
        return Evidence(text, _DIRECTION[decide(strand.rule, facts)], level)
    except UnfitFactError as error:
        advice = "Name another fact, or choose the rule that fits it."
        place = f"{proposition.id}.{name}"
        raise ConfigurationError(Problem(_FILE, str(error), advice, column=place)) from error


def _fill(text: str, facts: Mapping[str, Any], language: str) -> str:
    """Replace ``[key]{.fact}`` by the fact's text."""

    def words(match: re.Match[str]) -> str:
        fact = facts[match[1]]
        if match[2] == "interval":
            return str(fact["interval_text"][language])
        if match[2] == "n":
            return format_value(fact.get("n"), "count", language)
        return str(fact["text"][language])

    return FACT.sub(words, text)


def _keys(strand: Strand) -> list[str]:
    """Return the facts that a strand names in its text and its rule."""
    keys = [match[1] for text in strand.text.both().values() for match in FACT.finditer(text)]
    return list(dict.fromkeys([*keys, *(keys_of(strand.rule) if strand.rule is not None else [])]))


def check_propositions(propositions: Sequence[Proposition], facts: Mapping[str, Any]) -> None:
    """Raise ConfigurationError for every fact that a strand needs and that is missing.

    That is a fact that does not exist, or lacks the part to be shown. Optional strands may name
    facts that do not exist.
    """
    problems = [
        Problem(_FILE, found, advice, column=f"{proposition.id}.{name}")
        for proposition in propositions
        for name in STRANDS
        if (strand := getattr(proposition, name)) is not None
        for found, advice in _unfit(strand, facts)
    ]
    if problems:
        raise ConfigurationError(problems)


def _unfit(strand: Strand, facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the facts that a strand names, and what to do."""
    for key in _keys(strand):
        if key not in facts and not strand.optional:
            yield f'there is no fact "{key}".', did_you_mean(key, facts)
    shown = {
        match.groups() for text in strand.text.both().values() for match in FACT.finditer(text)
    }
    for key, show in sorted(shown, key=str):
        fact = facts.get(key)
        # What could not be estimated has neither; a dash is printed for both.
        if fact is None or show is None or fact["value"] is None:
            continue
        if fact.get("interval_text" if show == "interval" else show) is None:
            yield (
                f'the fact "{key}" has no {show}.',
                f'Leave out show="{show}", or name a fact that has one.',
            )


def joint_display_facts(rows: Sequence[Row]) -> list[Fact]:
    """Return how many propositions there are, and how many have each kind of fit."""
    fits = [row.fit for row in rows]
    return [
        # The number of rows is set by the configuration, not by any data.
        Fact("synthesis.propositions.n", len(rows), "count", sources=()),
        *(Fact(f"synthesis.{name}.n", fits.count(name), "count", n=len(rows)) for name in FITS),
    ]
