"""Personal data that is typed in a text is told with its line, and not quoted."""

from __future__ import annotations

from honest_results.documents.guard import AllowedLiteral, check_typed
from honest_results.documents.source import Manuscript

TEXT = """---
title: A
---

# A {#sec-a}

Write to ana@example.org or [us](https://wa.me/593991234567), as in @dyer1998relational.

Call 099 123 4567.
"""
MANUSCRIPT = Manuscript("manuscript/article.en.qmd", "en", TEXT)


def test_each_is_told_with_its_line() -> None:
    told = [str(problem) for problem in check_typed(MANUSCRIPT, [])]
    start = "manuscript/article.en.qmd, line"
    assert [one.partition(": ")[0] for one in told] == [f"{start} 7", f"{start} 7", f"{start} 9"]
    assert all("holds personal data" in one for one in told)
    assert not any("ana@" in one or "4567" in one for one in told)


def test_what_is_allowed_with_its_reason_may_stand() -> None:
    allowed = [
        AllowedLiteral(text="099 123 4567", reason="the line of the ministry"),
        AllowedLiteral(text="ana@example.org", reason="invented"),
        AllowedLiteral(text="https://wa.me/593991234567", reason="invented"),
    ]
    needed: set[AllowedLiteral] = set()
    assert [
        p.found for p in check_typed(MANUSCRIPT, allowed, needed) if "personal" in p.found
    ] == []
    assert needed == {*allowed}
