"""What a language wants of its sentences, lists and numbers: ``config/languages/<code>/language.yaml``.

Adding a language is adding its folder: nothing in the code names one. The folder is that of the
compendium in which a command runs, else of the one this package lies in; English, and a language
without folder, are written plainly.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

#: Where the languages are, from the top of a compendium.
LANGUAGES_FOLDER = "config/languages"
#: The file that says what a language wants.
GRAMMAR_FILE = "language.yaml"

_ENGLISH_NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
]  # written out in running text


@dataclass(frozen=True)
class Grammar:
    """What a language wants; each field is a key of ``language.yaml``.

    Attributes
    ----------
    code, name : str
        ISO 639 code, and what the language calls itself.
    country : str
        Where numbers are written as in a study of a country without this language.
    instead : sequence of str
        The languages that step in, in this order, where a text is missing.
    space_before_percent : bool
        Whether a space stands before the percent sign.
    spelled : sequence of str
        The numbers from zero that running text writes out.
    feminine : mapping of int to str
        Those of them that differ before feminine words.
    contractions : sequence of (pattern, replacement)
        Regular expressions of words that merge: "de el" → "del".
    conjunctions : sequence of (pattern, replacement)
        Those of conjunctions that change with the sound that follows: "y" → "e".
    quotation : sequence of str, shape (4,)
        Quotation marks: outer and inner, opening and closing.
    date : str
        CLDR pattern of a day.
    undated : str
        What a citation says for a work without year.
    listed : sequence of str
        What stands between the words of a list.
    others : str
        What several rare answers taken together are called in a table, of firms.
    answer_yes, answer_no : str
        Answers.
    countries : mapping of str to str
        Names of countries by ISO code, where those of CLDR are too long for a table.
    citations : mapping
        What the style of citations changes: ``joined_by_word``, where names are joined by "y" and not
        by "&", and ``terms`` of its locale, each with its attributes and ``text``.
    """

    code: str = "en"
    name: str = "English"
    country: str = "US"
    instead: Sequence[str] = ()
    space_before_percent: bool = False
    spelled: Sequence[str] = field(default_factory=lambda: [*_ENGLISH_NUMBERS])
    feminine: Mapping[int, str] = field(default_factory=dict)
    contractions: Sequence[tuple[re.Pattern[str], str]] = ()
    conjunctions: Sequence[tuple[re.Pattern[str], str]] = ()
    quotation: Sequence[str] = ("“", "”", "‘", "’")
    date: str = "d MMMM y"
    undated: str = "n.d."
    listed: Sequence[str] = (" and ", " or ", ",")
    others: str = "others"
    answer_yes: str = "Yes"
    answer_no: str = "No"
    countries: Mapping[str, str] = field(default_factory=dict)
    citations: Mapping[str, Any] = field(default_factory=dict)


def languages_folder() -> Path | None:
    """Return the folder of languages of the compendium at hand; None where there is none."""
    return _folder_at_hand(os.getcwd())  # noqa: PTH109 — with every number that is written


def known_languages(root: Path | str | None = None) -> list[str]:
    """Return the codes of the languages that the compendium at ``root``, or at hand, has."""
    folder = languages_folder() if root is None else Path(root, LANGUAGES_FOLDER)
    return sorted(path.parent.name for path in folder.glob(f"*/{GRAMMAR_FILE}")) if folder else []


def grammar_files(languages: Sequence[str], root: Path | str = ".") -> list[str]:
    """Return the grammar files, from ``root``, of the ``languages`` that have a folder."""
    paths = [f"{LANGUAGES_FOLDER}/{language}/{GRAMMAR_FILE}" for language in languages]
    return [path for path in paths if Path(root, path).is_file()]


def grammar(language: str) -> Grammar:
    """Return what a language wants; English's ways for one that has no folder."""
    return _grammar(os.getcwd(), language)  # noqa: PTH109


def steps_in(language: str) -> list[str]:
    """Return the language and those that step in for it, the nearest first, English the last."""
    return list(dict.fromkeys([language, *grammar(language).instead, "en"]))


def nearest_text(texts: Mapping[str, str], language: str) -> str:
    """Return a text in ``language``, else in the nearest language that has one, else in any.

    ``texts`` holds the text by language; what stands under ``""`` is that of every language.
    """
    for one in (language, "", *steps_in(language)):
        if one in texts:
            return texts[one]
    return next(iter(texts.values()))


@lru_cache
def _folder_at_hand(place: str) -> Path | None:
    return _folder_above(Path(place)) or _folder_above(Path(__file__).parent)


@lru_cache
def _grammar(place: str, language: str) -> Grammar:
    """Return what a language wants in the compendium at a place; asked for with every number."""
    folder = _folder_at_hand(place)
    return _read(folder / language / GRAMMAR_FILE if folder else None, language)


@lru_cache
def _folder_above(start: Path) -> Path | None:
    for place in (start, *start.parents):
        if (place / LANGUAGES_FOLDER).is_dir():
            return place / LANGUAGES_FOLDER
    return None


@lru_cache
def _read(path: Path | None, language: str) -> Grammar:
    if path is None or not path.is_file():
        return Grammar(code=language)
    import yaml

    content: dict[str, Any] = yaml.load(
        path.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    )
    for name in ("contractions", "conjunctions"):
        content[name] = [(re.compile(one), other) for one, other in content.get(name, ())]
    return Grammar(code=language, **content)
