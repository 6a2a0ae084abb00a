"""The texts of the cases, and finding the coders' passages in them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from human_files.errors import DataError, Problem, did_you_mean
from human_files.language.messages import message
from human_files.text.content import Content, UnreadableFileError

if TYPE_CHECKING:
    import pandas as pd

ENDING = ".md"
ENDINGS = (ENDING, ".txt")


class CaseTextError(DataError):
    """A case without its text, or a text without its case."""


def source_of(case: str) -> str:
    """Return the name of the file with the text of ``case``, where the case has only one."""
    return f"{case}{ENDING}"


def case_of(source: str) -> str:
    """Return the case whose text is in the file ``source``: its name up to the first full stop.

    So ``andes.md``, ``andes.interview-1.md`` and ``andes.minutes.txt`` belong to the case andes.
    """
    return source.split(".", 1)[0]


def sources_by_case(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the names of the files with each case's texts, in their order."""
    found: dict[str, list[str]] = {}
    for source in texts:
        found.setdefault(case_of(source), []).append(source)
    return found


def read_texts(paths: Iterable[Path | str], cases: Sequence[str], folder: str) -> dict[str, str]:
    """Return the texts of every case by the names of their files.

    ``paths`` are the files in ``folder``: one per case, ``<case>.md``, or several,
    ``<case>.<what>.md`` (or .txt); hidden files (.DS_Store, ~$…) are ignored. Texts are returned
    in Unicode's composed form with their lines unchanged, in the order of ``cases``, then of file
    names. Raises CaseTextError with every problem.
    """
    texts: dict[str, str] = {}
    known, found = set(cases), set[str]()
    problems: list[Problem] = []
    for path in map(Path, paths):
        if path.name.startswith((".", "~")):
            continue
        if case_of(path.name) not in known or path.suffix not in ENDINGS:
            advice = did_you_mean(path.name, [source_of(case) for case in cases])
            problems.append(
                Problem(
                    str(path),
                    message("belongs to no case in the profile sheet."),
                    advice + " " + message("Rename or remove it, or add the case."),
                )
            )
            continue
        found.add(case_of(path.name))
        try:
            texts[path.name] = unicodedata.normalize("NFC", Content.load(path).text)
        except UnreadableFileError as error:
            problems += error.problems
    problems += [
        Problem(
            f"{folder}/{source_of(case)}",
            message("does not exist."),
            message("Every case needs its text; add the file."),
        )
        for case in cases
        if case not in found
    ]
    if problems:
        raise CaseTextError(problems)
    sources = sources_by_case(sorted(texts))
    return {source: texts[source] for case in cases for source in sources[case]}


def texts_frame(texts: Mapping[str, str]) -> pd.DataFrame:
    """Return a row per text: case, source (file name), characters."""
    import pandas as pd

    rows = [(case_of(source), source, len(text)) for source, text in texts.items()]
    return pd.DataFrame(rows, columns=["case", "source", "characters"])


def find_passage(text: str, passage: str) -> tuple[int, int] | None:
    """Return where ``passage`` occurs in ``text`` (start, end in characters), or None.

    It must occur word for word; only line breaks and blanks may differ.
    """
    return next(iter(find_passages(text, passage)), None)


def find_passages(text: str, passage: str) -> list[tuple[int, int]]:
    """Return every place where ``passage`` occurs in ``text``; see :func:`find_passage`."""
    words = passage.split()
    if not words:
        return []
    return [match.span() for match in re.finditer(r"\s+".join(map(re.escape, words)), text)]


def nearest_sentence(text: str, passage: str) -> str | None:
    """Return the part of ``text`` most similar to ``passage``, for a message, or None."""
    wanted = " ".join(passage.split())
    found = difflib.get_close_matches(wanted, _sentences(text), n=1, cutoff=0.5)
    return found[0] if found else None


@lru_cache(maxsize=64)
def _sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, and the clauses between their commas and similar marks."""
    plain = " ".join(text.split())
    sentences = re.split(r"(?<=[.!?»”])\s+", plain)
    parts = [part for sentence in sentences for part in re.split(r"[,;:«»“”]\s*", sentence)]
    return tuple(dict.fromkeys(part.strip() for part in (*sentences, *parts) if part.strip()))
