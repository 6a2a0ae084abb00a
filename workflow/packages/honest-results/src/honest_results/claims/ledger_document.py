"""The ledger as JSON for other programs: ``results/<study>/claims.json``.

The models give its JSON Schema, ``config/schemas/claims-ledger.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from honest_results.claims.claim_models import Needs, PublishedValue
from honest_results.claims.ledger import Entry
from honest_results.claims.ledger_results import cause
from honest_results.claims.rule_models import Rule
from honest_results.claims.verdicts import VERDICTS, Ruling, Verdict
from honest_results.facts import Kind
from honest_results.provenance import Level
from human_files.settings import Settings, Text


class RawFile(Settings):
    """A raw file behind a fact."""

    file: str = Field(description="Path from the top of the repository.")
    level: Level = Field(description="Its provenance.")
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class EvidenceFact(Settings):
    """A fact that the rule names, at full precision."""

    key: str
    value: float | int | str | None
    kind: Kind
    text: Text = Field(description="As printed.")
    interval: tuple[float | None, float | None] | None = None
    interval_text: Text | None = None
    confidence: float | None = Field(default=None, description="Confidence of the interval.")
    n: int | None = Field(default=None, description="Units behind the value.")
    unit: str | None = None
    level: Level = Field(description="Weakest provenance of its raw files.")
    rule: str = Field(description="Step of the workflow that computed it.")
    script: str
    sources: list[RawFile]


class PartRuling(Settings):
    """The verdict on a part of a rule `all` or `any`."""

    kind: str
    facts: list[str]
    verdict: Verdict
    level: Level | None
    parts: list[PartRuling] = Field(default=[])


class LedgerClaim(Settings):
    """A claim with its evidence and its verdict."""

    id: str
    source: str = Field(description="Citation key of the published article.")
    article: Text = Field(description="Its authors and year.")
    doi: str
    about: Literal["firms", "material"] = Field(
        description="About the world, or about the material that the article itself examined."
    )
    branches: list[str] = Field(description="Branches of the workflow whose facts the rule names.")
    name: Text
    text: Text = Field(description="The claim in our words.")
    published: Text = Field(description="What was published.")
    values: dict[str, PublishedValue] = Field(description="Published numbers by name.")
    rule: Rule = Field(description="What decides, as in the file of claims.")
    rule_in_words: Text
    needs: Needs
    facts: list[EvidenceFact] = Field(description="The facts that the rule names and that exist.")
    missing: list[str] = Field(description="The facts that the rule names and that do not exist.")
    found: Text = Field(description="What the facts say, in few words.")
    verdict: Verdict
    cause: Literal["material", "absent", "missing", "provenance", "one_sided"] | None = Field(
        description="Why it is not testable here: about material of another study; a fact does not "
        "exist; a fact is empty; data below the needed provenance; data that may not count in the "
        "direction they point. null for other verdicts."
    )
    reason: Text = Field(description="Why the verdict is what it is.")
    level: Level | None = Field(description="Weakest provenance of the facts it rests on.")
    rests_on: list[str] = Field(description="The facts that the verdict rests on.")
    parts: list[PartRuling] = Field(description="Of a rule `all` or `any`.")


class Ledger(Settings):
    """Every published claim weighed against the evidence of one study."""

    study: str
    counts: dict[Verdict, int] = Field(description="How many claims have each verdict.")
    claims: list[LedgerClaim]


def ledger_document(
    study: str, entries: Sequence[Entry], facts: Mapping[str, Mapping[str, Any]]
) -> Ledger:
    """Return the ledger for ``claims.json``; ``facts`` are merged facts with hashes of raw files."""
    verdicts = [entry.ruling.verdict for entry in entries]
    return Ledger(
        study=study,
        counts={verdict: verdicts.count(verdict) for verdict in VERDICTS},
        claims=[_claim(entry, facts) for entry in entries],
    )


def _claim(entry: Entry, facts: Mapping[str, Mapping[str, Any]]) -> LedgerClaim:
    """Return a claim as the document gives it."""
    claim, ruling = entry.claim, entry.ruling
    return LedgerClaim(
        id=claim.id,
        source=claim.source,
        article=entry.article.name,
        doi=entry.article.doi,
        about=claim.about,
        branches=entry.branches,
        name=claim.name,
        text=claim.text,
        published=Text(**entry.published),
        values=claim.values,
        rule=claim.rule,
        rule_in_words=Text(**entry.rule),
        needs=claim.needs,
        facts=[_fact(key, facts[key]) for key in entry.keys],
        missing=entry.missing,
        found=Text(**entry.found),
        verdict=ruling.verdict,
        cause=cause(ruling),
        reason=Text(**entry.reason),
        level=ruling.level,
        rests_on=list(ruling.keys),
        parts=[_part(part) for part in ruling.parts],
    )


def _fact(key: str, fact: Mapping[str, Any]) -> EvidenceFact:
    """Return a fact as the document gives it."""
    known = EvidenceFact.model_fields
    return EvidenceFact(key=key, **{name: fact[name] for name in known if name in fact})


def _part(ruling: Ruling) -> PartRuling:
    """Return the ruling on a part of a rule, with its own parts."""
    return PartRuling(
        kind=ruling.rule.kind,
        facts=list(ruling.keys),
        verdict=ruling.verdict,
        level=ruling.level,
        parts=[_part(part) for part in ruling.parts],
    )
