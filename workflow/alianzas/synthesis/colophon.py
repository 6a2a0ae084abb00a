"""The colophon: engine, versions and commit, as facts (colophon.*)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from alianzas.results.facts import Fact

if TYPE_CHECKING:
    from alianzas.language.labels import Labels

#: Engines as their makers write them.
_ENGINES = {"quarto": "Quarto", "pandoc": "Pandoc"}


def describe_software(software: Mapping[str, Any], labels: Labels) -> list[Fact]:
    """Return the colophon's facts.

    ``software``: ``engine`` (quarto or pandoc), ``versions`` (by library), ``commit`` (short hash
    or None where nothing names it) and ``modified`` (whether tracked files differ from it; None
    where Git cannot tell).
    """
    commit = software["commit"]
    if commit is None:
        state = dict(labels.both("colophon.unknown"))
    elif software["modified"] is False:
        state = _same(commit)
    else:
        texts = labels.both(f"colophon.{'modified' if software['modified'] else 'archive'}")
        state = {language: text.format(commit=commit) for language, text in texts.items()}
    engine = _ENGINES[software["engine"]]
    return [
        Fact("colophon.engine", engine, "label", text=_same(engine)),
        Fact("colophon.commit", commit, "label", text=state),
        *(
            Fact(f"colophon.{name}", version, "label", text=_same(version))
            for name, version in software["versions"].items()
        ),
    ]


def _same(text: str) -> dict[str, str]:
    return {"en": text, "es": text}
