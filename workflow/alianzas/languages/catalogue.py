"""Everything that a language says, entry by entry, with what it lacks and what is out of date.

The entries are those of the folder ``config/languages/<code>``: labels, messages of the terminal, and
the words of the shared codebooks. English is what others are translated from. Beside a translation
the language keeps a mark of the English it was made from (``translated_from.json``), so that a
changed sentence is told.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import yaml

from human_files.language.grammar import LANGUAGES_FOLDER, known_languages
from human_files.language.translations import CODEBOOKS, Address, texts_in, words_in
from human_files.settings_files import read_yaml as read_carefully

ENGLISH = "en"
MESSAGES = "messages.yaml"
#: Where a language keeps the marks of the English that its entries were translated from.
MARKS = "translated_from.json"

State = Literal["", "missing", "outdated", "unused"]


@dataclass(frozen=True)
class Entry:
    """One text of a language.

    Attributes
    ----------
    file, key : str
        The file in the folder of the language, and what names the text in it.
    texts : mapping of str to str
        The text by language, as far as there is one.
    state : str
        Empty, or ``missing``, ``outdated`` (the English has changed since) or ``unused`` (no English).
    address : tuple
        The key as keys, ids and positions.
    """

    file: str
    key: str
    texts: Mapping[str, str]
    state: State
    address: Address


def catalogue(language: str, root: Path) -> list[Entry]:
    """Return the entries of a language, file by file, in the order of the English ones.

    Raises ConfigurationError where a file cannot be read.
    """
    marks = read_marks(language, root)
    entries = []
    for file in _files(root):
        texts = {code: _texts_of(file, code, root) for code in known_languages(root)}
        texts.setdefault(language, {})
        inline = _inline(file, language, root)
        for address in dict.fromkeys([*texts[ENGLISH], *texts[language]]):
            if address in inline:
                continue
            said = {code: found[address] for code, found in texts.items() if address in found}
            key = "/".join(map(str, address))
            state = _state(said, language, marks.get(file, {}).get(key))
            entries.append(Entry(file, key, said, state, address))
    return entries


def incomplete(language: str, root: Path) -> dict[State, int]:
    """Return how many entries of a language are missing, outdated and unused; none for English."""
    counts: dict[State, int] = {"missing": 0, "outdated": 0, "unused": 0}
    if language != ENGLISH:
        for entry in catalogue(language, root):
            if entry.state:
                counts[entry.state] += 1
    return counts


def mark(english: str) -> str:
    """Return the mark of an English text: it changes with every letter, not with space around it."""
    return hashlib.sha256(english.strip().encode()).hexdigest()[:8]


def read_marks(language: str, root: Path) -> dict[str, dict[str, str]]:
    """Return the marks of a language, by file and key; none where it keeps none."""
    path = root / LANGUAGES_FOLDER / language / MARKS
    if not path.is_file():
        return {}
    content: dict[str, dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))
    return content


def _read(path: Path) -> Any:
    """Return what a YAML file holds; who only reads on and on has no need of lines in messages."""
    return _content(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _content(path: Path, changed: int) -> Any:
    try:
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError):
        return read_carefully(path)


def _state(said: Mapping[str, str], language: str, marked: str | None) -> State:
    if ENGLISH not in said:
        return "unused"
    if language not in said:
        return "missing"
    return "outdated" if marked is not None and marked != mark(said[ENGLISH]) else ""


def _files(root: Path) -> Iterator[str]:
    """Yield the files of a language, from its folder: those that English has, and the codebooks."""
    folder = root / LANGUAGES_FOLDER
    labels = {path.name for path in (folder / ENGLISH / "labels").glob("*.yaml")}
    yield from (f"labels/{name}" for name in sorted(labels))
    yield MESSAGES
    shared = root / "config" / CODEBOOKS
    yield from (
        f"{CODEBOOKS}/{path.relative_to(shared).as_posix()}"
        for path in sorted(shared.rglob("*.yaml"))
    )


def _texts_of(file: str, language: str, root: Path) -> dict[Address, str]:
    """Return the texts of a file of a language, by address; those of a codebook wherever they stand."""
    path = root / LANGUAGES_FOLDER / language / file
    own = dict(words_in(_read(path))) if path.is_file() else {}
    if file.startswith(CODEBOOKS):
        return _inline(file, language, root) | own
    if file == MESSAGES and language == ENGLISH:  # their keys are the English sentences
        others = (root / LANGUAGES_FOLDER).glob(f"*/{MESSAGES}")
        keys = dict.fromkeys(key for other in sorted(others) for key in _read(other) or ())
        return {(key,): key for key in keys}
    return own


def _inline(file: str, language: str, root: Path) -> dict[Address, str]:
    """Return the texts that the shared codebook itself has in a language."""
    if not file.startswith(CODEBOOKS):
        return {}
    content: Any = _read(root / "config" / file)
    known = {*known_languages(root), language}
    return {
        address: text[language] for address, text in texts_in(content, known) if language in text
    }
