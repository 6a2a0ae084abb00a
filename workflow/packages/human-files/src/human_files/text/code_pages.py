"""Which code page of eight bits a text is in, when it is not UTF-8: Greek, Cyrillic, Polish and others.

Texts of Western Europe have single letters beyond ASCII, between others. Those in another alphabet
have whole words of them, and then the letters that a language uses most decide; those in another
code page of Latin letters have what would be signs (``³``, ``¿``) within words.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: The usual code page, and what it is called where it is not certain.
USUAL = "cp1252"
#: Code pages of other alphabets, with their name and the letters that are half of a text or more.
_ALPHABETS = (
    ("cp1253", "Windows-1253", "αοιτεσνηυρπκμλςάίόέήύώ"),
    ("cp1251", "Windows-1251", "оеаинтсрвлкмдпуяы"),
    ("koi8_r", "KOI8-R", "оеаинтсрвлкмдпуяы"),
    ("cp1255", "Windows-1255", "יוהלאתרבמשנדחק"),
    ("cp1256", "Windows-1256", "اليمنرتبوهةدعس"),
)
#: Encodings of two bytes a sign, with their name, frequent signs, and their least share of a text.
_KANA = "".join(map(chr, range(0x3041, 0x30FF)))
_WIDE = (
    ("shift_jis", "Shift JIS", _KANA, 0.3),
    ("euc_jp", "EUC-JP", _KANA, 0.3),
    ("euc_kr", "EUC-KR", "의이에는을를한업기로고관연구사자대", 0.15),
    ("gb18030", "GB 18030", "的与研究中国企业发展分析和基于理论管对一", 0.1),
    ("big5", "Big5", "的與研究中國企業發展分析和基於理論管對一", 0.1),
)
#: Code pages of Latin letters, with their names.
_LATIN = (("cp1250", "Windows-1250"), ("mac_roman", "Mac Roman"), ("cp850", "DOS 850"))
#: Words of bytes beyond ASCII; three in a row do not occur in Western languages.
_WORD = re.compile(rb"[\x80-\xff]{4,}")
_BEYOND = re.compile(rb"[\x80-\xff]")
#: Bytes that are looked at, and how many there must be at least for a judgement.
_LOOKED_AT, _ENOUGH = 1_000_000, 12


def code_page(raw: bytes) -> tuple[str, str, bool]:
    """Return the code page of a text that is not in UTF-8.

    Parameters
    ----------
    raw : bytes
        The text.

    Returns
    -------
    codec : str
        What Python calls it.
    name : str
        What people call it.
    is_certain : bool
        False where letters of another alphabet are there but it is not clear which.
    """
    sample = b"\n".join(line for line in raw.splitlines() if _BEYOND.search(line))
    sample = sample[: sample.find(b"\n", _LOOKED_AT)] if len(sample) > _LOOKED_AT else sample
    beyond = len(_BEYOND.findall(sample))
    in_words = sum(len(word) for word in _WORD.findall(sample))
    if in_words >= _ENOUGH and in_words * 2 > beyond:
        return _alphabet(sample)
    return _latin(sample)


def _alphabet(sample: bytes) -> tuple[str, str, bool]:
    """Return the code page of a text in another alphabet."""
    for codec, name, usual, least in _WIDE:
        try:
            text = sample.decode(codec)
        except UnicodeDecodeError:
            continue
        letters = [sign for sign in text if sign > "\x7f"]
        if sum(sign in usual for sign in letters) > least * len(letters):
            return codec, name, True
    found = []
    for codec, name, usual in _ALPHABETS:
        letters = [sign for sign in sample.decode(codec, "replace") if sign > "\x7f"]
        found.append((sum(sign in usual for sign in letters) / len(letters), codec, name))
    (best, codec, name), (second, *_) = sorted(found, reverse=True)[:2]
    if best > 0.5 and best - second > 0.1:
        return codec, name, True
    return USUAL, "Windows-1252", False


def _latin(sample: bytes) -> tuple[str, str, bool]:
    """Return the code page of a text in Latin letters: the usual one unless signs are within words."""
    wrong = _signs_within_words(sample, USUAL)
    if wrong < 3 or wrong * 4 < len(_BEYOND.findall(sample)):
        return USUAL, "Windows-1252", True
    counts = [(_signs_within_words(sample, codec), codec, name) for codec, name in _LATIN]
    fewest, codec, name = min(counts, key=lambda count: count[0])
    return (codec, name, True) if fewest * 4 < wrong else (USUAL, "Windows-1252", False)


def _signs_within_words(sample: bytes, codec: str) -> int:
    """Return how many bytes beyond ASCII would not be small letters, between small letters."""
    text = sample.decode(codec, "replace")
    return sum(
        sign > "\x7f" and not _is_small(sign) and before.islower() and after.islower()
        for before, sign, after in zip(text, text[1:], text[2:], strict=False)
    )


@cache
def _is_small(sign: str) -> bool:
    """Return whether a sign may stand within a word: a small letter, an apostrophe, a dash."""
    return unicodedata.category(sign) in ("Ll", "Pf", "Pi", "Pd", "Cf", "Zs") or sign in "ªº·ß"
