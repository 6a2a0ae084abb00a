"""What a terminal says, in the person's language; the English sentence is the key.

``message("{n} rows were read.", n=3)`` looks the sentence up in
``config/languages/<code>/messages.yaml`` of the compendium at hand (the working directory or the
nearest folder above it that has such files) and fills it in. Outside a compendium, in English, and
for a sentence that nobody has translated, the English one is filled. Nothing that is written into
results may come from here: it depends on the terminal.

The files are read once, and only where the language is not English.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any

from human_files.language.terminal_language import languages_of_terminal

#: Where a compendium keeps what it says in each language, and the file with the messages.
LANGUAGES_FOLDER = "config/languages"
MESSAGES_FILE = "messages.yaml"
#: What a terminal obeys instead of showing it.
_OBEYED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")
#: The language of the keys, which needs no file.
_ENGLISH = "en"

_folder: Path | None = None


def message(sentence: str, /, **fields: object) -> str:
    """Say a sentence in the person's language.

    Parameters
    ----------
    sentence : str
        The sentence in English, with ``{fields}`` by name; braces that stand for themselves are
        doubled. It is the key of the translation: a literal, so that it can be found in the code
        (or one that is marked by :func:`template`).
    **fields : object
        What fills the fields, as it is to be shown: a number is not turned into another notation.

    Returns
    -------
    str
        The sentence of the terminal's language, else the English one, with its fields filled.

    Examples
    --------
    >>> message("{n} rows were read.", n=1200)
    '1200 rows were read.'
    """
    shown = {name: printable(value) for name, value in fields.items()}
    try:
        return said_by_others(sentence).format(**shown)
    except (LookupError, ValueError):  # a slip of the translator must not hide the message
        return sentence.format(**shown)


def printable(value: object) -> object:
    """Return words without what a terminal obeys: control characters and changes of direction as codes.

    A cell of a file may hold what moves the cursor, changes colours or hides what is printed. Line ends
    and tabs stay; what is no text is returned as it is.
    """
    text = str(value) if isinstance(value, PurePath) else value
    if not isinstance(text, str) or (text.isascii() and text.isprintable()):
        return text
    return _OBEYED.sub(lambda found: ascii(found[0])[1:-1], text)


def counted_message(n: int, one: str, many: str, /, **fields: object) -> str:
    """Say one of two sentences: of a single thing, or of several (or none).

    Parameters
    ----------
    n : int
        How many there are; fills the field ``n``.
    one, many : str
        The sentences in English, as :func:`message` takes them.
    **fields : object
        What fills the other fields.

    Returns
    -------
    str
        The sentence that fits the number.

    Examples
    --------
    >>> counted_message(1, "{n} row was read.", "{n} rows were read.")
    '1 row was read.'
    """
    return message(one if n == 1 else many, n=n, **fields)


def said_by_others(sentence: str) -> str:
    """Say in the person's language what another program or a reader says in English, if it is known.

    Unlike :func:`message` it fills no fields, and leaves as it is what has no translation. Blanks and
    line breaks around a sentence are no part of it.
    """
    core = sentence.strip()
    translated = translations().get(core)
    return sentence.replace(core, translated, 1) if translated else sentence


def either(words: Iterable[object]) -> str:
    """Return words of which one is meant, such as ``.csv or .xlsx``."""
    first, *others = map(str, words)
    for other in others:
        first = message("{one} or {other}", one=first, other=other)
    return first


def both(words: Iterable[object]) -> str:
    """Return words that are meant together, such as ``title and author``."""
    first, *others = map(str, words)
    for other in others:
        first = message("{one} and {other}", one=first, other=other)
    return first


def template(sentence: str, /) -> str:
    """Mark a sentence that is kept as a constant and said later: ``message(SENTENCE)``.

    What is said must depend on the terminal at that time; a constant is made when a module is
    imported.
    """
    return sentence


def message_language() -> str:
    """Return the language in which messages are said, such as ``"es"``."""
    folder = _at_hand()
    for language in languages_of_terminal():
        if language == _ENGLISH or (folder and _file(folder, language).is_file()):
            return language
    return _ENGLISH


def translations() -> Mapping[str, str]:
    """Return the sentences of the person's language by the English ones; none for English."""
    language = message_language()
    folder = None if language == _ENGLISH else _at_hand()
    return _read(_file(folder, language)) if folder else {}


def take_messages_from(folder: Path | None) -> None:
    """Take the messages from this compendium, whatever the working directory is.

    Parameters
    ----------
    folder : pathlib.Path or None
        The compendium; None to look for it again, from the working directory upwards.
    """
    global _folder
    _folder = folder


def speak(language: str | None) -> None:
    """Speak this language from now on, here and in programs that are started; None changes nothing."""
    if language:
        os.environ["LANGUAGE"] = language


def _at_hand() -> Path | None:
    """Return the folder of the compendium whose messages are used, if there is one."""
    if _folder is not None:
        return _folder
    try:
        return _compendium(Path.cwd())
    except OSError:  # the working directory is gone
        return None


@lru_cache(maxsize=8)
def _compendium(start: Path) -> Path | None:
    """Return the nearest folder from ``start`` upwards that has languages."""
    return next((at for at in (start, *start.parents) if (at / LANGUAGES_FOLDER).is_dir()), None)


def _file(folder: Path, language: str) -> Path:
    """Return the file with the messages in a language."""
    return folder / LANGUAGES_FOLDER / language / MESSAGES_FILE


@lru_cache(maxsize=4)
def _read(path: Path) -> dict[str, str]:
    """Return the sentences of one file; none from a file that cannot be read.

    A file that is damaged has no say in what else is told; ``alianzas check`` reads it with care.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return {}
    content = _as_json(text)
    if content is None:
        content = _as_yaml(text)
    if not isinstance(content, dict):
        return {}
    return {key: said for key, said in content.items() if isinstance(said, str)}


def _as_json(text: str) -> Any:
    """Return what a file holds whose lines are pairs that JSON has too, as ours are; else None.

    That takes a tenth of the time of reading it as YAML.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    try:
        return json.loads("{" + ",".join(lines) + "}")
    except ValueError:
        return None


def _as_yaml(text: str) -> Any:
    """Return what a file of YAML holds; None if it is none."""
    import yaml  # imported here: a file as ours needs no YAML

    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError:
        return None
