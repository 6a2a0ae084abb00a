"""Personal data typed in the text of a document: it would be published with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol, TypeVar

from honest_results.documents.source import Manuscript
from honest_results.personal_texts import judge_outputs
from human_files.errors import Problem
from human_files.language.messages import message
from human_files.personal_data import find_personal_data
from human_files.personal_data.columns import KIND_WORDS


class Allowed(Protocol):
    """A phrase that may be typed."""

    @property
    def text(self) -> str:
        """The phrase, exactly as it stands in the text."""


Phrase = TypeVar("Phrase", bound=Allowed)


def personal_problems(
    manuscript: Manuscript, allowed: Sequence[Phrase], needed: set[Phrase]
) -> Iterator[Problem]:
    """Yield a problem for each e-mail address, number or account in a text that is not allowed.

    Phrases that allow one are added to ``needed``. Addresses of authors stand in the study file.
    """
    source = manuscript.text
    for one in judge_outputs(source, find_personal_data(source, handles=False)):
        said = source[one.start : one.end]
        phrase = next((each for each in allowed if said in each.text), None)
        if phrase is not None:
            needed.add(phrase)
            continue
        file, line = manuscript.place(manuscript.line(one.start))
        yield Problem(
            file,
            message("holds personal data ({kind}).", kind=message(KIND_WORDS[one.kind])),
            message(
                "Remove it. The address of an author belongs in the study file, under `article: "
                "authors:`; what is no personal data may be allowed in allowed-literals.yaml."
            ),
            line,
        )


def without_personal_words(manuscript: Manuscript) -> Manuscript:
    """Return a text with blanks in place of personal data, so that nothing else quotes it."""
    text = manuscript.text
    for one in judge_outputs(text, find_personal_data(text, handles=False)):
        text = text[: one.start] + " " * (one.end - one.start) + text[one.end :]
    return manuscript if text == manuscript.text else replace(manuscript, text=text)
