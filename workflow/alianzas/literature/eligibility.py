"""What a record must be to be included, in words."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from alianzas.sentences import Texts
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.language.current import current_languages
from human_files.language.lists import join_words
from human_files.language.sentences import lowered

if TYPE_CHECKING:
    from human_files.language.labels import Labels
    from references.screening.codebook import ScreeningCodebook


def eligibility_facts(codebook: ScreeningCodebook, labels: Labels) -> list[Fact]:
    """Return whether the study screens by criteria of its own, and the criteria.

    Texts have a sentence on the criteria that studies share; a study with a codebook of its own tells
    them by their labels.
    """
    shared = PurePath(codebook.read_from).parent.name == "codebooks"
    state = "shared" if shared else "own"
    design = Design("criteria", codebook.read_from)
    return [
        Fact(
            "literature.screening.codebook.state",
            state,
            "phrase",
            text=labels.by_language(f"literature.screening.codebook.{state}"),
            design=design,
        ),
        Fact(
            "literature.screening.criteria.phrase",
            " ".join(criterion.id for criterion in codebook.criteria),
            "phrase",
            text=_enumerated([criterion.label.by_language() for criterion in codebook.criteria]),
            design=design,
        ),
    ]


def _enumerated(names: list[dict[str, str]]) -> Texts:
    """Return labels as a list in a sentence; they may hold commas, so that semicolons part them."""
    found = {}
    for language in current_languages():
        words = [lowered(name[language]) for name in names]
        if len(words) < 3:
            found[language] = join_words(words, language)
            continue
        conjunction = join_words(["…", words[-1]], language).split()[1]
        found[language] = f"{'; '.join(words[:-1])}; {conjunction} {words[-1]}"
    return found
