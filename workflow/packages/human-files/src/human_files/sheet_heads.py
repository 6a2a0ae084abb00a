"""The heads of sheets that people fill in: in the sheet's language, and read back in any.

The words are the labels ``sheet.column.<name>`` in ``config/languages/<code>/labels/sheets.yaml`` of
the compendium at hand. A column without such a label keeps its name; ``theory_2`` is the second of
``theory``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from human_files.language.grammar import languages_folder

_FILE = "labels/sheets.yaml"
_KEY = "sheet.column."
_NUMBERED = re.compile(r"(?P<name>.+)(?P<number>_\d+)")


def head(column: str, language: str) -> str:
    """Return what a column is called in a sheet.

    Parameters
    ----------
    column : str
        Its name, in English, as programs read it.
    language : str
        The language of the sheet.

    Returns
    -------
    str
        Its head; the name itself where the language has no word for it.
    """
    words = _heads(languages_folder()).get(language, {})
    numbered = _NUMBERED.fullmatch(column)
    if column not in words and numbered:
        return words.get(numbered["name"], numbered["name"]) + numbered["number"]
    return words.get(column, column)


def columns_of(heads: Sequence[str]) -> list[str]:
    """Return the names of columns by their heads, whatever language these are in.

    Parameters
    ----------
    heads : sequence of str
        The heads of a sheet, in lower case.

    Returns
    -------
    list of str
        The names; a head that no language knows is its own name.
    """
    names = {
        word.casefold(): name
        for words in _heads(languages_folder()).values()
        for name, word in words.items()
    }
    return [_named(one, names) for one in heads]


def _named(head: str, names: Mapping[str, str]) -> str:
    numbered = _NUMBERED.fullmatch(head)
    if head not in names and numbered:
        return names.get(numbered["name"], numbered["name"]) + numbered["number"]
    return names.get(head, head)


@lru_cache
def _heads(folder: Path | None) -> dict[str, dict[str, str]]:
    """Return the heads by language and name of the column."""
    from human_files.language.labels import Labels

    found: dict[str, dict[str, str]] = {}
    for path in sorted(folder.glob(f"*/{_FILE}")) if folder else []:
        labels, language = Labels.load(path), path.parents[1].name
        found[language] = {
            key.removeprefix(_KEY): labels(key, language) for key in labels if key.startswith(_KEY)
        }
    return found
