"""Reports of one study that are publications of their own: a preprint and its article, the abstract
of a talk, the thesis behind an article, a correction of it.

They are never merged. A review that counts studies counts them once and says how many reports they
are, as PRISMA 2020 does (Page et al. 2021, box 1: "study" and "report").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from references.deduplication.duplicate_groups import Groups, Pair
from references.deduplication.entries import Entry
from references.deduplication.notices import CORRECTION, RETRACTION
from references.deduplication.pair_evidence import Evidence, compare
from references.deduplication.pairs import Decision

#: What the one is to the other.
PREPRINT, THESIS, TALK, CONFERENCE_PAPER = "preprint", "thesis", "talk", "conference paper"
RELATIONS = (PREPRINT, THESIS, TALK, CONFERENCE_PAPER, CORRECTION, RETRACTION)
#: Titles this similar (0–100) are one title; so are shorter ones with the same abstract.
_ONE_TITLE, _SAME_TITLE, _SAME_ABSTRACT = 93.0, 60.0, 90.0
#: Titles with fewer letters ("Alliances") are not telling.
_TELLING = 20
#: An article may appear this many years after its preprint, talk or thesis.
_YEARS = 5
#: The least share of authors in common, where the first is another.
_AUTHORS = 0.5
#: Names of journals less similar (0–1) than this are those of two.
_ONE_JOURNAL = 0.7
_CONFERENCE = "conference"


class Version(NamedTuple):
    """Two entries (places, the smaller first), what the one is to the other ("" where a person says
    that they are versions and nothing tells which), and the evidence (None for a person's)."""

    first: int
    second: int
    relation: str
    decision: Decision | None


def find_versions(
    entries: Sequence[Entry],
    decisions: Sequence[Decision],
    groups: Groups,
    different: Collection[Pair] = (),
    versions: Collection[Pair] = (),
) -> list[Version]:
    """Return the pairs of entries in different ``groups`` that are reports of one study.

    ``different`` and ``versions`` are pairs that a person has decided. Of each two groups the
    strongest pair is returned, in the order of entries.
    """
    studies_apart = {_groups_of(groups, pair) for pair in different}
    found = {}
    for one, other in sorted(versions):
        relation = relation_of(entries[one], entries[other], compare(entries[one], entries[other]))
        found[_groups_of(groups, (one, other))] = Version(one, other, relation, None)
    for decision in sorted(decisions, key=lambda d: (-d.points, d.first, d.second)):
        pair = decision.first, decision.second
        both = _groups_of(groups, pair)
        if groups.together(*pair) or both in studies_apart or both in found:
            continue
        relation = relation_of(entries[pair[0]], entries[pair[1]], decision.evidence)
        if relation:
            found[both] = Version(*pair, relation, decision)
    return sorted(found.values(), key=lambda version: version[:2])


def _groups_of(groups: Groups, pair: Pair) -> Pair:
    """Return the groups of two entries, the smaller first."""
    one, other = sorted(map(groups.of, pair))
    return one, other


def number_of_studies(records: Collection[str], versions: Iterable[tuple[str, str]]) -> int:
    """Return how many studies some records report, of which pairs are ``versions`` of one study.

    Two records are of one study also where only a third, which need not be among them, connects them.
    """
    leader: dict[str, str] = {}

    def lead(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for one, other in versions:
        leader[lead(one)] = lead(other)
    return len({lead(name) for name in records})


def relation_of(one: Entry, other: Entry, evidence: Evidence) -> str:
    """Return which of :data:`RELATIONS` the one is to the other; "" if they are not of one study."""
    relation = _by_kind(one, other, evidence)
    if not relation or evidence.doi or evidence.identifier or evidence.column:
        return ""
    if evidence.contrast or not evidence.numbers or (evidence.years or 0) > _YEARS:
        return ""
    if not _one_title(evidence, is_notice=relation in (CORRECTION, RETRACTION)):
        return ""
    return relation if _common_authors(evidence, relation) else ""


def _by_kind(one: Entry, other: Entry, evidence: Evidence) -> str:
    """Return what the kinds of the two make the one to the other, "" if they are of one kind."""
    if not evidence.notice:
        kinds = {one.title.kind, other.title.kind} - {""}
        # A notice of a notice is not a report, and a comment is another author's work.
        return kinds.pop() if len(kinds) == 1 and kinds <= {CORRECTION, RETRACTION} else ""
    if evidence.preprint:
        return PREPRINT
    if evidence.thesis:
        return THESIS
    if evidence.meeting:
        return TALK
    elsewhere = evidence.journal is not None and evidence.journal < _ONE_JOURNAL
    return CONFERENCE_PAPER if elsewhere and _is_only_one(one, other) else ""


def _is_only_one(one: Entry, other: Entry) -> bool:
    """Return whether one is of a conference and the other of a volume of a journal."""
    paper, article = (one, other) if one.kind == _CONFERENCE else (other, one)
    return paper.kind == _CONFERENCE and not article.kind and bool(article.volume or article.pages)


def _one_title(evidence: Evidence, *, is_notice: bool) -> bool:
    """Return whether the titles, with what the abstracts say, are those of one study."""
    if evidence.alike is None or evidence.letters < _TELLING:
        return False
    if evidence.abstract is not None and evidence.abstract >= _SAME_ABSTRACT:
        return evidence.alike >= _SAME_TITLE or evidence.shortened
    if evidence.shortened:
        return is_notice or evidence.main
    return evidence.alike >= _ONE_TITLE and not evidence.reworded


def _common_authors(evidence: Evidence, relation: str) -> bool:
    """Return whether the authors are those of one study; a notice may name none."""
    names = evidence.names
    if names is None:
        return relation in (CORRECTION, RETRACTION)
    return not names.namesake and (names.first or names.share >= _AUTHORS)
