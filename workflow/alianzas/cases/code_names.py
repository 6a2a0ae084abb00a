"""Which code of the codebook a name in another program means, and which case a source belongs to."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from alianzas.cases.case_codes import JUDGED, CaseCodes
from human_files.errors import nearest

#: Prefix of a code: the passage shows that the code is absent.
ABSENT_PREFIX = "not:"
#: Separators between a code and its parent, in programs that flatten the tree of codes.
_SEPARATORS = ("::", "\\", " > ", "/")


class CodeMatch(NamedTuple):
    """A code of the codebook, and whether the name says that it is present (1) or absent (0)."""

    code: str
    value: int


class CodeNames:
    """The names of the codes that coders judge: ids and labels, in normalized spelling."""

    def __init__(self, codes: CaseCodes) -> None:
        self._known: defaultdict[str, set[str]] = defaultdict(set)
        self._dimensions: dict[str, set[str]] = {}
        for name in JUDGED:
            dimension = codes.dimension(name)
            self._dimensions[name] = {
                plain(name),
                *map(plain, dimension.label.by_language().values()),
            }
            for code in codes.codes(name):
                for word in (code.id, *code.label.by_language().values()):
                    self._known[plain(word)].add(code.id)
        self._codes = codes

    def find(self, name: str, path: Sequence[str] = ()) -> CodeMatch | None:
        """Return the code meant by ``name``, found under the codes ``path`` in its program, or None.

        A name means a code if it is its id or its label in any language; capitals, accents, and
        blanks or underscores do not matter. In a flattened tree ("Conditions::Trust") the last
        part counts. Where a name fits several codes, the dimension it lies under decides; without
        one it stays undecided.
        """
        words, value = name.strip(), 1
        if words.casefold().startswith(ABSENT_PREFIX):
            words, value = words[len(ABSENT_PREFIX) :], 0
        parts = _split(words)
        fitting = self._known.get(plain(words)) or self._known.get(plain(parts[-1])) or set()
        if len(fitting) > 1:
            above = {plain(part) for part in (*path, *parts[:-1])}
            judged = self._codes.judged
            fitting = {code for code in fitting if self._dimensions[judged[code]] & above}
        return CodeMatch(next(iter(fitting)), value) if len(fitting) == 1 else None

    def nearest(self, name: str) -> str | None:
        """Return the id of the code whose id or label is most like ``name``, or None."""
        last = plain(_split(name.casefold().removeprefix(ABSENT_PREFIX))[-1])
        found = nearest(last, self._known)
        return None if found is None else sorted(self._known[found])[0]


class CaseNames:
    """The names of the cases: their ids, firms and texts."""

    def __init__(self, cases: Iterable[str], firms: Iterable[str], texts: Iterable[str]) -> None:
        """``firms`` correspond to ``cases``, or are empty; ``texts`` are the names of files."""
        self._known: dict[str, set[str]] = {}
        listed = list(cases)
        for case, firm in zip(listed, list(firms) or listed, strict=True):
            for word in (case, firm):
                self._known.setdefault(plain(word), set()).add(case)
        self.cases = listed
        self._texts = {plain(_stem(text)): text for text in texts}

    def case(self, name: str) -> str | None:
        """Return the case called ``name``, by its id or its firm, or None."""
        found = self._known.get(plain(name), set())
        return next(iter(found)) if len(found) == 1 else None

    def text(self, source: str) -> str | None:
        """Return the case text that a program calls ``source``, whatever its extension, or None."""
        return self._texts.get(plain(source)) or self._texts.get(plain(_stem(source)))

    def nearest(self, name: str) -> str | None:
        """Return the case whose name is most like ``name``, or None."""
        found = nearest(plain(_stem(name)), self._known)
        return None if found is None else sorted(self._known[found])[0]


def plain(name: str) -> str:
    """Return a name without capitals, accents and punctuation, its words separated by one blank."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    signs = (sign if sign.isalnum() else " " for sign in letters if not unicodedata.combining(sign))
    return " ".join("".join(signs).split())


def _stem(name: str) -> str:
    """Return a file's name without its extension."""
    head, point, ending = name.rpartition(".")
    return head if point and 1 <= len(ending) <= 4 and ending.isalnum() else name


def _split(name: str) -> list[str]:
    """Return the parts of a code's name in a flattened tree, the code itself last."""
    for separator in _SEPARATORS:
        if separator in name:
            return [part for part in name.split(separator) if part.strip()] or [name]
    return [name]
