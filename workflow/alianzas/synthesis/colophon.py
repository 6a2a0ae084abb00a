"""The colophon: engine, versions and commit, as facts ``colophon.…``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from honest_results.facts import Fact
from human_files.language.current import in_every_language

if TYPE_CHECKING:
    from human_files.language.labels import Labels


def describe_software(software: Mapping[str, Any], labels: Labels) -> list[Fact]:
    """Return what the colophon says about the software.

    ``software``: ``engine`` (its ``name``, quarto or pandoc, and ``version``) and ``versions`` (by
    library).
    """
    engine = software["engine"]
    texts = labels.by_language(f"colophon.engine.{engine['name']}")
    numbers = {"version": engine["version"], "typst": software["versions"]["typst"]}
    named = {language: text.format(**numbers) for language, text in texts.items()}
    return [
        Fact("colophon.engine", f"{engine['name']} {engine['version']}", "label", text=named),
        *(
            Fact(f"colophon.{name}", version, "label", text=_same(version))
            for name, version in software["versions"].items()
        ),
    ]


def describe_source(state: Mapping[str, Any], labels: Labels) -> list[Fact]:
    """Return what the colophon says about the source.

    ``state`` is a :class:`honest_results.build.repository.State`.
    """
    commit = state["commit"]
    if commit is None:
        texts = dict(labels.by_language("colophon.unknown"))
    elif state["modified"] is False:
        texts = _same(commit)
    else:
        words = labels.by_language(f"colophon.{'modified' if state['modified'] else 'archive'}")
        texts = {language: text.format(commit=commit) for language, text in words.items()}
    return [Fact("colophon.commit", commit, "label", text=texts)]


def _same(text: str) -> dict[str, str]:
    """Return a text that is the same in every language."""
    return in_every_language(text)
