"""Configurations in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alianzas.sentences import Texts
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from qca.terms import Term, literals


def in_words(
    term: Term, conditions: Sequence[str], names: Mapping[str, Mapping[str, str]], labels: Labels
) -> Texts:
    """Return a configuration as worded in a sentence: "trust and planning, without contract"."""
    texts = {}
    for language in current_languages():
        by_digit: dict[int, list[str]] = {1: [], 0: []}
        for place, digit in literals(term):
            by_digit[digit].append(names[conditions[place]][language])
        have = join_words(by_digit[1], language)
        lack = (
            _neither(by_digit[0], labels, language) if have else join_words(by_digit[0], language)
        )
        form = "both" if have and lack else "present" if have else "absent" if lack else "any"
        texts[language] = labels(f"cases.qca.configuration.{form}", language).format(
            present=have, absent=lack
        )
    return texts


def _neither(words: Sequence[str], labels: Labels, language: str) -> str:
    """Return an enumeration after "without": "A, B, or C"; in Spanish "A, B ni C"."""
    if len(words) < 2:
        return "".join(words)
    head, last = ", ".join(words[:-1]), words[-1]
    several = "several" if len(words) > 2 else "two"
    return labels(f"cases.qca.neither.{several}", language).format(head=head, last=last)


def enumerate_configurations(texts: Sequence[Mapping[str, str]]) -> Texts:
    """Return the configurations joined, numbered where there are several: "(1) …; (2) …"."""
    if len(texts) == 1:
        return dict(texts[0])
    return {
        language: "; ".join(f"({k}) {text[language]}" for k, text in enumerate(texts, start=1))
        for language in current_languages()
    }


def as_formula(
    term: Term, conditions: Sequence[str], names: Mapping[str, Mapping[str, str]], sign: str
) -> Texts:
    """Return a term with printed names: "Trust · ~Contract" for the sign "·"."""
    return {
        language: f" {sign} ".join(
            ("" if digit else "~") + names[conditions[place]][language]
            for place, digit in literals(term)
        )
        or "1"
        for language in current_languages()
    }
