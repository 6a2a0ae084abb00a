"""The ledger: a verdict and a reason for every claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from honest_results.claims.claim_models import Claim, Published
from honest_results.claims.claim_words import ClaimWords
from honest_results.claims.claims_files import ClaimsError, Register, check_facts
from honest_results.claims.rule_findings import Facts, UnfitFactError
from honest_results.claims.rule_models import keys_of
from honest_results.claims.verdicts import Ruling, weigh
from honest_results.provenance import Source, merge_sources

if TYPE_CHECKING:
    from human_files.language.labels import Labels


@dataclass(frozen=True)
class Entry:
    """A claim with its verdict. Texts are by language.

    Attributes
    ----------
    claim : Claim
        What was published, and what decides.
    article : Published
        Where it was published.
    ruling : Ruling
        The verdict with its grounds.
    published, found, reason, rule : mapping of str to str
        What was published, what the facts say in a few words, why the verdict is what it is, and what
        decides.
    keys : tuple of str
        The facts of the rule that exist.
    sources : tuple of Source
        The raw files behind the facts that the verdict rests on.
    """

    claim: Claim
    article: Published
    ruling: Ruling
    published: Mapping[str, str]
    found: Mapping[str, str]
    reason: Mapping[str, str]
    rule: Mapping[str, str]
    keys: tuple[str, ...]
    sources: tuple[Source, ...]

    @property
    def branches(self) -> list[str]:
        """The branches whose facts the rule names."""
        return sorted({key.partition(".")[0] for key in keys_of(self.claim.rule)})

    @property
    def missing(self) -> list[str]:
        """The facts of the rule that do not exist."""
        return [key for key in keys_of(self.claim.rule) if key not in self.keys]


def build_ledger(
    register: Register, facts: Facts, material_of: Sequence[str], labels: Labels
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
    check_facts(register, facts, held)
    entries, problems = [], []
    for claim in register.claims:
        try:
            entries.append(_entry(register, claim, facts, claim in held, labels))
        except UnfitFactError as error:
            advice = "Name another fact, or choose the rule that fits it."
            problems.append(register.problem(claim, str(error), advice))
    if problems:
        raise ClaimsError(problems)
    return entries


def _entry(register: Register, claim: Claim, facts: Facts, is_held: bool, labels: Labels) -> Entry:
    """Return the entry of one claim."""
    values = {name: published.value for name, published in claim.values.items()}
    keys = tuple(key for key in keys_of(claim.rule) if key in facts)
    if is_held:
        ruling = weigh(claim.rule, facts, values, claim.needs)
    else:
        ruling = Ruling(claim.rule, "not_testable", "material", keys, None)
    words = ClaimWords(claim, facts, labels)
    rests_on = [key for key in ruling.keys if key in facts]
    return Entry(
        claim=claim,
        article=register.sources[claim.source],
        ruling=ruling,
        published=words.published(),
        found=words.found(),
        reason=words.reason(ruling),
        rule=words.rule(),
        keys=keys,
        sources=tuple(
            merge_sources(
                *(
                    [Source(s["file"], s["level"]) for s in facts[key]["sources"]]
                    for key in rests_on
                )
            )
        ),
    )
