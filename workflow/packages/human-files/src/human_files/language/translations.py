"""Texts of a settings file in further languages, from a file that has the same shape and texts alone.

Where the settings have ``{en: "Trust", es: "Confianza"}``, the file of a language has the words:
``"Confiança"``. Entries of lists are found by their ``id`` where all have one, else by their position.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from human_files.language.current import current_languages
from human_files.language.grammar import LANGUAGES_FOLDER, steps_in

#: The folder of settings that may be translated, and what it is called in the folder of a language.
CODEBOOKS = "codebooks"
#: Where a text is in a settings file: keys, ids of entries, and positions.
Address = tuple[str | int, ...]


def texts_in(
    node: Any, languages: Collection[str], address: Address = ()
) -> Iterator[tuple[Address, dict[str, str]]]:
    """Yield the address and the words, by language, of each text in plain settings.

    Parameters
    ----------
    node : object
        Mappings, lists and values as YAML has them.
    languages : collection of str
        Codes of languages: a mapping with such keys alone, and words, is a text.
    """
    if isinstance(node, Mapping):
        if is_text(node, languages):
            yield address, dict(node)
            return
        for key, value in node.items():
            yield from texts_in(value, languages, (*address, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from texts_in(value, languages, (*address, entry_name(node, place)))


def words_in(node: Any, address: Address = ()) -> Iterator[tuple[Address, str]]:
    """Yield the address and the words of each text in the file of a language."""
    if isinstance(node, Mapping):
        for key, value in node.items():
            if not (key == "id" and address):
                yield from words_in(value, (*address, key))
    elif isinstance(node, list):
        for place, value in enumerate(node):
            yield from words_in(value, (*address, entry_name(node, place)))
    elif isinstance(node, str):
        yield address, node


def is_text(node: Mapping[Any, Any], languages: Collection[str]) -> bool:
    """Return whether a mapping holds the same words in several languages."""
    return bool(node) and all(
        key in languages and isinstance(value, str) for key, value in node.items()
    )


def entry_name(entries: list[Any], place: int) -> str | int:
    """Return what an entry of a list is found by: its id where all have one, else its position."""
    if all(isinstance(one, Mapping) and "id" in one for one in entries):
        return str(entries[place]["id"])
    return place


def add_words(node: Any, words: Any, language: str, languages: Collection[str]) -> None:
    """Add the words of a language to the texts of plain settings, which are changed in place.

    Parameters
    ----------
    node, words : object
        The settings, and what the file of the language holds; what they do not share stays as it is.
    language : str
        The language of ``words``; a text that has it already keeps its own.
    languages : collection of str
        As for :func:`texts_in`.
    """
    if isinstance(node, dict) and is_text(node, languages):
        if isinstance(words, str):
            node.setdefault(language, words)
    elif isinstance(node, dict) and isinstance(words, dict):
        for key in node.keys() & words.keys():
            add_words(node[key], words[key], language, languages)
    elif isinstance(node, list) and isinstance(words, list):
        named = {entry_name(words, place): one for place, one in enumerate(words)}
        for place, one in enumerate(node):
            add_words(one, named.get(entry_name(node, place)), language, languages)


def translation_files(path: Path | str) -> dict[str, Path]:
    """Return the files, by language, that hold words for a shared codebook in the languages at hand.

    There are none for a file outside of ``config/codebooks``: a study's own codebook has all of its
    languages itself.
    """
    parts = Path(path).parts
    if CODEBOOKS not in parts:
        return {}
    at = len(parts) - 1 - parts[::-1].index(CODEBOOKS)
    if at == 0 or parts[at - 1] != "config":
        return {}
    folder = Path(*parts[: at - 1], LANGUAGES_FOLDER)
    wanted = dict.fromkeys(one for code in current_languages() for one in steps_in(code))
    files = {code: folder.joinpath(code, *parts[at:]) for code in wanted}
    return {code: file for code, file in files.items() if file.is_file()}
