"""LaTeX markup in BibTeX fields as plain Unicode."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from alianzas.literature.text import clean

if TYPE_CHECKING:
    from pylatexenc.latex2text import LatexNodes2Text

_MARKUP = re.compile(r"[\\{}]")
#: Signs that mean something in LaTeX but that databases write as they are.
_BARE = re.compile(r"(?<!\\)([%&#])")


def to_unicode(value: str) -> str:
    r"""Return ``value`` without LaTeX (``{\"o}`` → ö, ``\&`` → &, braces dropped), on one line.

    A bare per cent sign or ampersand stays: LaTeX would take the rest of the line for a comment,
    but databases export abstracts unescaped.
    """
    if not _MARKUP.search(value):
        return clean(value)
    escaped = _BARE.sub(r"\\\1", value)
    return clean(_converter().latex_to_text(escaped, tolerant_parsing=True))


def plain(value: str) -> str:
    r"""Return an identifier or address without braces and escapes (``10.1/a\_b`` → 10.1/a_b)."""
    return clean(re.sub(r"\\([_%&#$~])", r"\1", value).replace("{", "").replace("}", ""))


@cache
def _converter() -> LatexNodes2Text:
    from pylatexenc.latex2text import LatexNodes2Text

    return LatexNodes2Text(math_mode="verbatim", strict_latex_spaces=True)
