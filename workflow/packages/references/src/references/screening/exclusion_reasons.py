"""Reasons for exclusion, as people wrote them in a tool, as codes of the codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem, did_you_mean, nearest
from human_files.language.messages import message
from references.comparable_text import title_key
from references.screening.vocabulary import NOT_RETRIEVED

if TYPE_CHECKING:
    from references.screening.codebook import ScreeningCodebook, ScreeningStage


class Reasons:
    """The reasons of a stage by all their names: id, label in either language, alias.

    ``aliases`` are a team's own words, such as {"wrong population": "not_small_firms"}. At the stage
    of full texts "not retrieved" is a reason as well.
    """

    def __init__(
        self, codebook: ScreeningCodebook, stage: ScreeningStage, aliases: Mapping[str, str]
    ) -> None:
        self.codes = [*codebook.reasons_at(stage)]
        if stage == "full_text":
            self.codes.append(NOT_RETRIEVED)
        labels = codebook.labels()
        self._known = {
            title_key(words): code
            for code in self.codes
            for words in (code, *labels.get(code, {}).values())
        }
        wrong = [code for code in aliases.values() if code not in self.codes]
        if wrong:
            raise DataError(
                [
                    Problem(
                        "--reason",
                        message('"{code}" is not a code.', code=code),
                        did_you_mean(code, self.codes),
                    )
                    for code in wrong
                ]
            )
        self._known |= {title_key(words): code for words, code in aliases.items()}

    def read(self, text: str) -> tuple[list[str], list[str]]:
        """Return the codes in a text of reasons separated by commas, and words that are unknown.

        Labels may contain commas themselves, so the longest run of parts that is a reason is taken.
        The codes are in the order of the codebook.
        """
        parts = [part.strip() for part in text.split(",")]
        codes: list[str] = []
        unknown: list[str] = []
        place = 0
        while place < len(parts):
            for end in range(len(parts), place, -1):
                code = self._code(",".join(parts[place:end]))
                if code is not None:
                    codes.append(code)
                    place = end
                    break
            else:
                if parts[place]:
                    unknown.append(parts[place])
                place += 1
        return sorted({*codes}, key=self.codes.index), unknown

    def _code(self, words: str) -> str | None:
        """Return the code of this name, which may follow that of a group: "reasons_not_alliances".

        That is how ASReview writes the tags of a group.
        """
        while True:
            code = self._known.get(title_key(words))
            _, underscore, words = words.partition("_")
            if code is not None or not underscore:
                return code

    def suggest(self, words: str) -> str:
        """Return what to do about words that are not a reason."""
        close = nearest(title_key(words), self._known)
        code = self._known[close] if close else self.codes[0]
        question = (
            message('Did you mean "{word}"?', word=code)
            if close
            else message("Codes: {codes}.", codes=", ".join(self.codes))
        )
        what_to_do = message(
            'Say so with --reason "{words}={code}", or fill the sheet in.', words=words, code=code
        )
        return f"{question} {what_to_do}"


def read_aliases(given: Sequence[str]) -> dict[str, str]:
    """Return the aliases in options "words=code"; raises DataError for one without "="."""
    pairs = [text.rpartition("=") for text in given]
    wrong = [text for text, pair in zip(given, pairs, strict=True) if not pair[0].strip()]
    if wrong:
        advice = message('Write --reason "wrong population=not_small_firms".')
        raise DataError(
            [
                Problem(
                    "--reason",
                    message('"{text}" is not of the form "words=code".', text=text),
                    advice,
                )
                for text in wrong
            ]
        )
    return {words.strip(): code.strip() for words, _, code in pairs}
