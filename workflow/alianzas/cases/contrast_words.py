"""The contrasts in words: which condition goes with success, by how much, and what that can bear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.cases.adjudication import outcome_by_case
from alianzas.cases.case_codes import CONDITION, CaseCodes
from alianzas.cases.case_contrasts import COMPARED
from alianzas.cases.case_counts import cases_with
from alianzas.sentences import capital
from honest_results.facts import Fact
from human_files.language.labels import LANGUAGES, Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_value
from qca.cuts import reaches

if TYPE_CHECKING:
    import pandas as pd

Texts = dict[str, str]
_STEM = "cases.contrast"


def contrast_sentences(
    contrasts: Sequence[Fact],
    codings: pd.DataFrame,
    codes: CaseCodes,
    labels: Labels,
    confidence: float,
) -> list[Fact]:
    """Return the facts ``cases.contrast.statement`` and ``.bearing``.

    ``contrasts`` are case_contrasts.contrast_facts of the same ``codings``. The statement gives the
    compared conditions among successful and other cases; the bearing says what so few cases can show.
    Both are there for any cases: of successes only, of failures only, and where nothing differs.
    """
    facts = {fact.key: fact for fact in contrasts}
    success = outcome_by_case(codings, codes)
    successes, others = int(success.sum()), int((~success).sum())
    if not successes or not others:
        key = "all" if successes else "none"
        text = _filled(f"{_STEM}.{key}", labels, n=len(success))
        return [
            Fact(f"{_STEM}.statement", "one_outcome", "phrase", text=text),
            Fact(
                f"{_STEM}.bearing", "one_outcome", "phrase", text=dict(labels.both(f"{_STEM}.few"))
            ),
        ]
    named = dict.fromkeys(code for pair in COMPARED.values() for code in pair)
    compared = [code for code in named if code in codes.ids(CONDITION)] or codes.ids(CONDITION)
    wide = codings.pivot(index="case", columns="code", values="value") == 1
    constant = [c for c in compared if facts[f"{_STEM}.{c}.difference"].missing == "constant"]
    varying = [code for code in compared if code not in constant]
    sentences = []
    if varying:
        parts = [
            _filled(
                f"{_STEM}.part",
                labels,
                name=codes.join([code]),
                successes=cases_with(
                    "successes", int((wide[code] & success).sum()), successes, labels
                ),
                others=cases_with("others", int((wide[code] & ~success).sum()), others, labels),
                **_interval(facts[f"{_STEM}.{code}.difference"]),
            )
            for code in varying
        ]
        level = {language: format_value(confidence, "percent", language) for language in LANGUAGES}
        joined = {language: "; ".join(part[language] for part in parts) for language in LANGUAGES}
        sentences.append(_filled(f"{_STEM}.shares", labels, parts=joined, level=level))
    for state, holds in (("everywhere", True), ("nowhere", False)):
        names = [code for code in constant if bool(wide[code].all()) is holds]
        if names:
            joined = {
                language: join_words([codes.join([name])[language] for name in names], language)
                for language in LANGUAGES
            }
            sentences.append(_filled(f"{_STEM}.{state}", labels, names=joined))
    for pair, (one, other) in COMPARED.items():
        if one in compared and other in compared and not {one, other} <= {*constant}:
            sentences.append(_pair(f"{_STEM}.{pair}", (one, other), facts, codes, labels))
    text = {
        language: " ".join(sentence[language] for sentence in sentences) for language in LANGUAGES
    }
    smallest = facts[f"{_STEM}.smallest_p"].value
    assert isinstance(smallest, float)
    bearing = "descriptive" if reaches(1 - confidence, smallest) else "powerless"
    words = _filled(
        f"{_STEM}.{bearing}",
        labels,
        successes=successes,
        n=successes + others,
        p={language: format_value(smallest, "p_value", language) for language in LANGUAGES},
    )
    return [
        Fact(f"{_STEM}.statement", "shown" if varying else "constant", "phrase", text=text),
        Fact(f"{_STEM}.bearing", bearing, "phrase", text=words),
    ]


def count_sentence(
    key: str, counts: Mapping[str, int], n: int, codes: CaseCodes, labels: Labels
) -> Fact:
    """Return the fact ``key`` that enumerates codes with their ``counts`` among ``n`` cases.

    It stands in the codebook's order: a difference of a case or two is no ranking. A code of no case is
    left out.
    """
    there = {code: count for code, count in counts.items() if count}
    if not there:
        return Fact(key, "none", "phrase", text=dict(labels.both("cases.none")))
    text = {
        language: join_words(
            [f"{codes.join([code])[language]} ({count}/{n})" for code, count in there.items()],
            language,
        )
        for language in LANGUAGES
    }
    return Fact(key, "counted", "phrase", text=text)


def _pair(
    key: str, pair: tuple[str, str], facts: Mapping[str, Fact], codes: CaseCodes, labels: Labels
) -> Texts:
    """Return the sentence that sets two conditions against each other."""
    difference, phrase = facts[f"{key}.difference"], facts[f"{key}.phrase"]
    names = {"one": capital(codes.noun(pair[0])), "other": codes.noun(pair[1])}
    if difference.value is None:
        return _filled(f"{_STEM}.pair.missing", labels, **names, phrase=phrase.text)
    numbers = _interval(difference)
    return _filled(f"{_STEM}.pair.compared", labels, **names, phrase=phrase.text, **numbers)


def _interval(fact: Fact) -> dict[str, Texts]:
    """Return a difference and its bounds in points of percentage, by language."""
    assert isinstance(fact.value, float) and fact.interval is not None
    numbers = {"difference": fact.value, "low": fact.interval[0], "high": fact.interval[1]}
    return {
        name: {language: format_value(100 * number, "count", language) for language in LANGUAGES}
        for name, number in numbers.items()
    }


def _filled(key: str, labels: Labels, **parts: object) -> Texts:
    """Return a label in every language, its places filled with texts by language, or counts."""
    return {
        language: labels(key, language).format(
            **{
                name: part[language]
                if isinstance(part, Mapping)
                else format_value(part, "count", language)
                for name, part in parts.items()
            }
        )
        for language in LANGUAGES
    }
