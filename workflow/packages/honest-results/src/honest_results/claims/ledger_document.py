"""The ledger as JSON for other programs: ``results/<study>/claims.json``.

The models give its JSON Schema, ``config/schemas/claims-ledger.json``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field

from honest_results.claims.claim_models import Published, PublishedValue
from honest_results.claims.ledger import Entry
from honest_results.claims.rule_models import Rule
from honest_results.claims.statement_models import Needs
from honest_results.claims.verdicts import VERDICTS, Cause, Grounds, Verdict
from honest_results.facts import Kind, Missing
from honest_results.provenance import Level
from human_files.language.messages import template
from human_files.settings import Settings, Text
from human_files.settings_words import in_words


class RawFile(Settings):
    """A raw file behind a fact."""

    file: str = Field(description="Path from the top of the repository.")
    level: Level = Field(description="Its provenance.")
    sha256: str = Field(
        pattern=in_words("^[0-9a-f]{64}$", template("a hash of 64 digits and letters from a to f"))
    )


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
    missing: Missing | None = Field(default=None, description="Why there is no value.")
    level: Level = Field(description="Weakest provenance of its raw files.")
    rule: str = Field(description="Step of the workflow that computed it.")
    script: str
    sources: list[RawFile]


class StrandEvidence(Settings):
    """What one strand of evidence says about a claim, and whether it counts."""

    name: str
    label: Text = Field(description="Its name in words.")
    rule: Rule = Field(description="What decides, as in the file of claims or of propositions.")
    decides: Literal["alone", "with_others"]
    facts: list[str] = Field(description="The facts of the rule that exist.")
    found: Text = Field(description="Its numbers, with their level.")
    level: Level | None = Field(description="Weakest provenance of these facts alone.")
    direction: Literal["for", "against", "open", "none"] = Field(
        description="What it says of the claim; none where it does not count."
    )
    cause: Cause | None = Field(description="Why it does not count; null where it does.")
    why: Text


class SentenceOfAbstract(Settings):
    """A sentence of an abstract: its claims, or why no data can decide it."""

    about: Text
    claims: list[str]
    undecidable: Text | None


class Article(Settings):
    """A published article, sentence by sentence of its abstract."""

    source: str = Field(description="Citation key.")
    name: Text
    doi: str
    sentences: list[SentenceOfAbstract]


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
    proposition: str | None = Field(description="The proposition whose strands decide the claim.")
    file: str = Field(description="Where the claim is written.")
    line: int | None
    decided_in: str = Field(description="Where what decides is written.")
    decided_line: int | None
    rule_in_words: Text = Field(description="What decides.")
    refuted_by: Text = Field(description="What would speak against the claim.")
    no_tautology: Text = Field(description="Why what decides could have come out otherwise.")
    needs: Needs
    facts: list[EvidenceFact] = Field(description="The facts that the rule names and that exist.")
    missing: list[str] = Field(description="The facts that the rule names and that do not exist.")
    found: Text = Field(description="What the facts say, in few words.")
    verdict: Verdict
    grounds: Grounds = Field(
        description="for, against; weak: what speaks cannot decide alone; conflict: strands disagree; "
        "open: none points a way. Or why it is not testable here: about material of another study; a "
        "measure from the claimant's own material; data below the needed provenance; doubtful data; "
        "texts that were not read; data that may not count in the direction they point; a fact is "
        "empty; a fact does not exist."
    )
    reason: Text = Field(description="Why the verdict is what it is.")
    level: Level | None = Field(description="Weakest provenance of the facts it rests on.")
    rests_on: list[str] = Field(description="The facts that the verdict rests on.")
    strands: list[StrandEvidence]


class Ledger(Settings):
    """Every published claim weighed against the evidence of one study."""

    study: str
    counts: dict[Verdict, int] = Field(description="How many claims have each verdict.")
    articles: list[Article]
    claims: list[LedgerClaim]


def ledger_document(
    study: str,
    entries: Sequence[Entry],
    sources: Mapping[str, Published],
    facts: Mapping[str, Mapping[str, Any]],
) -> Ledger:
    """Return the ledger for ``claims.json``.

    ``sources`` are the published articles by citation key; ``facts`` are merged facts with hashes of
    raw files.
    """
    verdicts = [entry.ruling.verdict for entry in entries]
    return Ledger(
        study=study,
        counts={verdict: verdicts.count(verdict) for verdict in VERDICTS},
        articles=[_article(key, article) for key, article in sources.items()],
        claims=[_claim(entry, facts) for entry in entries],
    )


def _article(key: str, article: Published) -> Article:
    """Return an article with the sentences of its abstract."""
    return Article(
        source=key,
        name=article.name,
        doi=article.doi,
        sentences=[SentenceOfAbstract(**sentence.model_dump()) for sentence in article.sentences],
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
        proposition=claim.proposition,
        file=entry.place[0],
        line=entry.place[1],
        decided_in=entry.decided_in[0],
        decided_line=entry.decided_in[1],
        rule_in_words=Text(**entry.rule),
        refuted_by=Text(**entry.refuted),
        no_tautology=claim.no_tautology,
        needs=entry.needs,
        facts=[_fact(key, facts[key]) for key in entry.keys],
        missing=list(entry.missing),
        found=Text(**entry.found),
        verdict=ruling.verdict,
        grounds=ruling.grounds,
        reason=Text(**entry.reason),
        level=ruling.level,
        rests_on=list(ruling.keys),
        strands=[
            StrandEvidence(
                name=strand.name,
                label=Text(**entry.labels[strand.name]),
                rule=strand.strand.rule,
                decides=strand.strand.decides,
                facts=list(strand.keys),
                found=Text(**entry.evidence[strand.name]),
                level=strand.level,
                direction=strand.direction,
                cause=strand.cause,
                why=Text(**entry.why[strand.name]),
            )
            for strand in ruling.strands
            if strand.strand.rule is not None
        ],
    )


def _fact(key: str, fact: Mapping[str, Any]) -> EvidenceFact:
    """Return a fact as the document gives it."""
    known = EvidenceFact.model_fields
    return EvidenceFact(key=key, **{name: fact[name] for name in known if name in fact})
