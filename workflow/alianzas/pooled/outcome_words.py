"""One sentence per outcome: what its pooled estimate, or its estimates side by side, say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alianzas.pooled.effects import Effect
from alianzas.pooled.outcomes import Outcome, Pool
from alianzas.pooled.printing import Printing
from alianzas.sentences import Texts, join_parts, join_sentences, sentence
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

#: What studies are called in a sentence, by their name and language.
Countries = Mapping[str, Mapping[str, str]]


def direction(pool: Pool) -> str:
    """Return where the interval of a mean lies: "positive", "negative", or "unclear" around zero."""
    if pool.found.low > 0:
        return "positive"
    return "negative" if pool.found.high < 0 else "unclear"


def spread(pool: Pool, confidence: float) -> str:
    """Return whether the studies differ by more than their errors: "clear" or "unclear"."""
    return "clear" if pool.found.q_p < 1 - confidence else "unclear"


def outcome_sentence(
    outcome: Outcome, printing: Printing, countries: Countries, labels: Labels, confidence: float
) -> Texts:
    """Return what is to be said of an outcome, in every language."""
    said = [
        pool_sentence(pool, outcome, printing, countries, labels, confidence)
        for pool in outcome.pools
    ]
    known = [effect for effect in outcome.alone if effect.value is not None]
    if known:
        key = "single" if outcome.state == "single" else "beside"
        listed = join_parts([_with_country(one, printing, countries, labels) for one in known])
        said.append(sentence(f"pooled.sentence.{key}", labels, name=outcome.label, list=listed))
    lost = [effect for effect in outcome.alone if effect.value is None]
    if lost:
        names = join_parts([countries[effect.study] for effect in lost])
        said.append(sentence("pooled.sentence.lost", labels, name=outcome.label, list=names))
    return join_sentences(said)


def pool_sentence(
    pool: Pool,
    outcome: Outcome,
    printing: Printing,
    countries: Countries,
    labels: Labels,
    confidence: float,
) -> Texts:
    """Return the sentence on a mean: its interval, what it says, and how far the studies differ."""
    how = direction(pool) if printing.family.tested else "mean"
    found = pool.found
    parts = {
        "name": outcome.label,
        "studies": join_parts([countries[effect.study] for effect in pool.effects]),
        "value": mean_text(pool, printing),
        "spread": labels.by_language(f"pooled.spread.{spread(pool, confidence)}"),
        "i2": _number(found.i2, "percent"),
        "p": _number(found.q_p, "p_value"),
        "predicted": {
            language: printing.interval_text((found.predicted_low, found.predicted_high), language)
            for language in current_languages()
        },
    }
    return sentence(f"pooled.sentence.pool.{how}", labels, **parts)


def mean_text(pool: Pool, printing: Printing) -> Texts:
    """Return a mean with its interval, in every language."""
    found = pool.found
    return {
        language: printing.text(found.value, (found.low, found.high), language)
        for language in current_languages()
    }


def family_sentence(
    outcomes: Sequence[Outcome],
    sentences: Sequence[Texts],
    countries: Countries,
    labels: Labels,
    is_rescaled: bool,
) -> Texts:
    """Return what is to be said of a family: its outcomes, and why some are not pooled."""
    family = outcomes[0].family
    having = {e.study for one in outcomes for e in one.effects if e.value is not None}
    if len(having) == 1:
        (study,) = having
        alone = sentence("pooled.family.single", labels, country=countries[study])
        return alone
    reasons = [*sentences]
    states = {outcome.state for outcome in outcomes}
    if "levels" in states:
        levels = dict.fromkeys(
            e.level for one in outcomes for e in one.effects if e.value is not None
        )
        named = join_parts([labels.by_language(f"provenance.level.{level}") for level in levels])
        reasons.append(sentence("pooled.reason.levels", labels, levels=named))
    if "ways" in states:
        reasons.append(sentence("pooled.reason.ways", labels))
    if "errors" in states:
        reasons.append(sentence("pooled.reason.errors", labels))
    if is_rescaled:
        reasons.append(sentence(f"pooled.reason.scale.{family}", labels))
    return join_sentences(reasons)


def _with_country(
    effect: Effect, printing: Printing, countries: Countries, labels: Labels
) -> Texts:
    """Return a study's estimate with its country, and the provenance of its data."""
    shown = {}
    for language in current_languages():
        if effect.low is None or effect.high is None:
            value = printing.value_text(float(effect.value or 0), language)
        else:
            value = printing.text(float(effect.value or 0), (effect.low, effect.high), language)
        shown[language] = value
    level = labels.by_language(f"provenance.level.{effect.level}")
    country = countries[effect.study]
    return sentence("pooled.study", labels, country=country, value=shown, level=level)


def _number(value: float, kind: str) -> Texts:
    return {language: format_value(value, kind, language) for language in current_languages()}
