"""Texts of the survey's results: filled labels, enumerations, notes, and stated limitations.

What cannot be estimated is stated as a limitation instead of being given a meaningless number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alianzas.survey.limitation import Limitation
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.lists import join_words
from human_files.language.numbers import format_value
from human_files.language.sentences import filled


def limitation_text(limitation: Limitation, labels: Labels) -> dict[str, str]:
    """Return the limitation in every language, as a clause without capital or full stop.

    Its wording is the label ``survey.limitation.<code>``.
    """
    texts = labels.by_language(f"survey.limitation.{limitation.code}")
    names = join(limitation.names, labels)
    return {
        language: filled(
            texts[language],
            language,
            names=names[language],
            **{k: format_value(v, "count", language) for k, v in limitation.numbers.items()},
        )
        for language in current_languages()
    }


def join(keys: Sequence[str], labels: Labels, either: bool = False) -> dict[str, str]:
    """Return the labels of ``keys`` enumerated: "a, b and c", or with ``either`` "a, b or c"."""
    return {
        language: join_words([labels(key, language) for key in keys], language, either)
        for language in current_languages()
    }


def fill(
    key: str,
    labels: Labels,
    numbers: Mapping[str, float] | None = None,
    texts: Mapping[str, Mapping[str, str]] | None = None,
    kind: str = "count",
    decimals: int | None = None,
) -> dict[str, str]:
    """Return the label ``key`` in every language with its placeholders filled, contracted.

    ``numbers`` are printed as ``kind``; ``texts`` holds words by language.
    """
    numbers, texts = numbers or {}, texts or {}
    return {
        language: filled(
            labels(key, language),
            language,
            **{k: format_value(v, kind, language, decimals) for k, v in numbers.items()},
            **{k: by_language[language] for k, by_language in texts.items()},
        )
        for language in current_languages()
    }


def as_notes(
    stem: str, texts: Sequence[Mapping[str, str]]
) -> tuple[list[str], dict[str, Mapping[str, str]]]:
    """Return the note keys for a table, and the labels behind them."""
    labels = {f"survey.note.{stem}.{k}": text for k, text in enumerate(texts, start=1)}
    return list(labels), labels
