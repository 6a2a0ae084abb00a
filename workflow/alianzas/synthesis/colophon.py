"""The colophon: engine, versions and commit, as facts (colophon.*)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from alianzas.results.facts import Fact

if TYPE_CHECKING:
    from alianzas.language.labels import Labels


def describe_software(software: Mapping[str, Any], labels: Labels) -> list[Fact]:
    """Return the colophon's facts.

    ``software``: ``engine`` (its ``name``, quarto or pandoc, and ``version``), ``versions`` (by
    library), ``commit`` (short hash or None where nothing names it) and ``modified`` (whether tracked
    files differ from it; None where Git cannot tell).
    """
    commit = software["commit"]
    if commit is None:
        state = dict(labels.both("colophon.unknown"))
    elif software["modified"] is False:
        state = _same(commit)
    else:
        texts = labels.both(f"colophon.{'modified' if software['modified'] else 'archive'}")
        state = {language: text.format(commit=commit) for language, text in texts.items()}
    engine = software["engine"]
    texts = labels.both(f"colophon.engine.{engine['name']}")
    numbers = {"version": engine["version"], "typst": software["versions"]["typst"]}
    named = {language: text.format(**numbers) for language, text in texts.items()}
    return [
        Fact("colophon.engine", f"{engine['name']} {engine['version']}", "label", text=named),
        Fact("colophon.commit", commit, "label", text=state),
        *(
            Fact(f"colophon.{name}", version, "label", text=_same(version))
            for name, version in software["versions"].items()
        ),
    ]


def _same(text: str) -> dict[str, str]:
    return {"en": text, "es": text}
