"""What the colophon of a published article may say: the words of any version, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from alianzas.synthesis.colophon import describe_software, describe_source
from honest_results.build.software import NAMED
from honest_results.verify.surroundings import Surroundings
from human_files.language.current import current_languages, speaking

if TYPE_CHECKING:
    from honest_results.facts import Fact
    from human_files.language.labels import Labels

_VERSION = re.compile(r"\d{1,4}(\.\d{1,6}){0,4}((a|b|rc|\.?dev|\.?post)\d{1,4})?")
_ENGINE = re.compile(r"(pandoc|quarto) (\d{1,4}(?:\.\d{1,6}){0,4})")
_COMMIT = re.compile(r"[0-9a-f]{10}")
_ENGINE_KEY, _COMMIT_KEY = "colophon.engine", "colophon.commit"
#: Facts on what built an article, apart from those on what it says.
KEYS = (_ENGINE_KEY, _COMMIT_KEY, "colophon.python", *(f"colophon.{name}" for name in NAMED))


def colophon(labels: Labels) -> Surroundings:
    """Return which facts belong to the surroundings, and the words that each may have.

    They are in the languages at hand, also where another process asks for them.
    """
    engine = (_ENGINE_KEY, "colophon.typst")
    return Surroundings(KEYS, partial(_possible, labels, current_languages()), engine)


def _possible(
    labels: Labels, languages: Sequence[str], key: str, value: Any, facts: Mapping[str, Any]
) -> list[Mapping[str, str]] | None:
    """Return the words by language that the fact may have for its value; None for no such value."""
    with speaking(languages):
        return _described(labels, key, value, facts)


def _described(
    labels: Labels, key: str, value: Any, facts: Mapping[str, Any]
) -> list[Mapping[str, str]] | None:
    """Return the same, in the languages at hand."""
    if key == _COMMIT_KEY:
        if value is not None and not (isinstance(value, str) and _COMMIT.fullmatch(value)):
            return None
        states = [{"commit": value, "modified": modified} for modified in (None, False, True)]
        return [text for state in states for text in _texts(describe_source(state, labels), key)]
    if not isinstance(value, str):
        return None
    typst = facts.get("colophon.typst")
    setter = str(typst.get("value")) if isinstance(typst, dict) else ""
    named = _ENGINE.fullmatch(value) if key == _ENGINE_KEY else None
    if key == _ENGINE_KEY:
        if named is None or not _VERSION.fullmatch(setter):
            return None
    elif not _VERSION.fullmatch(value):
        return None
    software = {
        "engine": {"name": named[1], "version": named[2]}
        if named
        else {"name": "pandoc", "version": "0"},
        "versions": {"typst": setter, key.removeprefix("colophon."): value},
    }
    return _texts(describe_software(software, labels), key)


def _texts(facts: list[Fact], key: str) -> list[Mapping[str, str]]:
    """Return the words of the fact of this key."""
    return [fact.text for fact in facts if fact.key == key and fact.text is not None]
