"""The bibliography: the keys of its entries, and every mistake in it, each with its line.

Pandoc decides whether the file can be read, but stops at the first mistake, where reading failed.
The reading here finds all entries that are damaged.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from honest_results.documents.pandoc_engine import pandoc_path
from honest_results.documents.source import citation_keys
from human_files.errors import ManuscriptError, Problem
from human_files.language.messages import message, said_by_others, template
from human_files.text.bibtex_syntax import Entry, entries

BIBLIOGRAPHY = "manuscript/references.bib"

_HEAD = re.compile(r"^[ \t]*@\w+\s*[{(]\s*([^\s,{}()=]+)", re.MULTILINE)
_PLACE = re.compile(r"\(line (\d+), column \d+\):\s*(.*)", re.DOTALL)
#: What the reader says of a damaged entry.
_DAMAGES = (
    template("it has no field"),
    template("this is not how a BibTeX entry begins"),
    template("no comma after its key"),
    template("its closing brace is missing"),
)
_DAMAGES_OF = {
    re.compile(r'"(?P<words>.*)" is not a field', re.DOTALL): template('"{words}" is not a field'),
    re.compile(r"the field (?P<name>.*) has no end"): template("the field {name} has no end"),
}
_CLOSE = template("Close its braces and quotation marks; a comma ends the key and every field.")


class BibliographyError(ManuscriptError):
    """The bibliography cannot be read, or defines a key twice."""


@dataclass(frozen=True)
class Bibliography:
    """The ``keys`` that can be cited (None if they are not all known) and the file's mistakes."""

    keys: list[str] | None
    problems: list[Problem] = field(default_factory=list)


def read_keys(*files: str, root: Path | str = ".") -> list[str]:
    """Return the keys of the bibliography, in one file or several.

    Raises BibliographyError with all its mistakes.
    """
    found = examine_all(files or [BIBLIOGRAPHY], root)
    if found.problems or found.keys is None:
        raise BibliographyError(found.problems)
    return found.keys


def examine_all(files: Sequence[str], root: Path | str = ".") -> Bibliography:
    """Return the keys in several files together, and all mistakes.

    An entry of a later file stands for one of the same key in an earlier: so a study has its own.
    """
    found = [examine(file, root) for file in files]
    known = [one.keys for one in found if one.keys is not None]
    keys = list(dict.fromkeys(key for some in known for key in some))
    problems = [problem for one in found for problem in one.problems]
    return Bibliography(keys if len(known) == len(found) else None, problems)


def repeated_keys(files: Sequence[str], root: Path | str = ".") -> list[Problem]:
    """Return what is to be told of entries that stand for one of the same key in an earlier file."""
    told: list[Problem] = []
    seen: dict[str, str] = {}
    for file in files:
        text = Path(root, file).read_text(encoding="utf-8-sig", errors="replace")
        for entry in entries(text):
            if entry.key and seen.setdefault(entry.key, file) != file:
                found = message(
                    '"{key}" is also in {file}; this entry is cited.',
                    key=entry.key,
                    file=seen[entry.key],
                )
                told.append(
                    Problem(
                        file, found, message("Remove it here if both are the same."), entry.line
                    )
                )
    return told


def examine(file: str = BIBLIOGRAPHY, root: Path | str = ".") -> Bibliography:
    """Return the keys of the bibliography, including those of damaged entries, and its mistakes."""
    try:
        raw = Path(root, file).read_bytes()
    except FileNotFoundError:
        return Bibliography(
            None, [Problem(file, message("is missing."), message("Restore the file."))]
        )
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return Bibliography(
            None,
            [
                Problem(
                    file,
                    message("this is not UTF-8 text."),
                    message("Save the file as UTF-8."),
                    line,
                )
            ],
        )
    read = list(entries(text))
    refused = _refused(text)
    damaged = [*_damaged(file, read, refused is not None)]
    if refused is not None and not damaged:
        damaged = [_where_it_stopped(file, refused)]
    problems = sorted([*_repeated(file, read), *damaged], key=lambda problem: problem.row or 0)
    if any(_is_headless(entry) for entry in read):
        return Bibliography(None, problems)
    keys = dict.fromkeys([*citation_keys(text), *(_HEAD.findall(text) if problems else ())])
    return Bibliography(list(keys), problems)


def _where_it_stopped(file: str, refused: str) -> Problem:
    """Return the place that Pandoc names, where the reading here finds nothing damaged."""
    place = _PLACE.search(refused)
    said = " ".join((place[2] if place else refused).split())
    line = int(place[1]) if place else None
    return Problem(
        file,
        message("this cannot be read: {said}.", said=said),
        message("Correct it, or the entry before it."),
        line,
    )


def _refused(text: str) -> str | None:
    """Return why Pandoc cannot read a bibliography, in its words; None if it can."""
    done = subprocess.run(
        [pandoc_path(), "--from=biblatex", "--to=csljson"],
        input=text,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return None if done.returncode == 0 else done.stderr.strip()


def _repeated(file: str, read: list[Entry]) -> Iterator[Problem]:
    """Yield the entries whose key an earlier one has."""
    first: dict[str, int] = {}
    for entry in read:
        if entry.key and first.setdefault(entry.key, entry.line) != entry.line:
            yield Problem(
                file,
                message(
                    'the key "{key}" is also in line {n}.',
                    key=entry.key,
                    n=first[entry.key],
                ),
                message("Rename one of the two, or remove the entry that is repeated."),
                entry.line,
            )


def _in_words(damage: str) -> str:
    """Return what is wrong with an entry in the person's language; the reader says it in English."""
    for pattern, words in _DAMAGES_OF.items():
        found = pattern.fullmatch(damage)
        if found is not None:
            return message(words, **found.groupdict())
    return said_by_others(damage)


def _is_headless(entry: Entry) -> bool:
    """Return whether fields come without the first line of their entry, and so without a key."""
    return entry.kind == "entry" and not entry.key


def _damaged(file: str, read: list[Entry], refused: bool) -> Iterator[Problem]:
    """Yield the entries that Pandoc would skip or, where it ``refused`` the file, would stop at."""
    for entry in read:
        name = message('the entry "{key}"', key=entry.key) if entry.key else message("an entry")
        if _is_headless(entry):
            found = message("these fields belong to no entry.")
            advice = message(
                'An entry begins with its kind, a brace and its key: "@article{{key,".'
            )
        elif not refused:
            continue
        elif entry.damage:
            found, advice = (
                message(
                    "{name} cannot be read: {reason}.",
                    name=name,
                    reason=_in_words(entry.damage),
                ),
                message(_CLOSE),
            )
        elif entry.repairs:
            found = message(
                "{name} cannot be read: after the field {fields} a comma is missing, or its braces "
                "do not pair.",
                name=name,
                fields=", ".join(entry.repairs),
            )
            advice = message(_CLOSE)
        elif not entry.key or " " in entry.key:
            found = (
                message("{name} has a space in its key.", name=name)
                if entry.key
                else message("{name} has no key.", name=name)
            )
            advice = message("Give it a key of one word.")
        else:
            continue
        yield Problem(file, found, advice, entry.line)
