"""The ledger: a verdict and a reason for every claim."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from honest_results.claims.claim_models import Claim, Published
from honest_results.claims.claim_words import StatementWords
from honest_results.claims.claims_files import ClaimsError, Register, check_facts, nothing_excused
from honest_results.claims.rule_findings import Facts, UnfitFactError
from honest_results.claims.statement_models import Needs
from honest_results.claims.verdicts import Ruling, StrandRuling, weigh
from honest_results.provenance import Source, merge_sources
from human_files.language.current import current_languages
from human_files.language.messages import message

if TYPE_CHECKING:
    from human_files.language.labels import Labels


@dataclass(frozen=True)
class Entry:
    """A claim with its verdict. Texts are by language.

    Attributes
    ----------
    claim : Claim
        What was published.
    needs : Needs
        What data may decide it.
    article : Published
        Where it was published.
    place, decided_in : tuple of str and int
        The file and the line where the claim is written, and where what decides it is.
    ruling : Ruling
        The verdict with its strands.
    published, found, reason, rule, refuted : mapping of str to str
        What was published, what each strand found, why the verdict is what it is, what decides, and
        what would refute the claim.
    labels, evidence, why : mapping of str to mapping of str to str
        By strand: its name in words, its numbers, and why it counts as it does.
    keys, missing : tuple of str
        The facts of the strands that exist, and those that do not.
    sources : tuple of Source
        The raw files behind the facts that the verdict rests on.
    """

    claim: Claim
    needs: Needs
    article: Published
    place: tuple[str, int | None]
    decided_in: tuple[str, int | None]
    ruling: Ruling
    published: Mapping[str, str]
    found: Mapping[str, str]
    reason: Mapping[str, str]
    rule: Mapping[str, str]
    refuted: Mapping[str, str]
    labels: Mapping[str, Mapping[str, str]]
    evidence: Mapping[str, Mapping[str, str]]
    why: Mapping[str, Mapping[str, str]]
    keys: tuple[str, ...]
    missing: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def branches(self) -> list[str]:
        """The branches whose facts the rules name."""
        return sorted({key.partition(".")[0] for key in (*self.keys, *self.missing)})


def build_ledger(
    register: Register,
    facts: Facts,
    material_of: Sequence[str],
    labels: Labels,
    excused: Callable[[str], Collection[str]] = nothing_excused,
) -> list[Entry]:
    """Give every published claim a verdict and a reason.

    Parameters
    ----------
    register : Register
        As returned by :func:`honest_results.claims.claims_files.read_claims`.
    facts : mapping of str to mapping
        Merged facts by key.
    material_of : sequence of str
        Published articles, by citation key, whose own material the study's data are.
    labels : Labels
        The words of verdicts and reasons.
    excused : callable, default none
        Gives, for a file of claims, the branches of which it may name facts that do not exist.

    Returns
    -------
    list of Entry
        One per claim, in order. Data below the provenance that a claim needs never decide it.

    Raises
    ------
    ClaimsError
        For what a claim names and cannot use, with file, line and the nearest fact.
    """
    held = register.held(material_of)
    check_facts(register, facts, held, excused)
    entries, problems = [], []
    for claim in register.claims:
        try:
            ruling = _weigh(register, claim, facts, material_of, is_held=claim in held)
            entries.append(_entry(register, claim, ruling, facts, labels))
        except UnfitFactError as error:
            advice = message("Name another fact, or choose the rule that fits it.")
            problems.append(register.problem(claim, str(error), advice))
    if problems:
        raise ClaimsError(problems)
    return entries


def _weigh(
    register: Register, claim: Claim, facts: Facts, material_of: Sequence[str], *, is_held: bool
) -> Ruling:
    """Return the verdict on a claim; one about material that the study does not hold has none."""
    strands, needs = register.strands(claim), register.needs(claim)
    if is_held:
        values = {name: published.value for name, published in claim.values.items()}
        return weigh(strands, facts, needs, values=values, material_of=material_of)
    untested = []
    for name, strand in strands.items():
        keys = tuple(key for key in strand.rule_keys() if key in facts)
        untested.append(StrandRuling(name, strand, keys, None, cause="material"))
    return Ruling("not_testable", "material", tuple(untested), ())


def _entry(register: Register, claim: Claim, ruling: Ruling, facts: Facts, labels: Labels) -> Entry:
    """Return the entry of one claim."""
    words = StatementWords(ruling, register.needs(claim), facts, labels, claim.values)
    named = [key for strand in ruling.strands for key in strand.strand.rule_keys()]
    with_rule = [strand for strand in ruling.strands if strand.strand.rule is not None]
    return Entry(
        claim=claim,
        needs=register.needs(claim),
        article=register.sources[claim.source],
        place=register.places[claim.id],
        decided_in=register.decided_in(claim),
        ruling=ruling,
        published=words.published(claim.published.by_language()),
        found=words.found(),
        reason=words.reason(),
        rule=words.rule(),
        refuted=words.refuted(),
        labels={
            strand.name: labels.by_language(f"claims.strand.{strand.name}") for strand in with_rule
        },
        evidence={
            strand.name: {
                language: words.evidence(strand, language, named=False)
                for language in current_languages()
            }
            for strand in with_rule
        },
        why={strand.name: words.why(strand) for strand in with_rule},
        keys=tuple(dict.fromkeys(key for key in named if key in facts)),
        missing=tuple(dict.fromkeys(key for key in named if key not in facts)),
        sources=tuple(
            merge_sources(
                *(
                    [Source(source["file"], source["level"]) for source in facts[key]["sources"]]
                    for key in ruling.keys
                )
            )
        ),
    )
