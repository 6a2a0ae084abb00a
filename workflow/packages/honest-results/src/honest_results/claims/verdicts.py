"""From strands of evidence to a verdict: one table, for propositions and for published claims.

A strand counts where its facts exist and have values, where their provenance is as good as the
statement needs for the direction they point, where its measure is not circular, where its data
are not doubtful, and where what was read can show it. Strands on the same data share a voice, which
speaks for the statement if one of them does and none against it, and against it likewise. The voices
then decide:

====================  ====================  =============  ============================================
voices for            voices against        verdict        grounds
====================  ====================  =============  ============================================
one decides alone     none                  supported      ``for``
none                  one decides alone     not supported  ``against``
some, none alone      none                  inconclusive   ``weak``: they cannot decide alone
none                  some, none alone      inconclusive   ``weak``
some                  some                  inconclusive   ``conflict``
none                  none                  inconclusive   ``open``: no strand that counts points a way
no voice counts                             not testable   why the strands do not count
====================  ====================  =============  ============================================

The table is symmetric, and monotone: evidence that grows stronger in one direction never moves the
verdict in the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from honest_results.claims.rule_findings import Facts, Finding, Values, judge
from honest_results.claims.statement_models import Needs, Strand
from honest_results.provenance import LEVELS, weakest, weakest_of

Verdict = Literal["supported", "not_supported", "inconclusive", "not_testable"]
VERDICTS: tuple[Verdict, ...] = ("supported", "not_supported", "inconclusive", "not_testable")
#: Why a strand does not count, or a statement cannot be tested; of several reasons the first is given.
Cause = Literal[
    "material", "circular", "provenance", "doubtful", "unread", "one_sided", "missing", "absent"
]
CAUSES: tuple[Cause, ...] = get_args(Cause)
#: What a verdict rests on; a cause for "not testable".
Grounds = Literal["for", "against", "weak", "conflict", "open"] | Cause


@dataclass(frozen=True)
class StrandRuling:
    """What a strand says, and whether it counts.

    Attributes
    ----------
    name, strand : str, Strand
        Which one.
    keys : tuple of str
        The facts of its rule that exist; without a rule, those of its text.
    level : str or None
        The weakest provenance of these alone; None where one does not exist.
    shown_level : str or None
        The weakest provenance of the facts that its text shows.
    finding : Finding or None
        What its rule finds; None without a rule, and where the facts may not be looked at.
    cause : str or None
        Why it does not count; None where it does, and for a strand without a rule.
    """

    name: str
    strand: Strand
    keys: tuple[str, ...]
    level: str | None
    shown_level: str | None = None
    finding: Finding | None = None
    cause: Cause | None = None

    @property
    def counts(self) -> bool:
        """Whether it takes part in the verdict."""
        return self.finding is not None and self.cause is None

    @property
    def direction(self) -> str:
        """What it says: "for", "against" or "open"; "none" where it does not count."""
        return self.finding.decision if self.finding is not None and self.counts else "none"


@dataclass(frozen=True)
class Ruling:
    """A verdict with its grounds: see the table of this module.

    ``grounds`` is "for", "against", "weak", "conflict" or "open", or the cause why nothing counts.
    ``level`` is the weakest provenance of the strands that the verdict rests on (``rests_on``), None
    where no fact exists.
    """

    verdict: Verdict
    grounds: Grounds
    strands: tuple[StrandRuling, ...]
    rests_on: tuple[StrandRuling, ...]

    @property
    def level(self) -> str | None:
        """The weakest provenance behind the verdict."""
        levels = [strand.level for strand in self.rests_on if strand.level is not None]
        return weakest(levels) if levels else None

    @property
    def keys(self) -> tuple[str, ...]:
        """The facts that the verdict rests on."""
        return tuple(dict.fromkeys(key for strand in self.rests_on for key in strand.keys))

    def voices(self, direction: str) -> int:
        """Return how many voices speak in a direction ("for", "against" or "open")."""
        return list(_voices(self.strands).values()).count(direction)


def weigh(
    strands: Mapping[str, Strand],
    facts: Facts,
    needs: Needs,
    *,
    values: Values | None = None,
    material_of: Sequence[str] = (),
) -> Ruling:
    """Give the verdict on a statement.

    Parameters
    ----------
    strands : mapping of str to Strand
        What bears on the statement, by name.
    facts : mapping of str to mapping
        Merged facts by key, with ``value``, ``kind``, ``level`` and perhaps ``interval``.
    needs : Needs
        The weakest provenance that may speak for the statement, and against it.
    values : mapping of str to float, optional
        The claim's published numbers by name.
    material_of : sequence of str, default none
        Published articles, by citation key, whose own material the study's data are.

    Returns
    -------
    Ruling
        Its ``verdict`` is "supported", "not_supported", "inconclusive" or "not_testable".

    Raises
    ------
    UnfitFactError
        For a fact that a rule cannot use.
    """
    return decide(
        [
            _ruling(name, strand, facts, needs, values or {}, material_of)
            for name, strand in strands.items()
        ]
    )


def decide(strands: Sequence[StrandRuling]) -> Ruling:
    """Return the verdict that follows from what each strand says, by the table of this module."""
    counted = [strand for strand in strands if strand.counts]
    if not counted:
        causes = [strand.cause for strand in strands if strand.cause is not None]
        cause: Cause = next((name for name in CAUSES if name in causes), "absent")
        return Ruling("not_testable", cause, tuple(strands), tuple(strands))
    voices = _voices(strands)
    heard = {direction for direction in voices.values() if direction != "open"}
    verdict: Verdict = "inconclusive"
    if len(heard) == 2:
        return Ruling(verdict, "conflict", tuple(strands), tuple(counted))
    if not heard:
        return Ruling(verdict, "open", tuple(strands), tuple(counted))
    direction: Literal["for", "against"] = "for" if "for" in heard else "against"
    speaking = [
        strand
        for strand in counted
        if strand.direction == direction and voices[_voice(strand)] == direction
    ]
    if not any(strand.strand.decides == "alone" for strand in speaking):
        return Ruling(verdict, "weak", tuple(strands), tuple(counted))
    verdict = "supported" if direction == "for" else "not_supported"
    return Ruling(verdict, direction, tuple(strands), tuple(speaking))


def reaches(level: str, needed: str) -> bool:
    """Say whether data of ``level`` are as good as ``needed`` or better."""
    return LEVELS.index(level) <= LEVELS.index(needed)


def _ruling(
    name: str,
    strand: Strand,
    facts: Facts,
    needs: Needs,
    values: Values,
    material_of: Sequence[str],
) -> StrandRuling:
    """Return what one strand says, and whether it counts."""
    named = strand.rule_keys() or strand.shown_keys()
    keys = tuple(dict.fromkeys(key for key in named if key in facts))
    if any(key not in facts for key in strand.all_keys()):
        return StrandRuling(name, strand, keys, None, cause="absent")
    level = weakest_of(facts[key] for key in keys)
    shown = weakest_of(facts[key] for key in strand.shown_keys() or keys)
    if strand.rule is None:
        return StrandRuling(name, strand, keys, level, shown)
    if any(article in material_of for article in strand.circular_with):
        return StrandRuling(name, strand, keys, level, shown, cause="circular")
    if not (reaches(level, needs.supported) or reaches(level, needs.not_supported)):
        return StrandRuling(name, strand, keys, level, shown, cause="provenance")
    if (
        strand.only_if is not None
        and facts[strand.only_if.fact]["value"] not in strand.only_if.says
    ):
        return StrandRuling(name, strand, keys, level, shown, cause=strand.only_if.otherwise)
    finding = judge(strand.rule, facts, values)
    cause: Cause | None = None
    if finding.decision == "missing":
        cause = "missing"
    elif finding.decision != "open":
        needed = needs.supported if finding.decision == "for" else needs.not_supported
        cause = None if reaches(level, needed) else "one_sided"
    return StrandRuling(name, strand, keys, level, shown, finding, cause)


def _voice(strand: StrandRuling) -> str:
    """Return the voice that a strand speaks with."""
    return strand.strand.voice or strand.name


def _voices(strands: Iterable[StrandRuling]) -> dict[str, str]:
    """Return what each voice that counts says: for, against or open."""
    said: dict[str, set[str]] = {}
    for strand in strands:
        if strand.counts:
            said.setdefault(_voice(strand), set()).add(strand.direction)
    return {name: _joint(directions - {"open"}) for name, directions in said.items()}


def _joint(directions: set[str]) -> str:
    """Return what strands on the same data say together: what all with a direction say, or open."""
    return next(iter(directions)) if len(directions) == 1 else "open"
