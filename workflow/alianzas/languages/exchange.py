"""A language as a workbook, for translators: written with the other languages beside, and read back."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Collection, Mapping, Sequence
from itertools import takewhile
from pathlib import Path
from typing import Any

import yaml

from alianzas.languages.catalogue import ENGLISH, MARKS, Entry, catalogue, mark, read_marks
from human_files.errors import DataError, Problem
from human_files.language.grammar import GRAMMAR_FILE, LANGUAGES_FOLDER, known_languages
from human_files.language.messages import message
from human_files.language.translations import CODEBOOKS, Address, entry_name, is_text
from human_files.settings_files import read_yaml
from human_files.sheet_reading import Row, read_sheet

FILE, KEY, STATE = "file", "key", "state"
SHEET, ABOUT = "texts", "about"
#: What a translation must keep: fields, facts and references, code.
_KEPT = re.compile(
    r"(?<!\{)\{\w+\}(?!\})|\[[^\]]*\]\{(?!\{)[^}]*\}|`(?:alianzas|make|git) [^`]*`|`[^`\s]*`"
)


class TranslationError(DataError):
    """A mistake in a translator's workbook."""


def write_workbook(language: str, path: Path, root: Path) -> list[Entry]:
    """Write a workbook with every entry of a language; return the entries.

    Columns: file, key, one per language with the one to be translated last, and state. Only the cells
    of that language and of the state can be changed.
    """
    from openpyxl import Workbook

    from human_files.workbook_writing import fill, protect, timeless

    entries = catalogue(language, root)
    others = sorted({code for entry in entries for code in entry.texts} - {language, ENGLISH})
    header = [FILE, KEY, ENGLISH, *others, language, STATE]
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = SHEET
    rows = [
        [
            *(entry.file, entry.key),
            *(entry.texts.get(code, "") for code in (ENGLISH, *others, language)),
            entry.state,
        ]
        for entry in entries
    ]
    fill(sheet, header, rows, [24, 32, *(60 for _ in (ENGLISH, *others, language)), 12])
    protect(sheet, [len(header) - 1, len(header)])
    about = book.create_sheet(ABOUT)
    for line in _explained(language):
        about.append([line])
    about.column_dimensions["A"].width = 100
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(timeless(stream.getvalue()))
    return entries


def _explained(language: str) -> list[str]:
    return [
        message('Write what is missing in the column "{language}".', language=language),
        message(
            "What stands in {{braces}}, in [brackets]{{braces}} or between ` ` stays as it is."
        ),
        message(
            'The column "state" says what is missing, and what is outdated because the English has '
            "changed. Correct an outdated text, or delete the word if it still fits."
        ),
        message("Save the workbook and read it back: {command}", command=_command(language)),
    ]


def _command(language: str) -> str:
    return f"alianzas language import {language} {language}.xlsx"


def read_workbook(language: str, path: Path, root: Path) -> int:
    """Take the texts of a language from a translator's workbook; return how many have changed.

    Raises TranslationError with every mistake, and changes nothing then: a row that names no entry, a
    text that lost a field.
    """
    known = {(entry.file, entry.key): entry for entry in catalogue(language, root)}
    sheet = read_sheet(path, [FILE, KEY, ENGLISH, language])
    problems: list[Problem] = []
    marks = read_marks(language, root)
    changed: dict[str, dict[Address, str]] = {}
    number = 0
    for row in sheet.rows:
        entry = known.get((row.cells[FILE], row.cells[KEY]))
        if entry is None:
            if row.cells[language]:
                problems.append(_unknown(sheet.file, row))
            continue
        before = entry.texts.get(language, "")
        text = _spaced(row.cells[language], before or entry.texts.get(ENGLISH, ""))
        problems += _lost(sheet.file, row, entry, language)
        is_reviewed = text != before or not row.cells.get(STATE)
        if text and is_reviewed and ENGLISH in entry.texts:
            marks.setdefault(entry.file, {})[entry.key] = mark(row.cells[ENGLISH])
        if text != before:
            changed.setdefault(entry.file, {})[entry.address] = text
            number += 1
    if problems:
        raise TranslationError(problems)
    folder = root / LANGUAGES_FOLDER / language
    folder.mkdir(parents=True, exist_ok=True)
    for file, texts in changed.items():
        entries = [entry for entry in known.values() if entry.file == file]
        if file.startswith(CODEBOOKS):
            _write_codebook(folder / file, texts, entries, language, root)
        else:
            _write_lines(folder / file, texts, entries)
    if not (folder / GRAMMAR_FILE).is_file():
        (folder / GRAMMAR_FILE).write_text(_plain_grammar(language), encoding="utf-8")
    write_marks(language, marks, root)
    return number


def _spaced(text: str, like: str) -> str:
    """Return a text, which a cell holds without space around it, with the space of another one."""
    if not text:
        return ""
    bare = like.strip()
    before, _, after = like.partition(bare) if bare else ("", "", "")
    return f"{before}{text}{after}"


