"""Author names made comparable, however a database orders, shortens or inverts them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz

from human_files.text.folding import fold
from references.deduplication.comparable_titles import close_gaps

#: Minimum similarity (0–100) of two spellings of one surname.
SAME_NAME = 80.0
_AND = re.compile(r"\s+and\s+|\s*;\s*|\s+&\s+", re.IGNORECASE)
_STOPS = " .,;[]"
_NOBODY = frozenset({"", "others", "and others", "et al", "anonymous", "anon", "null", "unknown"})
_HYPHEN = re.compile(r"[-‐‑–]")
_NOT_LETTER = re.compile(r"[^\w]+|[\d_]+")
#: Names that lost what separated them: "Ash A.Birch B. C.", "AshA.BirchB.C.", "AshAna, BirchBo",
#: "Ash AnaBirch Bo". From U+0100 on, capital and small letters alternate (Ł, ł), so that neither
#: have a range.
_FURTHER = [chr(code) for code in range(0x100, 0x180)]
_UPPER = "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, _FURTHER))
_LOWER = "a-zß-öø-ÿ" + "".join(filter(str.islower, _FURTHER))
_AFTER_INITIAL = re.compile(rf"(?<=[{_UPPER}]\.)(?=[{_UPPER}][{_LOWER}'’])")
_INITIALS_LAST = re.compile(rf"[{_LOWER}]\s?(?:[{_UPPER}]\.[\s-]?)+$")
_GLUED_INITIALS = re.compile(rf"^(.*[{_LOWER}])((?:[{_UPPER}]\.?-?){{1,3}})$")
_WITHIN = re.compile(rf"(?<=[{_LOWER}]{{3}})(?=[{_UPPER}][{_LOWER}])")
_PREFIXED = re.compile(r"(?:^|[\W_])(?:Mac|Van|Von|Del|Dos|Des|San|Fitz|Ter|Ten|Della)$")
_SHORT = re.compile(r"^(.*\S)\s+([A-Z]{1,3}|(?:[A-Z]\.\s?-?){1,4})$")
_IGNORED = frozenset(
    {"jr", "sr", "ii", "iii", "null", "anonymous", "anon", "others", "et", "al", "unknown", "van",
     "von", "der", "den", "de", "del", "la", "las", "los", "da", "dos", "di", "du", "le", "el",
     "bin", "ter", "ten", "san", "st", "dr"}
)  # fmt: skip


class Names(NamedTuple):
    """The authors of a record, in order.

    ``surnames`` has the words of each surname; ``words`` all words of all names, except initials;
    ``initials`` the first letter of each author's given name ("" if unknown).
    """

    surnames: tuple[tuple[str, ...], ...]
    words: frozenset[str]
    initials: tuple[str, ...]


class Agreement(NamedTuple):
    """How the authors of two records agree.

    ``first``: whether the first authors are the same; ``share`` (0–1) and ``found``: how many of the
    shorter list are in the longer one; ``lengths`` of the two lists (shorter, longer); ``namesake``:
    whether both have a single author of one surname with different initials; ``scripts``: whether
    they are written in two scripts.
    """

    first: bool
    share: float
    found: int
    lengths: tuple[int, int]
    namesake: bool
    scripts: bool


def split_authors(cell: str) -> list[str]:
    """Return the names in a cell, separated by "and", ";" or (as in "Zuna RE, Wang SS") commas."""
    names = [
        name for name in _AND.split(cell.strip()) if name.strip(_STOPS).casefold() not in _NOBODY
    ]
    if len(names) == 1:
        names = _unglued(names[0])
    if len(names) == 1 and names[0].count(",") >= 1:
        parts = [part.strip() for part in names[0].split(",")]
        if all(_SHORT.match(part) for part in parts if part):
            return [part for part in parts if part]
    return names


def _unglued(name: str) -> list[str]:
    """Return several names that were run together, where only capitals show the boundaries."""
    if "," not in name:
        parts = _AFTER_INITIAL.split(name)
        if len(parts) > 1 and all(_INITIALS_LAST.search(part) for part in parts[:-1]):
            return parts
        parts = _within(name)
        return parts if len(parts) > 1 and " " in name.strip() else [name]
    parts = [part.strip() for part in name.split(",") if part.strip()]
    several = len(parts) > 1 and all(len(_within(part)) == 2 for part in parts)
    return [", ".join(_within(part)) for part in parts] if several else [name]


def _within(name: str) -> list[str]:
    """Return the parts of a name between a small letter and a capital ("McDonald" is one)."""
    cuts = [m.start() for m in _WITHIN.finditer(name) if not _PREFIXED.search(name[: m.start()])]
    return [name[a:b] for a, b in zip([0, *cuts], [*cuts, len(name)], strict=True)]


def read_names(cell: str) -> Names:
    """Return the names in a cell of authors."""
    surnames: list[tuple[str, ...]] = []
    initials: list[str] = []
    words: set[str] = set()
    for name in split_authors(cell):
        family, initial, more = _read_name(name)
        if family:
            surnames.append(family)
            initials.append(initial)
            words.update(family, more)
    return Names(tuple(surnames), frozenset(words), tuple(initials))


@lru_cache(maxsize=100_000)
def _read_name(name: str) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
    """Return the words of the surname, the first initial, and other words that may be surnames."""
    family_part, given_part = _parts(name)
    # Another database may give only one part of a double surname ("Ruiz-Mora").
    family = tuple(_name_words(_HYPHEN.sub(" ", family_part)))
    given = _name_words(given_part)
    if not family:
        family, given = tuple(given), []
    more = [word for word in given if len(word) > 2]
    if len(family) > 1:
        more.append("".join(family))
    return family, given[0][0] if given else "", tuple(more)


def _parts(name: str) -> tuple[str, str]:
    """Return the surname and the given names."""
    if "," in name:
        family, _, given = name.partition(",")
        return family, given
    match = _SHORT.match(name.strip()) or _GLUED_INITIALS.match(name.strip())
    if match is not None:
        return match[1], match[2]
    given, _, family = name.strip().rpartition(" ")
    return family, given


def _name_words(text: str) -> list[str]:
    """Return the words of a name, folded, without particles and titles."""
    text = close_gaps(text).replace("'", "").replace("’", "").replace("-", "")
    found = [word for word in _NOT_LETTER.split(fold(text)) if word]
    return [word for word in found if word not in _IGNORED] or found[-1:]


def compare_names(one: Names, other: Names) -> Agreement | None:
    """Return how two lists of authors agree; None where one is empty."""
    if not one.surnames or not other.surnames:
        return None
    shorter, longer = sorted((one, other), key=lambda names: len(names.surnames))
    lengths = (len(shorter.surnames), len(longer.surnames))
    found = sum(_is_among(family, longer) for family in shorter.surnames)
    if found < lengths[0]:  # given names may stand for surnames in the other list
        back = sum(_is_among(family, shorter) for family in longer.surnames)
        found = max(found, min(back, lengths[0]))
    first = _same(one.surnames[0], other.surnames[0]) or found == lengths[1]
    initials = (one.initials[0], other.initials[0])
    namesake = lengths == (1, 1) and first and all(initials) and initials[0] != initials[1]
    scripts = _is_latin(one) != _is_latin(other)
    return Agreement(first, found / lengths[0], found, lengths, namesake, scripts)


def _is_latin(names: Names) -> bool:
    """Return whether the first author is written in Latin letters."""
    return names.surnames[0][0][0] < "ʰ"


def _is_among(family: tuple[str, ...], names: Names) -> bool:
    """Return whether a surname is one of ``names``, misspelt or not."""
    if any(word in names.words for word in family) or "".join(family) in names.words:
        return True
    joined = "".join(family)
    return any(fuzz.ratio(joined, "".join(other)) >= SAME_NAME for other in names.surnames[:30])


def _same(family: tuple[str, ...], other_family: tuple[str, ...]) -> bool:
    """Return whether two surnames are the same, misspelt or not, or share a word."""
    if set(family) & set(other_family):
        return True
    return fuzz.ratio("".join(family), "".join(other_family)) >= SAME_NAME
