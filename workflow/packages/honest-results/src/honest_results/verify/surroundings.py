"""Facts about the surroundings of a build: told apart, never a reason to fail, and no hiding place.

Which facts these are, and what words each of them has for a value, the study says. A published one
whose value is not of its form, or whose words are not those for its value, is a forgery like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from honest_results.verify.findings import FileFindings
from honest_results.verify.words import Allowed, folded, tokens
from human_files.language.messages import message

#: The words of a fact on the surroundings by language, for its value (and the other facts of its
#: file); None for a value that it cannot have.
Describe = Callable[[str, Any, Mapping[str, Any]], list[Mapping[str, str]] | None]


def _nothing(key: str, value: Any, facts: Mapping[str, Any]) -> None:
    """Say that a fact has no words that it may have."""


@dataclass(frozen=True)
class Surroundings:
    """The facts on the surroundings.

    Attributes
    ----------
    keys : tuple of str
        Keys of these facts.
    describe : callable
        Takes a key, a value and all facts of the file; returns the texts (by language) that the fact
        may have, or None where the value is not of its form.
    engine : tuple of str
        Keys of those on which the form of a document depends: where they differ, documents are compared
        by their words.
    """

    keys: tuple[str, ...] = ()
    describe: Describe = _nothing
    engine: tuple[str, ...] = ()


def compare_surroundings(
    published: Mapping[str, Any],
    rebuilt: Mapping[str, Any],
    surroundings: Surroundings,
    sink: FileFindings,
) -> Allowed:
    """Compare the facts on the surroundings in two files of facts.

    Returns what may differ for their sake in texts; what is not in order is found and allows nothing.
    """
    allowed = Allowed()
    for key in surroundings.keys:
        mine, theirs = published.get(key), rebuilt.get(key)
        if not isinstance(mine, dict) or not isinstance(theirs, dict):
            continue  # told as missing or extra with the other facts
        value, texts = mine.get("value"), mine.get("text")
        possible = surroundings.describe(key, value, published)
        if possible is None or texts not in possible or _others(mine) != _others(theirs):
            note = message("Not what a build says about its environment.")
            sink.add("different", "phrase", key, _shown(mine), _shown(theirs), note)
            continue
        sink.same("phrase")
        if mine != theirs:
            sink.explain()
        sink.environment(key, _text(mine), _text(theirs))
        for language in theirs.get("text", {}):
            if language in texts:
                _allow(allowed, key, texts[language], theirs["text"][language])
        _allow(allowed, key, str(value), str(theirs.get("value")))
    return allowed


def _others(fact: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a fact says besides its value and its words."""
    return {name: what for name, what in fact.items() if name not in ("value", "text")}


def _text(fact: Mapping[str, Any]) -> str:
    """Return the words of a fact in its first language."""
    return next(iter(fact.get("text", {}).values()), str(fact.get("value")))


def _shown(fact: Mapping[str, Any]) -> str:
    """Return the value and all words of a fact."""
    texts = fact.get("text")
    words = texts.values() if isinstance(texts, dict) else [texts]
    return " · ".join(dict.fromkeys([str(fact.get("value")), *map(str, words)]))


def _allow(allowed: Allowed, key: str, published: str, rebuilt: str) -> None:
    """Allow one text for another, as a word or as a phrase."""
    if published == rebuilt:
        return
    one, two = _Side(key, published), _Side(key, rebuilt)
    if one.is_word or two.is_word:
        allowed.pairs.add((one.token, two.token))
    if not (one.is_word and two.is_word):
        allowed.phrases.append((key, one.phrase, two.phrase))


class _Side:
    """What a fact says on one side: a word, or a phrase that becomes one token in a text."""

    def __init__(self, key: str, text: str) -> None:
        self.is_word = len(tokens(text)) == 1
        self.token = text if self.is_word else folded(key)
        self.phrase = "" if self.is_word else text
