"""Author names in one form, "Surname, Given", however a database writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: One to four initials with full stops: "G.", "J. M.", "J.-P."; or without: "SM".
_DOTTED = r"(?:[^\W\d_]\.[ -]?)"
_FIRST_INITIALS = re.compile(
    rf"((?:{_DOTTED}){{1,4}}) ?(?=\w)([^.,]+(?:, (?:Jr|Sr|I{{1,3}}V?)\.?)?)"
)
_LAST_INITIALS = re.compile(
    rf"([^,.]*[^\W\d_]{{2}}[^,.]*|[^\W\d_]['’][^,.]+) ((?:{_DOTTED}){{1,5}}|[^\W\d_a-zà-ÿ]{{1,3}})"
    r"( Jr| Sr| 2nd| 3rd| I{2,3})?\.?"
)
_BARE_FIRST = re.compile(r"([A-ZÀ-ÖØ-Þ]{1,4}) ([^,]*[^\W\d_]{2}[^,]*)")
_DOTTED_LAST = re.compile(rf"([^.,]*[^\W\d_]{{2}}[^.,]*) ({_DOTTED}{{1,5}})")
_GLUED = re.compile(r",(?=\S)")
_NO_GIVEN = (", null", ", None", ", undefined")
_NOBODY = frozenset(
    {
        "anonymous",
        "[anonymous]",
        "anon",
        "[no author name available]",
        "no author name available",
        "no author",
        "na",
        "n/a",
        "not available",
        "none",
        "null",
        "et al",
        "et al.",
        "...",
        "…",
    }
)


def authors(names: Iterable[str]) -> tuple[str, ...]:
    """Return names as "Surname, Given" where that is certain, without "[Anonymous]" and empty ones.

    "G. Kalbe" and "Kalbe G." become "Kalbe, G."; a name without comma or initials stays as it is,
    since it may be an organisation's. "Sneha, null" is what databases make of a single name.
    """
    found = [
        (name if not name.endswith(_NO_GIVEN) else name.partition(",")[0])
        if ", " in name
        else tidy(name)
        for name in names
        if name and (", " in name or name.casefold() not in _NOBODY)
    ]
    return tuple(found) if all(found) else tuple([name for name in found if name])


def tidy(name: str) -> str:
    """Return one name with a space after its comma, and with initials after the surname."""
    if "," in name:
        return _GLUED.sub(", ", name).strip(" ,") if ", " not in name else name.rstrip(" ,")
    if "." in name:
        match = _FIRST_INITIALS.fullmatch(name)
        if match is not None and _is_surname(match[2]):
            return f"{match[2].strip()}, {match[1].strip()}"
        match = _DOTTED_LAST.fullmatch(name)
        if match is not None and _is_surname(match[1]):
            return f"{match[1].strip()}, {match[2].strip()}"
    return name


def _is_surname(words: str) -> bool:
    """Return whether words can be a surname; those of "U.S. Department of Energy" cannot."""
    parts = words.split()
    return len(parts) < 5 and all(part[0].isupper() or part in _PARTICLES for part in parts)


def inverted(name: str) -> str:
    """Return "Gao, X." for "Gao X." and "Shiau, CWC" for "Shiau CWC"; other names tidied."""
    if "," not in name:
        match = _LAST_INITIALS.fullmatch(name)
        if match is not None:
            return f"{match[1].strip()}, {match[2].strip()}{match[3] or ''}"
    return tidy(name)


def initials_first(name: str) -> str:
    """Return "Guo, W" for "W Guo", as Google Scholar writes names; other names tidied."""
    match = _BARE_FIRST.fullmatch(name)
    return f"{match[2]}, {match[1]}" if match is not None else tidy(name)


def given_first(name: str) -> str:
    """Return "Aria, Massimo" for "Massimo Aria", where a source always writes given names first.

    The last word is taken as the surname, with any particles before it ("de la Garza").
    """
    words = name.split()
    if "," in name or len(words) < 2:
        return tidy(name)
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return f"{' '.join(words[start:])}, {' '.join(words[:start])}"


_PARTICLES = frozenset(
    {"de", "del", "la", "las", "los", "da", "das", "do", "dos", "di", "van", "von", "der", "den"}
    | {"ter", "ten", "le", "el", "al", "bin", "ibn", "zu", "y"}
)
