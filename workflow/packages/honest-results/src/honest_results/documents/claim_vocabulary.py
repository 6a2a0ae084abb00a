"""The words that make up a claim about results: ``config/languages/<code>/claim_vocabulary.yaml``.

Numbers in words count from four upwards: one, two and three are as often structure ("two languages")
as result. A comparison counts everywhere; a plain verb of effect counts in the results, where every
direction of an effect has to come from a test. Of a language without such a file only digits are known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from human_files.language.grammar import LANGUAGES_FOLDER, languages_folder
from human_files.language.messages import message
from human_files.settings import Settings, Words
from human_files.settings_files import load_model

#: The file of a language, in its folder.
VOCABULARY_FILE = "claim_vocabulary.yaml"

#: Digits, with a decimal or grouping sign and a percent sign.
DIGITS = re.compile(r"\d+(?:[.,:\u00a0\u202f]\d+)*(?:[\s\u00a0]?%)?")


def _that_compiles(pattern: str) -> str:
    """Return a regular expression; raises ValueError for one that cannot be read."""
    try:
        re.compile(pattern)
    except re.error as error:
        reason = message("no regular expression: {reason}", reason=error)
        raise ValueError(reason) from None
    return pattern


Pattern = Annotated[Words, AfterValidator(_that_compiles)]


class ClaimVocabulary(Settings):
    """``claim_vocabulary.yaml``: regular expressions, each of whole words, in upper or lower case."""

    numbers: list[Pattern] = Field(description="Numbers written out.", min_length=1)
    comparatives: list[Pattern] = Field(
        description="Comparisons that name their other side.", min_length=1
    )
    degrees: list[Pattern] = Field(
        description="Comparisons whose other side goes without saying.", min_length=1
    )
    other_side: Pattern = Field(description="What names the other side after a degree.")
    claims: list[Pattern] = Field(
        description="Superlatives, majorities, significance.", min_length=1
    )
    effects: list[Pattern] = Field(description="Directions of an effect.", min_length=1)


@dataclass(frozen=True)
class ClaimPatterns:
    """What finds the claims of a language.

    Attributes
    ----------
    numbers, comparisons, effects : re.Pattern
        Numbers written out; comparisons and superlatives; directions of effects.
    """

    numbers: re.Pattern[str]
    comparisons: re.Pattern[str]
    effects: re.Pattern[str]


def claim_patterns(language: str) -> ClaimPatterns:
    """Return what finds the claims of a language.

    Parameters
    ----------
    language : str
        Its code, such as ``"es"``.

    Returns
    -------
    ClaimPatterns
        Patterns that find nothing for a language without a vocabulary.

    Raises
    ------
    ConfigurationError
        With every mistake of the file.
    """
    folder = languages_folder()
    return _read(folder / language / VOCABULARY_FILE if folder else None, language)


@lru_cache
def _read(path: Path | None, language: str) -> ClaimPatterns:
    if path is None or not path.is_file():
        nothing = re.compile(r"(?!)")
        return ClaimPatterns(nothing, nothing, nothing)
    file = f"{LANGUAGES_FOLDER}/{language}/{VOCABULARY_FILE}"
    words = load_model(path, ClaimVocabulary, file)
    alone = _alone(words.degrees, words.other_side)
    return ClaimPatterns(
        numbers=_words(*words.numbers),
        comparisons=_words(*words.comparatives, alone, *words.claims),
        effects=_words(*words.effects),
    )


def _words(*alternatives: str) -> re.Pattern[str]:
    """Return the pattern of whole words, in upper or lower case."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(alternatives)})(?![\w-])", re.IGNORECASE)


def _alone(degrees: list[str], other_side: str) -> str:
    """Return the pattern of comparisons that do not name their other side, which others find."""
    return rf"(?:{'|'.join(degrees)})(?!(?:\s+[^\s.;:!?]+){{0,5}}?\s+(?:{other_side})(?!\w))"
