"""The texts of the cases, and finding the coders' passages in them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from alianzas.errors import DataError, Problem, did_you_mean
from alianzas.literature.content import Content, UnreadableFileError

ENDING = ".md"


class CaseTextError(DataError):
    """A case without its text, or a text without its case."""


def source_of(case: str) -> str:
    """Return the name of the file with the text of ``case``."""
    return f"{case}{ENDING}"


def read_texts(paths: Iterable[Path | str], cases: Sequence[str], folder: str) -> dict[str, str]:
    """Return the text of every case by the name of its file.

    ``paths`` are the files in ``folder``; hidden files (.DS_Store, ~$…) are not texts. Texts are in
    Unicode's composed form, their lines as they are. Raises CaseTextError with every problem.
    """
    texts: dict[str, str] = {}
    found: set[str] = set()
    problems: list[Problem] = []
    expected = [source_of(case) for case in cases]
    for path in map(Path, paths):
        if path.name.startswith((".", "~")):
            continue
        if path.name not in expected:
            problems.append(
                Problem(
                    str(path),
                    "is the text of no case in the profile sheet.",
                    f"{did_you_mean(path.name, expected)} Rename or remove it, or add the case.",
                )
            )
            continue
        found.add(path.name)
        try:
            texts[path.name] = unicodedata.normalize("NFC", Content.load(path).text)
        except UnreadableFileError as error:
            problems += error.problems
    problems += [
        Problem(f"{folder}/{source}", "does not exist.", "Every case needs its text; add the file.")
        for source in expected
        if source not in found
    ]
    if problems:
        raise CaseTextError(problems)
    return {source: texts[source] for source in expected}


def find_passage(text: str, passage: str) -> tuple[int, int] | None:
    """Return where ``passage`` stands in ``text`` (start, end in characters), or None.

    Word for word; only line breaks and blanks may differ.
    """
    words = passage.split()
    if not words:
        return None
    match = re.search(r"\s+".join(map(re.escape, words)), text)
    return match.span() if match else None


def nearest_sentence(text: str, passage: str) -> str | None:
    """Return the words of ``text`` most like ``passage``, for a message, or None if none is."""
    wanted = " ".join(passage.split())
    found = difflib.get_close_matches(wanted, _sentences(text), n=1, cutoff=0.5)
    return found[0] if found else None


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text and their parts between commas and the like."""
    plain = " ".join(text.split())
    sentences = re.split(r"(?<=[.!?»”])\s+", plain)
    parts = [part for sentence in sentences for part in re.split(r"[,;:«»“”]\s*", sentence)]
    return tuple(dict.fromkeys(part.strip() for part in (*sentences, *parts) if part.strip()))
