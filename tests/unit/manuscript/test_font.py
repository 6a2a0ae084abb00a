"""The font in which signs are tried is the article's."""

from __future__ import annotations

import re
from pathlib import Path

from honest_results.documents.signs import FONT

ROOT = Path(__file__).resolve().parents[3]


def test_the_font_is_that_of_the_article() -> None:
    style = (ROOT / "manuscript/styles/article.typ").read_text(encoding="utf-8")
    assert re.findall(r'set text\(font: "([^"]+)"', style)[:1] == [FONT]
