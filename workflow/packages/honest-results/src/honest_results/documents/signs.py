"""The signs that the fonts of the PDF cannot show, which stop its typesetting."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path

#: The fonts of ``manuscript/styles/article.typ``, in the order in which one stands in for another.
FONT = "Libertinus Serif"
_LOST = re.compile(r"the text `\"(?P<text>.+?)\"` could not be displayed")
#: Signs that are not drawn: spaces, breaks, joiners and marks of direction.
_UNSEEN = ("C", "Z")


def unprintable(signs: Iterable[str]) -> list[str]:
    """Return those of ``signs`` (single characters) that a PDF cannot show, sorted.

    Typst is asked, with the fonts that it brings along: it refuses a PDF/UA with a sign that none has.
    """
    left = {
        sign for sign in signs if ord(sign) > 127 and unicodedata.category(sign)[0] not in _UNSEEN
    }
    lost: set[str] = set()
    while left:
        refused = _refused(sorted(left)) & left
        if not refused:
            break
        lost |= refused
        left -= refused
    return sorted(lost)


def _refused(signs: list[str]) -> set[str]:
    """Return signs for which Typst refuses to show these; none if it shows all."""
    import typst

    words = "\n\n".join(f'#"\\u{{{ord(sign):x}}}"' for sign in signs)
    head = f'#set document(title: "signs")\n#set text(font: "{FONT}", lang: "en")\n'
    with tempfile.TemporaryDirectory(prefix="honest-results-") as folder:
        source = Path(folder, "signs.typ")
        source.write_text(head + words, encoding="utf-8")
        try:
            typst.compile(
                str(source), ignore_system_fonts=True, pdf_standards=["ua-1"], timestamp=0
            )
        except RuntimeError as error:  # Typst's own is one
            return {sign for found in _LOST.finditer(str(error)) for sign in found["text"]}
    return set()
