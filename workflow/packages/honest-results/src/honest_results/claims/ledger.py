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

    ``published`` is what was published, ``found`` what the facts say in few words, ``reason`` why
    the verdict is what it is, ``rule`` what decides. ``keys`` are the facts of the rule that exist,
    ``sources`` the raw files behind those that the verdict rests on.
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
    """Return an entry per claim, in order.

    ``facts`` are merged facts by key (value, kind, interval, level, sources, text by language);
    ``material_of`` the published articles whose own material the study's data are. Raises
    ClaimsError, naming file, line and the nearest fact, for what a claim names and cannot use.
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
