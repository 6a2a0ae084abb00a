"""What is wrong with a generated sentence as prose, whatever it says."""

from __future__ import annotations

import re

#: What no sentence holds, by language: a name, and the pattern that gives it away.
FAULTS = {
    "en": {
        "a list of zeros": r"\b0 of\b|\(0\)",
        "a plural of one": r"\b(?:one|1) (?:\w+ )?(?:studies|titles|records|cases|codes|claims)\b",
    },
    "es": {
        "a word of another language": r"\bNone\b",
        "no contraction": r"\b(?:de|a) el\b(?! Oro)",
        "y before the sound i": r"(?<!\w)y h?[ií](?![aeou])",
        "o before the sound o": r"(?<!\w)o h?[oó]",
        "a list of zeros": r"\b0 de\b|\(0\)",
        "what was called by another name": r"\bpasadas?\b|\bempleados\b|\bensamblaje\b|\bimpulsores\b",
    },
}
EVERYWHERE = {
    "two spaces": r"  ",
    "a space before a sign": r" [.,;:)]",
    "two full stops": r"\.\.",
    "a brace": r"[{}]",
    "a value that is missing": r"\bnan\b|—",
    "an empty bracket": r"\(\s*\)",
    "quotes around a name": r"[“”«»]",
}
TITLES = {"en": r"\btitles?\b", "es": r"\btítulos?\b"}


def faults(text: str, language: str, *, is_sentence: bool = True) -> list[str]:
    """Return what is wrong with ``text``: nothing for a sentence that a person could have written."""
    found = [
        f"{name}: {match[0]!r}"
        for name, pattern in {**EVERYWHERE, **FAULTS[language]}.items()
        if (match := re.search(pattern, text))
    ]
    if is_sentence:
        if not text.endswith("."):
            found.append("no full stop at the end")
        if text[:1] != text[:1].upper():
            found.append("no capital at the beginning")
    return [f"{fault} in {text!r}" for fault in found]
