"""The facts of a comparison: ``pooled.<family>.<outcome>.…``, each with the raw files behind it."""

from __future__ import annotations

from collections.abc import Sequence

from alianzas.pooled.effects import Effect
from alianzas.pooled.outcome_words import (
    Countries,
    direction,
    family_sentence,
    outcome_sentence,
    spread,
)
from alianzas.pooled.outcomes import Outcome, Pool
from alianzas.pooled.printing import Printing
from alianzas.survey.model_words import key_of
from honest_results.facts import Fact
from honest_results.provenance import Source, merge_sources
from human_files.language.labels import Labels


def family_facts(
    outcomes: Sequence[Outcome],
    printing: Printing,
    countries: Countries,
    labels: Labels,
    confidence: float,
    is_rescaled: bool = False,
) -> list[Fact]:
    """Return every fact of a family, its sentences among them."""
    name = printing.family.name
    stem = f"pooled.{name}"
    if not outcomes:
        text = labels.by_language("pooled.family.none")
        return [Fact(f"{stem}.statement", "none", "phrase", text=text)]
    facts, sentences = [], []
    for outcome in outcomes:
        key = f"{stem}.{key_of(outcome.name)}"
        sources = sources_of(outcome.effects)
        text = outcome_sentence(outcome, printing, countries, labels, confidence)
        sentences.append(text)
        facts.append(Fact(f"{key}.statement", outcome.state, "phrase", text=text, sources=sources))
        facts += [
            fact
            for effect in outcome.effects
            for fact in _of_study(effect, key, printing, confidence)
        ]
        for pool in _one_of_each_level(outcome):
            facts += _of_pool(pool, f"{key}.{pool.level}", printing, labels, confidence)
    whole = family_sentence(outcomes, sentences, countries, labels, is_rescaled)
    states = {outcome.state for outcome in outcomes}
    state = next(iter(states)) if len(states) == 1 else "mixed"
    behind = sources_of([effect for outcome in outcomes for effect in outcome.effects])
    return [*facts, Fact(f"{stem}.statement", state, "phrase", text=whole, sources=behind)]


def sources_of(effects: Sequence[Effect]) -> tuple[Source, ...]:
    """Return the raw files behind several estimates."""
    return tuple(merge_sources(*(effect.sources for effect in effects)))


def _one_of_each_level(outcome: Outcome) -> list[Pool]:
    """Return the largest pool of each provenance: the one that its facts speak of."""
    largest: dict[str, Pool] = {}
    for pool in outcome.pools:
        if pool.level not in largest or pool.found.k > largest[pool.level].found.k:
            largest[pool.level] = pool
    return [*largest.values()]


def _of_study(effect: Effect, key: str, printing: Printing, confidence: float) -> list[Fact]:
    """Return the estimate of a study."""
    family = printing.family
    known = effect.value is not None
    interval = None
    if effect.low is not None and effect.high is not None:
        interval = printing.bounds(effect.low, effect.high)
    return [
        Fact(
            f"{key}.study.{effect.study}",
            printing.value(effect.value) if effect.value is not None else None,
            family.kind,  # type: ignore[arg-type]
            n=effect.n,
            interval=interval,
            confidence=confidence,
            decimals=family.decimals,
            sources=effect.sources,
            missing=None if known else "not_estimated",
        )
    ]


def _of_pool(
    pool: Pool, key: str, printing: Printing, labels: Labels, confidence: float
) -> list[Fact]:
    """Return a mean, its prediction interval, and how far the studies differ."""
    found, family, sources = pool.found, printing.family, sources_of(pool.effects)

    def number(name: str, value: float, kind: str, **options: object) -> Fact:
        return Fact(f"{key}.{name}", value, kind, sources=sources, **options)  # type: ignore[arg-type]

    printed = {"decimals": family.decimals, "confidence": confidence}
    facts = [
        number("k", found.k, "count"),
        number(
            "value",
            printing.value(found.value),
            family.kind,
            interval=printing.bounds(found.low, found.high),
            **printed,
        ),
        number(
            "predicted",
            printing.value(found.value),
            family.kind,
            interval=printing.bounds(found.predicted_low, found.predicted_high),
            **printed,
        ),
        number("tau2", found.tau2, "number", decimals=3, confidence=confidence),
        number("tau", found.tau2**0.5, "number", decimals=3),
        number("i2", found.i2, "percent"),
        number("h2", found.h2, "number"),
        number("q", found.q, "number"),
        number("q_p", found.q_p, "p_value"),
    ]
    differ = spread(pool, confidence)
    facts.append(
        Fact(
            f"{key}.spread.phrase",
            differ,
            "phrase",
            text=labels.by_language(f"pooled.spread.{differ}"),
            sources=sources,
        )
    )
    if family.tested:
        how = direction(pool)
        facts.append(number("p", found.p, "p_value"))
        text = labels.by_language(f"pooled.direction.{how}")
        facts.append(Fact(f"{key}.direction.phrase", how, "phrase", text=text, sources=sources))
    return facts
