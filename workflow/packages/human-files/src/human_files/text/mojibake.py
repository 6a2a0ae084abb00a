"""Text that was encoded twice ("EspaÃ±a", "firmâ€™s"), put right; right text is left alone.

Somewhere on the way a program took the bytes of UTF-8 for Windows-1252 (or Latin-1) and encoded
them once more. What such a sequence may also be in right text (“NESTLÉ®”, “MANHÔ in capitals) is
told by the signs before and after it; in doubt it stays.
"""

from __future__ import annotations

import re

_BYTES = {chr(byte): byte for byte in range(0x80, 0x100)}
for _byte in range(0x80, 0xA0):
    try:
        _BYTES[bytes([_byte]).decode("cp1252")] = _byte
    except UnicodeDecodeError:  # five bytes that Windows-1252 leaves open
        continue
_GOING_ON = "".join(re.escape(sign) for sign, byte in _BYTES.items() if 0x80 <= byte < 0xC0)
_RUN = re.compile(
    rf"(?:[\xc2-\xdf][{_GOING_ON}]|[\xe0-\xef][{_GOING_ON}]{{2}}|[\xf0-\xf4][{_GOING_ON}]{{3}})+"
)
#: The same in the bytes of UTF-8: a quick look whether there is any.
_GOING_ON_BYTES = (
    rb"(?:\xc2[\x80-\xbf]|\xe2[\x80\x82\x84].|\xc5[\x92\x93\xa0\xa1\xb8\xbd\xbe]|\xc6\x92"
    rb"|\xcb[\x86\x9c])"
)
_LIKELY = re.compile(
    rb"\xc3(?:[\x82-\x9f]%b|[\xa0-\xb4]%b{2})" % (_GOING_ON_BYTES, _GOING_ON_BYTES), re.DOTALL
)
#: Signs that follow a word in right text.
_AFTER_WORDS = frozenset("‚„…‘’“”•–—‹›™®©»")
_TIMES = 3
_BLANKS = "\xa0\xad\u200b\u200e\ufeff"
#: Also those that Windows-1252 leaves open, which only another round puts right.
_OPEN = _BLANKS + "\x81\x8d\x8f\x90\x9d"


def is_likely(raw: bytes) -> bool:
    """Return whether text encoded twice may be in a text, given as UTF-8."""
    return _LIKELY.search(raw) is not None


def mend(text: str) -> tuple[str, list[int]]:
    """Return the text put right, and the lines (from 1) in which something was."""
    lines: list[int] = []
    for _ in range(_TIMES):  # some texts went through it more than once
        mended, found = _mend_once(text)
        if not found:
            break
        text = mended
        lines += found
    return text, sorted(set(lines))


def _mend_once(text: str) -> tuple[str, list[int]]:
    parts: list[str] = []
    lines: list[int] = []
    place = counted = 0
    line = 1
    for match in _RUN.finditer(text):
        start, end = match.span()
        right = _right(match.group(), text[start - 1 : start], text[end : end + 1])
        if not right:
            continue
        line += text.count("\n", counted, start)
        counted = start
        lines.append(line)
        parts += (text[place:start], right)
        place = end
    return ("".join([*parts, text[place:]]) if parts else text), lines


def _right(run: str, before: str, after: str) -> str:
    """Return what a sequence stands for, or "" where it may be right as it is."""
    try:
        right = bytes(_BYTES[sign] for sign in run).decode("utf-8")
    except UnicodeDecodeError:
        return ""
    several = len(right) > 1
    if any(
        not sign.isprintable() and sign not in (_OPEN if several else _BLANKS) for sign in right
    ):
        return ""
    if several or any("\x80" <= sign <= "\x9f" for sign in run):  # no right text has those
        return right
    lead, second = run[0], run[1]
    if len(run) == 2:
        sure = _is_sure_pair(lead, second, before, after)
    elif lead == "â":
        sure = second not in "‘’“”•–—…‹›"
    else:
        sure = (lead == "ï" and second in "¬»¼½¿") or lead == "ð"
    return right if sure else ""


def _is_sure_pair(lead: str, second: str, before: str, after: str) -> bool:
    if lead in "×ßÞ":
        return False
    if before.isupper():  # a word in capitals, which may end here
        if lead in "ÃÂ":
            return after.isalpha() or second.islower()
        return after.isalpha() and second not in _AFTER_WORDS
    if before.isalpha() or second not in _AFTER_WORDS:
        return True
    if lead == "Ã" and second == "—":  # the sign ×
        return (before.isspace() or before.isdigit()) and (after.isspace() or after.isdigit())
    return after.isalpha() if lead in "ÃÂ" else after.islower()


def mend_value(value: str) -> str:
    """Return one value put right, for text that was not read from a text file."""
    if value.isascii() or _RUN.search(value) is None:
        return value
    return mend(value)[0]
