"""The joint display: review, cases, configurations and survey side by side for each proposition.

A joint display places quantitative and qualitative evidence side by side, states how they fit, and
draws a joint conclusion, the meta-inference (Fetters, Curry & Creswell, 2013; Guetterman, Fetters
& Creswell, 2015). The verdict on a proposition is given by the same table as in the ledger of claims
(:mod:`honest_results.claims.verdicts`); fit and meta-inference are its words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from alianzas.synthesis.excused import STRANDS_OF, absent_branches
from alianzas.synthesis.proposition_list import numbered
from honest_results.claims.claim_words import StatementWords, strand_names
from honest_results.claims.claims_files import nothing_excused, unfit_facts
from honest_results.claims.rule_findings import UnfitFactError, judge
from honest_results.claims.statement_models import Proposition, Propositions
from honest_results.claims.verdict_sentences import Judged, verdict_statement
from honest_results.claims.verdicts import VERDICTS, Ruling, StrandRuling, weigh
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.errors import ConfigurationError, Problem
from human_files.language.current import current_languages
from human_files.language.messages import message

if TYPE_CHECKING:
    from human_files.language.labels import Labels

STRANDS = ("review", "cases", "qca", "survey")
FITS = ("confirms", "expands", "contradicts", "disagrees", "open", "silent", "not_testable")

_DIRECTION = {"for": "supports", "against": "contradicts", "open": "unclear", "missing": "unclear"}


@dataclass(frozen=True)
class Evidence:
    """What a strand says on a proposition: text by language, direction, weakest level of its facts.

    ``counts`` is False for a strand that takes no part in the verdict, though it has a direction: its
    data are illustrative or simulated, or its measure is circular. A silent strand has no level.
    """

    text: Mapping[str, str]
    direction: str
    level: str | None
    counts: bool


@dataclass(frozen=True)
class Row:
    """A proposition with its number, strands, verdict, how the strands fit, and the meta-inference."""

    number: int
    proposition: Proposition
    ruling: Ruling
    evidence: Mapping[str, Evidence]
    fit: str
    inference: Mapping[str, str]


def build_joint_display(
    propositions: Propositions,
    facts: Mapping[str, Any],
    labels: Labels,
    material_of: Sequence[str] = (),
    excused: Callable[[str], Collection[str]] = nothing_excused,
) -> list[Row]:
    """Return a row per proposition, with the strands of the branches that the study has.

    ``propositions`` are those of a file, ``facts`` facts by key as merged (with ``level``, and
    ``text`` by language), ``material_of`` the published articles whose own material the study's data
    are. ``excused`` gives the branches of which a file may name facts that do not exist. Raises
    ConfigurationError with every other key that is not a fact, or that a rule cannot use.
    """
    check_propositions(propositions, facts, excused)
    return [
        _row(number, proposition, propositions.read_from, facts, labels, material_of)
        for number, proposition in enumerate(propositions.propositions, start=1)
    ]


def _row(
    number: int,
    proposition: Proposition,
    file: str,
    facts: Mapping[str, Any],
    labels: Labels,
    material_of: Sequence[str],
) -> Row:
    """Return the row of one proposition."""
    try:
        ruling = weigh(proposition.strands, facts, proposition.needs, material_of=material_of)
    except UnfitFactError as error:
        advice = message("Name another fact, or choose the rule that fits it.")
        raise ConfigurationError(
            Problem(file, str(error), advice, column=proposition.id)
        ) from error
    words = StatementWords(ruling, proposition.needs, facts, labels)
    there = {strand.name: strand for strand in ruling.strands}
    evidence = {
        name: _evidence(there[name], words, facts)
        if name in there
        else Evidence(labels.by_language("claims.no_evidence"), "silent", None, True)
        for name in strands_in(facts)
    }
    how = fit(ruling)
    inference = meta_inference(ruling, how, words, labels, alone=is_alone(evidence))
    return Row(number, proposition, ruling, evidence, how, inference)


def strands_in(facts: Mapping[str, Any]) -> list[str]:
    """Return the strands of evidence of the branches that the study has, in the display's order."""
    absent = {name for branch in absent_branches(facts) for name in STRANDS_OF[branch]}
    return [name for name in STRANDS if name not in absent]


def is_alone(strands: Collection[str]) -> bool:
    """Say whether strands are of one branch, so that nothing stands beside it."""
    return len({*strands} - {"qca"}) == 1  # configurations are the cases'


