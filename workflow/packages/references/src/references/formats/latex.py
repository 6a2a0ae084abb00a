"""LaTeX markup in fields of BibTeX as plain Unicode."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from human_files.text.folding import clean
from references.formats.plain_values import one_line

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_MARKUP = re.compile(r"[\\{}]")
#: Characters that mean something in LaTeX but that databases do not escape.
_BARE = re.compile(r"(?<!\\)([%&#])")
_ESCAPED = re.compile(r"\\([%&#_$ ])")
#: Accents over one letter: {\'e}, \'{e}, \'e, {\'{\i}}, \c{c}.
_ACCENT = re.compile(
    r"\{?\\(?:(['`^\"~=.]) *(?:\{\\?([A-Za-z])\}|\\?([A-Za-z]))"
    r"|([cvuHrkd])(?: *\{([A-Za-z])\}| ([A-Za-z])))\}?"
)
_COMBINING = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "r": "\u030a",
    "k": "\u0328",
    "d": "\u0323",
}


def to_unicode(value: str) -> str:
    r"""Return ``value`` without LaTeX (``{\"o}`` → ö, ``\&`` → &, braces dropped), on one line.

    A bare per cent sign or ampersand stays: LaTeX would take the rest of the line for a comment,
    but databases export abstracts unescaped. Accents, escapes and braces, nearly all that occurs,
    are converted here; pylatexenc, a hundred times slower, does the rest.
    """
    if "{" not in value and "}" not in value and "\\" not in value:
        return one_line(value) if value.isascii() else clean(value)
    if "\\" in value:
        plain_value = _ESCAPED.sub(r"\1", value)
        if "\\" in plain_value:
            plain_value = _ACCENT.sub(_accented, plain_value)
        if "\\" in plain_value:
            escaped = _BARE.sub(r"\\\1", value)
            try:
                return clean(_converter().latex_to_text(escaped, tolerant_parsing=True))
            except RecursionError:  # commands within commands, a thousand deep
                plain_value = value
        value = plain_value
    value = value.replace("{", "").replace("}", "")
    return one_line(value) if value.isascii() else clean(value)


def plain(value: str) -> str:
    r"""Return an identifier or address without braces and escapes (``10.1/a\_b`` → 10.1/a_b)."""
    if not _MARKUP.search(value):
        return clean(value)
    return clean(re.sub(r"\\([_%&#$~{}])", r"\1", value).replace("{", "").replace("}", ""))


def _accented(match: re.Match[str]) -> str:
    """Return the letter with the accent that a match of :data:`_ACCENT` stands for."""
    accent = match[1] or match[4]
    letter = match[2] or match[3] or match[5] or match[6]
    return unicodedata.normalize("NFC", letter + _COMBINING[accent])


@cache
def _converter() -> LatexNodes2Text:
    """Return pylatexenc's converter, made once."""
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=True)
