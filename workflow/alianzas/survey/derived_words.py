"""How a derived variable is made, in words, for the data dictionary."""

from __future__ import annotations

import itertools
from collections.abc import Mapping

from alianzas.survey.derived import Derived, Log
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_value


def made_from(derived: Derived, words: Labels) -> dict[str, str]:
    """Return how the variable is made and which answers it has, in every language."""
    return {language: _made_from(derived, words, language) for language in current_languages()}


def _made_from(derived: Derived, words: Labels, language: str) -> str:
    """Return how the variable is made, in one language."""
    how, names = derived.operation, derived.inputs
    key = f"survey.derived.{how}"
    numbers: Mapping[str, str] = {}
    if how in ("ratio", "difference"):
        numbers = {"first": names[0], "second": names[1]}
    elif isinstance(derived.log, Log) and derived.log.plus:
        key += "_plus"
        numbers = {"plus": _number(derived.log.plus, language)}
    text = words(key, language).format(of=join_words(names, language), **numbers)
    named = derived.any_of or derived.count_of
    if named is not None and named.answers:
        text += f" ({', '.join(named.answers)})"
    if derived.recode is not None:
        text += f": {_recoding(derived, words, language)}"
    if derived.groups is not None:
        text += f": {_ranges(derived, language)}"
    elif derived.labelled:
        text += "; " + _listed(derived, language)
    if derived.least_answered is not None:
        least = words("survey.derived.least_answered", language)
        text += "; " + least.format(n=format_value(derived.least_answered, "count", language))
    return text


def _listed(derived: Derived, language: str) -> str:
    """Return the answers with their labels."""
    return "; ".join(f"{c} = {t.words(language)}" for c, t in derived.labelled.items())


def _recoding(derived: Derived, words: Labels, language: str) -> str:
    """Return which answers become which: "a, b → c"."""
    assert derived.recode is not None
    parts = []
    for result in derived.recode.results:
        sources = [code for code, value in derived.recode.into.items() if value == result]
        if derived.recode.otherwise == result:
            sources.append(words("survey.derived.otherwise", language))
        new = result if isinstance(result, str) else _number(result, language)
        parts.append(f"{', '.join(sources)} → {new}")
    return "; ".join(parts)


def _ranges(derived: Derived, language: str) -> str:
    """Return the groups with what they begin with: "< 10 = Micro; 10–49 …" as bounds."""
    assert derived.groups is not None
    cuts = [_number(cut, language) for cut in derived.groups.cuts]
    bounds = [f"< {cuts[0]}"]
    bounds += [f"≥ {low}, < {high}" for low, high in itertools.pairwise(cuts)]
    bounds.append(f"≥ {cuts[-1]}")
    labels = [f"{code} = {text.words(language)}" for code, text in derived.answers.items()]
    return "; ".join(f"{label} ({bound})" for label, bound in zip(labels, bounds, strict=True))


def _number(value: float, language: str) -> str:
    """Return a number without decimals that it does not have."""
    decimals = 0 if float(value).is_integer() else len(f"{value:g}".partition(".")[2])
    return format_value(value, "number", language, decimals)