def _evidence(strand: StrandRuling, words: StatementWords, facts: Mapping[str, Any]) -> Evidence:
    """Return what one strand says; the direction of one that does not count is shown all the same."""
    text = words.say_of(strand)
    if strand.cause == "absent":
        return Evidence(text, "silent", None, True)
    if strand.strand.rule is None:
        return Evidence(text, "mentions", strand.shown_level, True)
    found = strand.finding or judge(strand.strand.rule, facts)
    return Evidence(text, _DIRECTION[found.decision], strand.shown_level, strand.counts)


def fit(ruling: Ruling) -> str:
    """Return how the strands of a proposition fit together, which follows from the verdict.

    ``confirms``: supported, by two voices or more. ``expands``: supported by one voice, which says
    what the others do not. ``contradicts``: not supported. ``disagrees``: inconclusive, because
    voices speak for and against. ``open``: inconclusive otherwise. ``silent``: no strand can take a
    direction in this study. ``not_testable``: what could take one does not count.
    """
    if ruling.verdict == "supported":
        return "confirms" if ruling.voices("for") > 1 else "expands"
    if ruling.verdict == "not_supported":
        return "contradicts"
    if ruling.verdict == "inconclusive":
        return "disagrees" if ruling.grounds == "conflict" else "open"
    return "silent" if ruling.grounds == "absent" else "not_testable"


def meta_inference(
    ruling: Ruling, how: str, words: StatementWords, labels: Labels, *, alone: bool = False
) -> dict[str, str]:
    """Return the conclusion from all strands, as text by language.

    The wording follows from the verdict and from which strands speak for and against the proposition;
    ``alone``: the study has one strand, beside which there are no others to speak of.
    """
    key = f"synthesis.inference.{how}"
    if how == "open":
        key += f".{ruling.grounds}"
    if alone and f"{key}.alone" in labels:
        key += ".alone"
    groups = {
        "supporting": [s.name for s in ruling.strands if s.direction == "for"],
        "opposing": [s.name for s in ruling.strands if s.direction == "against"],
        "left_out": [s.name for s in ruling.strands if s.cause not in (None, "absent")],
    }
    groups["speaking"] = groups["supporting"] or groups["opposing"]
    names = {group: strand_names(found, labels) for group, found in groups.items()}
    reason = words.reason()
    said = {}
    for language in current_languages():
        text = labels(key, language).format(
            **{group: found[language] for group, found in names.items()}
        )
        # Why nothing counts is more than the verdict says; what counts stands beside it in the table.
        if how == "not_testable" and ruling.grounds != "provenance":
            text = reason[language]
        if ruling.verdict != "not_testable" and ruling.level not in (None, "observed"):
            text += " " + labels("synthesis.inference.reconstructed", language)
        said[language] = text[:1].upper() + text[1:]
    return said


def check_propositions(
    propositions: Propositions,
    facts: Mapping[str, Any],
    excused: Callable[[str], Collection[str]] = nothing_excused,
) -> None:
    """Raise ConfigurationError for every fact that a strand needs and that is missing or unfit."""
    missing = excused(propositions.read_from)
    problems = [
        Problem(propositions.read_from, found, advice, column=f"{proposition.id}.{name}")
        for proposition in propositions.propositions
        for name, strand in proposition.strands.items()
        for found, advice in unfit_facts(strand, facts, missing)
    ]
    if problems:
        raise ConfigurationError(problems)


def joint_display_facts(rows: Sequence[Row], file: str, labels: Labels) -> list[Fact]:
    """Return how many propositions there are, how many have each fit, and each one's verdict.

    ``file`` is the one in which they stand.
    """
    fits = [row.fit for row in rows]
    verdicts = [row.ruling.verdict for row in rows]
    return [
        Fact(
            "synthesis.propositions.n",
            len(rows),
            "count",
            design=Design("propositions.*", file),
        ),
        Fact(
            "synthesis.propositions.statement",
            " ".join(verdict for verdict in VERDICTS if verdict in verdicts),
            "phrase",
            text=verdict_statement(
                [Judged(numbered(row.number, labels), row.ruling) for row in rows],
                "propositions",
                labels,
            ),
        ),
        *(Fact(f"synthesis.{name}.n", fits.count(name), "count", n=len(rows)) for name in FITS),
        *(
            Fact(
                f"synthesis.propositions.{row.proposition.id}.verdict",
                row.ruling.verdict,
                "phrase",
                text=labels.by_language(f"claims.verdict.{row.ruling.verdict}"),
            )
            for row in rows
        ),
    ]
