"""Finding a passage that a person copied from a document in the text it was made from.

A copy from a PDF has other spaces, quotation marks and letters joined by the typesetter, hyphens where
a line ended, and marks of provenance in between; so words are compared, not signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from honest_results.documents.number_words import number_words
from honest_results.documents.source import Manuscript
from honest_results.tracing.built_results import Built
from honest_results.tracing.printed_places import Places
from human_files.text.folding import fold

#: So much of what was pasted has to stand in the paragraph.
_ALIKE = 0.7
_FACT = re.compile(r"\[(?P<key>[^\[\]{}]*)\]\{(?P<options>[^{}]*\.fact[^{}]*)\}")
#: A hyphen at the end of a line of the PDF; one that belongs to the word is lost in both texts.
_HYPHEN = re.compile(r"(?<=\w)[-\u00ad\u2010\u2011]\s*(?=\w)")
_WORD = re.compile(r"\w+")
_REFERENCE = re.compile(r"\[?@[\w:-]+[^\]\s]*\]?")
_SHOW = re.compile(r'show="(\w+)"')
#: What is referred to by its number.
_NUMBERED = ("tbl", "fig", "sec")
#: What the engine prints for references, besides those to numbered things: their words are not in the
#: text.
_CITED = re.compile(r"\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)")


@dataclass(frozen=True)
class Passage:
    """A passage of a document: the facts in it, in its order, and where it stands."""

    keys: list[str]
    file: str
    line: int


@dataclass(frozen=True)
class _Word:
    text: str
    key: str = ""


def find_passage(pasted: str, built: Built, places: Places) -> Passage | None:
    """Return the passage that was pasted, if a paragraph of a document holds most of its words."""
    wanted = _wanted(pasted, built)
    counts = Counter(wanted)
    best: tuple[float, list[_Word], str, int] | None = None
    for text in places.texts:
        for line, paragraph in _paragraphs(text):
            words = _words(paragraph, text.language, built)
            common = sum((counts & Counter(word.text for word in words)).values())
            if common < _ALIKE * len(wanted) or (best and common / len(wanted) < best[0]):
                continue
            blocks = SequenceMatcher(
                None, wanted, [w.text for w in words], autojunk=False
            ).get_matching_blocks()
            alike = sum(block.size for block in blocks) / len(wanted)
            if alike >= _ALIKE and (best is None or alike > best[0]):
                matched = [block for block in blocks if block.size]
                first, last = matched[0].b, matched[-1].b + matched[-1].size
                best = (alike, words[first:last], *text.place(line))
    if best is None:
        return None
    _, words, file, line = best
    return Passage([word.key for word in words if word.key], file, line)


def find_note(pasted: str, built: Built) -> str | None:
    """Return the id of the table that prints the pasted words, in its notes or its cells."""
    wanted = _wanted(pasted, built)
    best: tuple[float, str] = (_ALIKE, "")
    for path in sorted((built.folder / "tables").glob("*.*.md")):
        words = words_of(path.read_text(encoding="utf-8"))
        if sum((Counter(wanted) & Counter(words)).values()) > best[0] * len(wanted):
            found = SequenceMatcher(None, wanted, words, autojunk=False).find_longest_match()
            # A note stands as it is: most of the words, and one after the other.
            if found.size > best[0] * len(wanted):
                best = (found.size / len(wanted), path.name.split(".")[0])
    return best[1] or None


def _wanted(pasted: str, built: Built) -> list[str]:
    typed = _CITED.sub(" ", pasted)
    for kind in _NUMBERED:
        for word in number_words(built.root, kind).values():
            typed = re.sub(rf"\b{re.escape(word)}\s+[A-Z]?\d+(?:\.\d+)*", " ", typed)
    return words_of(typed) or words_of(pasted)


def words_of(text: str) -> list[str]:
    """Return the words of a text, whatever spaces, quotation marks, ligatures and hyphens it has."""
    text = _HYPHEN.sub("", unicodedata.normalize("NFKC", text))
    return _WORD.findall(fold(text))


def _paragraphs(text: Manuscript) -> list[tuple[int, str]]:
    """Return the paragraphs of a document with the lines they begin in, the abstract's among them."""
    found = []
    start = 0
    for part in re.finditer(r"(?:\n[ \t]*){2,}|\n(?=abstract:|keywords:|lang:)|\Z", text.prose):
        paragraph = text.prose[start : part.start()]
        if paragraph.strip():
            blank = len(paragraph) - len(paragraph.lstrip())
            found.append((text.line(start + blank), paragraph))
        start = part.end()
    return found


def _words(paragraph: str, language: str, built: Built) -> list[_Word]:
    """Return the words of a paragraph as it is printed; those of a fact know its key."""
    found: list[_Word] = []
    end = 0
    for fact in _FACT.finditer(paragraph):
        found += map(_Word, words_of(_REFERENCE.sub(" ", paragraph[end : fact.start()])))
        key = " ".join(fact["key"].split())
        printed = _printed(built.facts.get(key, {}), fact["options"], language)
        found += [_Word(word, key) for word in words_of(printed)]
        end = fact.end()
    return [*found, *map(_Word, words_of(_REFERENCE.sub(" ", paragraph[end:])))]


def _printed(fact: Mapping[str, Any], options: str, language: str) -> str:
    """Return what a reference prints of a fact: its text, its interval or its n."""
    show = _SHOW.search(options)
    if show is None:
        return str(fact.get("text", {}).get(language, ""))
    if show[1] == "interval":
        return str((fact.get("interval_text") or {}).get(language, ""))
    return str(fact.get(show[1], ""))
