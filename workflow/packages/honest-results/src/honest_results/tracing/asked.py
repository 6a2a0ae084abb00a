"""What a person asks for: a key, "Table 6", "0.27" or a sentence, as a reader would type it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from honest_results.documents.number_words import number_words
from honest_results.tracing.built_results import PREFIXES, Built, Target, UntraceableError
from honest_results.tracing.pasted_text import Passage, find_note, find_passage
from honest_results.tracing.printed_places import Places
from human_files.errors import Problem, did_you_mean, nearest
from human_files.language.messages import message
from human_files.text.folding import fold

_NUMBERED = re.compile(
    r"(?P<word>\w+)\b\.?\s*"
    r"(?P<number>[A-Z]?\.?\d+)\s*(?:\(?(?P<part>[a-z])\)?)?(?:[.:,].*)?",
    re.IGNORECASE | re.DOTALL,
)
#: What people call tables and figures besides the words of the documents.
_CALLED = {"table": ("table", "tab", "cuadro", "quadro"), "figure": ("figure", "fig")}
#: The sign of a cell's provenance, in the Markdown of a table.
_SIGN = re.compile(r"\[.\]\{\.provenance [^}]*\}")
_NUMBER = re.compile(r"[-−–+]?\s*[$€]?\s*\d[\d.,\s\u00a0\u202f]*\s*%?")
#: A sentence has this many words at least.
_WORDS = 4


@dataclass(frozen=True)
class Asked:
    """What was found for what a person typed.

    ``how`` is "name" (one result, named), "number" (all that are printed so) or "sentence" (all that a
    passage of a text holds, in its order); ``cells`` are tables that print the number.
    """

    how: str
    targets: Sequence[Target]
    passage: Passage | None = None
    cells: Sequence[Target] = field(default=())


def find(typed: str, built: Built, places: Places) -> Asked:
    """Return what ``typed`` stands for; UntraceableError, naming the nearest, where for nothing."""
    typed = " ".join(typed.replace("\u00a0", " ").split()).strip()
    known = {target.label: target for target in built.targets()}
    for name in (typed, typed.replace("_", "-")):
        if name in known:
            return Asked("name", [known[name]])
    found = _NUMBERED.fullmatch(typed)
    kind = _kind(found["word"], places) if found is not None else None
    if found is not None and kind is not None:
        return Asked("name", _by_number(typed, kind, found, places))
    if _NUMBER.fullmatch(typed):
        return _by_value(typed, built)
    if len(typed.split()) >= _WORDS:
        passage = find_passage(typed, built, places)
        if passage is not None:
            keys = [key for key in dict.fromkeys(passage.keys) if key in built.facts]
            return Asked("sentence", [Target("fact", key) for key in keys], passage)
        table = find_note(typed, built)
        if table is not None:
            return Asked("name", [Target("table", table)])
        _refuse(built, message("is no sentence of the documents."), typed, [])
    _refuse(built, message("is no fact, table, figure or claim."), typed, [*known])
    raise AssertionError


def _kind(word: str, places: Places) -> str | None:
    """Return what a word before a number names in some language, a table or a figure; else None."""
    for kind, called in _CALLED.items():
        if fold(word) in map(
            fold, [*called, *number_words(places.built.root, PREFIXES[kind]).values()]
        ):
            return kind
    return None


def _by_number(typed: str, kind: str, found: re.Match[str], places: Places) -> list[Target]:
    """Return what stands under a number such as Table A3 or Figure 2 (a)."""
    wanted = found["number"].upper().replace(".", "")
    numbers = [place for place in places.numbered if place.kind == kind]
    exact = [p for p in numbers if found["part"] and p.number == f"{wanted} ({found['part']})"]
    whole = [p for p in numbers if p.number == wanted]
    for place in exact or whole:
        return places.behind(place)
    listed = list(dict.fromkeys(place.number for place in numbers))
    advice = (
        message("There are: {words}.", words=", ".join(listed))
        if listed
        else message("There are none.")
    )
    raise UntraceableError(
        Problem("manuscript", message('no document has "{typed}".', typed=typed), advice)
    )


def _by_value(typed: str, built: Built) -> Asked:
    """Return the facts printed as ``typed`` in a language, and the tables with such a cell."""
    wanted = _plain(typed)
    facts = [
        Target("fact", key)
        for key, fact in built.facts.items()
        if any(_plain(text) == wanted for text in fact["text"].values())
    ]
    cells = [
        Target("table", name)
        for name in built.tables
        if any(
            wanted in map(_plain, re.split(r"(?<!\\)\|", path.read_text(encoding="utf-8")))
            for path in (built.folder / "tables").glob(f"{name}.*.md")
        )
    ]
    if not facts and not cells:
        _refuse(built, message("is printed by no fact and no table."), typed, [])
    return Asked("number", facts, cells=cells)


def _plain(text: str) -> str:
    """Return a printed number without its mark, spaces, escapes and kinds of minus signs."""
    text = re.sub(r"[\s\u00a0\u202f\u2009\\*]", "", _SIGN.sub("", text)).removeprefix("=")
    return text.replace("−", "-").replace("–", "-")


def _refuse(built: Built, found: str, typed: str, known: Sequence[str]) -> None:
    if nearest(typed, known) is not None:
        advice = did_you_mean(typed, known)
    else:
        advice = message(
            'It takes a key of facts.json, a label such as tbl-drivers, "Table 6", a number as '
            "it is printed, or a sentence of the article."
        )
    short = typed if len(typed) <= 60 else typed[:57] + "…"
    raise UntraceableError(Problem(f"results/{built.study}", f'"{short}" {found}', advice))
