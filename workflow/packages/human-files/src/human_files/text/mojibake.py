"""Mojibake: text that was encoded twice ("EspaÃ±a", "firmâ€™s") is repaired, other text left alone.

Somewhere on the way a program took the bytes of UTF-8 for Windows-1252 (or Latin-1) and encoded
them once more. Some of these sequences also occur in correct text (“NESTLÉ®”, “MANHÔ in capitals);
the characters before and after them decide, and where there is doubt they are left as they are.
"""

from __future__ import annotations

import re

_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
for _byte in range(0x80, 0xA0):
    try:
        _BYTES[bytes([_byte]).decode("cp1252")] = _byte
    except UnicodeDecodeError:  # the five bytes that Windows-1252 does not define
        continue
_CONTINUATION = "".join(re.escape(char) for char, byte in _BYTES.items() if 0x80 <= byte < 0xC0)
_RUN = re.compile(
    rf"(?:[\xc2-\xdf][{_CONTINUATION}]|[\xe0-\xef][{_CONTINUATION}]{{2}}"
    rf"|[\xf0-\xf4][{_CONTINUATION}]{{3}})+"
)
#: The same in the bytes of UTF-8, for a quick check whether there is any.
_CONTINUATION_BYTES = (
    rb"(?:\xc2[\x80-\xbf]|\xe2[\x80\x82\x84].|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92"
    rb"|\xcb[\x86\x9c])"
)
_LIKELY = re.compile(
    rb"\xc3(?:[\x82-\x9f]%b|[\xa0-\xb4]%b{2})" % (_CONTINUATION_BYTES, _CONTINUATION_BYTES),
    re.DOTALL,
)
#: Characters that follow a word in correct text.
_AFTER_WORDS = frozenset("‚„…‘’“”•–—‹›™®©»")
#: Text is repaired this many times: some was encoded more than twice.
_TIMES = 3
_BLANKS = "\xa0\xad\u200b\u200e\ufeff"
#: Those that Windows-1252 does not define are included: another round may repair them.
_UNDEFINED = _BLANKS + "\x81\x8d\x8f\x90\x9d"


def is_likely(raw: bytes) -> bool:
    """Return whether a text, given as UTF-8, may contain text that was encoded twice."""
    return _LIKELY.search(raw) is not None


def repair_mojibake(text: str) -> tuple[str, list[int]]:
    """Repair text that was encoded twice: "EspaÃ±a" becomes "España".

    Parameters
    ----------
    text : str
        Any text; what is correct in it stays as it is.

    Returns
    -------
    text : str
        The repaired text.
    lines : list of int
        The lines (from 1) in which something was repaired.
    """
    lines: list[int] = []
    for _ in range(_TIMES):
        repaired, found = _repair_once(text)
        if not found:
            break
        text = repaired
        lines += found
    return text, sorted(set(lines))


def _repair_once(text: str) -> tuple[str, list[int]]:
    """Undo one round of encoding; return the text and the lines in which that was done."""
    parts: list[str] = []
    lines: list[int] = []
    place = counted = 0
    line = 1
    for match in _RUN.finditer(text):
        start, end = match.span()
        meant = _meant(match.group(), text[start - 1 : start], text[end : end + 1])
        if not meant:
            continue
        line += text.count("\n", counted, start)
        counted = start
        lines.append(line)
        parts += (text[place:start], meant)
        place = end
    return ("".join([*parts, text[place:]]) if parts else text), lines


def _meant(run: str, before: str, after: str) -> str:
    """Return what a sequence stands for, or "" where it may be correct as it is."""
    try:
        meant = bytes(_BYTES[char] for char in run).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    several = len(meant) > 1
    if any(
        not char.isprintable() and char not in (_UNDEFINED if several else _BLANKS)
        for char in meant
    ):
        return ""
    if several or any("\x80" <= char <= "\x9f" for char in run):  # correct text has none of those
        return meant
    lead, second = run[0], run[1]
    if len(run) == 2:
        sure = _is_sure_pair(lead, second, before, after)
    elif lead == "â":
        sure = second not in "‘’“”•–—…‹›"
    else:
        sure = (lead == "ï" and second in "¬»¼½¿") or lead == "ð"
    return meant if sure else ""


def _is_sure_pair(lead: str, second: str, before: str, after: str) -> bool:
    """Return whether two characters can only be one that was encoded twice."""
    if lead in "×ßÞ":
        return False
    if before.isupper():  # a word in capitals, which may end here
        if lead in "ÃÂ":
            return after.isalpha() or second.islower()
        return after.isalpha() and second not in _AFTER_WORDS
    if before.isalpha() or second not in _AFTER_WORDS:
        return True
    if lead == "Ã" and second == "—":  # the multiplication sign ×
        return (before.isspace() or before.isdigit()) and (after.isspace() or after.isdigit())
    return after.isalpha() if lead in "ÃÂ" else after.islower()


def repair_value(value: str) -> str:
    """Return one value with mojibake repaired, for text that does not come from a text file."""
    if value.isascii() or _RUN.search(value) is None:
        return value
    return repair_mojibake(value)[0]