def write_marks(language: str, marks: Mapping[str, Mapping[str, str]], root: Path) -> None:
    """Write the marks of the English that the entries of a language were translated from."""
    text = json.dumps(marks, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    (root / LANGUAGES_FOLDER / language / MARKS).write_text(text, encoding="utf-8")


def _unknown(file: str, row: Row) -> Problem:
    return Problem(
        file,
        message('there is no "{key}" in {file}.', key=row.cells[KEY], file=row.cells[FILE]),
        message("Export the language again, and copy what you wrote into the new workbook."),
        row.number,
        KEY,
    )


def _lost(file: str, row: Row, entry: Entry, language: str) -> list[Problem]:
    """Return the problem that a text has not what all other languages keep, or something of its own."""
    text = row.cells[language]
    if not text:
        return []
    kept = [sorted(_KEPT.findall(words)) for code, words in entry.texts.items() if code != language]
    found = sorted(_KEPT.findall(text))
    if not kept or found in kept:
        return []
    wanted = ", ".join(dict.fromkeys(kept[0])) or "—"
    return [
        Problem(
            file,
            message("the text has other {fields} than the English one.", fields="{…}, […]{…}, `…`"),
            message("Keep these, as they are: {wanted}", wanted=wanted),
            row.number,
            language,
        )
    ]


def _write_lines(path: Path, texts: Mapping[Address, str], entries: Sequence[Entry]) -> None:
    """Write a flat file: changed lines in their place, new ones after their neighbour."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    place = {_key_of(line): number for number, line in enumerate(lines) if _key_of(line)}
    at = max((number for number, line in enumerate(lines) if not line.startswith("#")), default=-1)
    before = -1 if place else at
    after: dict[int, list[str]] = {}
    for entry in entries:
        key = str(entry.address[0])
        new = texts.get(entry.address)
        if key in place:
            before = place[key]
            if new is not None:
                lines[before] = _line(key, new) if new else ""
        elif new:
            after.setdefault(before, []).append(_line(key, new))
    written = [*after.get(-1, [])]
    for number, line in enumerate(lines):
        written += [line, *after.get(number, [])]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(written) + "\n", encoding="utf-8")


def _line(key: str, text: str) -> str:
    name = key if re.fullmatch(r"[A-Za-z][\w.-]*", key) else json.dumps(key, ensure_ascii=False)
    return f"{name}: {json.dumps(text, ensure_ascii=False)}"


def _key_of(line: str) -> str:
    """Return the key that a line of a flat file gives a text to; empty for another line."""
    if not line or line[0] in "# \t":
        return ""
    try:
        content = yaml.safe_load(line)
    except yaml.YAMLError:
        return ""
    return str(next(iter(content))) if isinstance(content, dict) and content else ""


def _write_codebook(
    path: Path, texts: Mapping[Address, str], entries: Sequence[Entry], language: str, root: Path
) -> None:
    """Write the words of a codebook: the shape of the book, with the texts of one language alone."""
    head = []
    if path.is_file():
        head = [*takewhile(lambda line: line[:1] == "#", path.read_text("utf-8").splitlines())]
    now = {entry.address: entry.texts[language] for entry in entries if language in entry.texts}
    book = read_yaml(root / "config" / entries[0].file)
    words = _words_of(book, {**now, **texts}, (), {*known_languages(root), language})
    body = yaml.safe_dump(words, allow_unicode=True, sort_keys=False, width=110)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*head, "", body]) if head else body, encoding="utf-8")


def _words_of(
    node: Any, texts: Mapping[Address, str], address: Address, languages: Collection[str]
) -> Any:
    """Return what a codebook says in one language, in its shape; empty where it says nothing."""
    if isinstance(node, dict):
        if is_text(node, languages):
            return texts.get(address, "")
        parts = {
            key: _words_of(one, texts, (*address, key), languages) for key, one in node.items()
        }
        return {key: part for key, part in parts.items() if part}
    if not isinstance(node, list):
        return None
    names = [entry_name(node, place) for place in range(len(node))]
    found = [
        _words_of(one, texts, (*address, name), languages) or {}
        for one, name in zip(node, names, strict=True)
    ]
    if names and isinstance(names[0], str):
        return [{"id": name, **one} for name, one in zip(names, found, strict=True) if one]
    while found and not found[-1]:
        found.pop()
    return found


def _plain_grammar(language: str) -> str:
    """Return the grammar file of a new language, as far as CLDR knows it."""
    from babel import Locale

    locale = Locale(language)
    name = (locale.get_display_name(language) or language).capitalize()
    date = str(locale.date_formats["long"].pattern)
    return (
        f"# {name}: docs/languages.md explains the keys.\n"
        f"name: {json.dumps(name, ensure_ascii=False)}\n"
        f"country: {locale.territory or 'US'}\ninstead: [en]\ndate: {json.dumps(date)}\n"
    )
