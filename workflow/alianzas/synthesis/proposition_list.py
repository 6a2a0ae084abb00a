"""The propositions by number: as the article lists them, and as displays name them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.sentences import sentence

if TYPE_CHECKING:
    from honest_results.claims.statement_models import Proposition
    from human_files.language.labels import Labels


def numbered(number: int, labels: Labels, text: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return the name of a proposition ("P1"), with its ``text`` if given ("P1. …"), by language."""
    key = "synthesis.proposition"
    if text is None:
        return sentence(f"{key}.short", labels, n=number)
    return sentence(key, labels, n=number, text=text)


def proposition_list(propositions: Sequence[Proposition], labels: Labels, language: str) -> str:
    """Return the list that an article inserts, as Markdown: "**P1.** Statement [@source]."."""
    return (
        "\n\n".join(_item(k, one, labels, language) for k, one in enumerate(propositions, 1)) + "\n"
    )


def _item(number: int, proposition: Proposition, labels: Labels, language: str) -> str:
    """Return one proposition with its source."""
    name = numbered(number, labels)[language]
    text = proposition.text.words(language)
    if proposition.source is not None:
        text = f"{text.removesuffix('.')} [@{proposition.source}]."
    return f"**{name}.** {text}"
