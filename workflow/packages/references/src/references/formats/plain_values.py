"""Values made plain: composed Unicode, single spaces, no HTML entities, no inline markup."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from human_files.text.content import Content

#: Spaces of all kinds and control characters that become a space; the line end stays.
_ASCII_BLANKS = tuple("\x00\t\x0b\x0c\x1c\x1d\x1e\x1f")
_UNICODE_BLANKS = tuple(
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_BLANK_CODES = tuple((sign, sign.encode()) for sign in _UNICODE_BLANKS)
#: How characters that Unicode's composed form (NFC) replaces begin in UTF-8: combining marks, vowel
#: signs of Indic scripts, Hangul letters, polytonic Greek, ohm, compatibility ideographs.
_DECOMPOSED = re.compile(
    rb"[\xcc\xcd\xd2\xd6-\xdd\xdf\xe0\xea\xf0]|\xce\x87"
    rb"|\xe1[\x80\x82\x84-\x87\x8d\x9c\x9f\xa0\xa2\xa4\xa8-\xb0\xb3\xb7\xbd-\xbf]"
    rb"|\xe2(?:\x80[\x80\x81]|\x83|\x84[\xa6\xaa\xab]|\x8c[\xa9\xaa]|\xab\x9c|[\xb3\xb5\xb7])"
    rb"|\xe3(?:\x80|\x82[\x99\x9a])|\xef[\xa4-\xad\xb8]"
)
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKUP = re.compile(
    r"</?(?:i|b|u|p|br|em|it|hr|sub|sup|inf|scp|small|span|strong|bold|italic|title|sec|"
    r"(?:jats|mml|xhtml|ns\d):[a-z]+)(?: [^<>\n]{0,200})?/?>",
    re.IGNORECASE,
)


def plain_text(content: Content) -> str:
    """Return the text of a file with plain spaces in place of tabs and control characters.

    For a whole file this costs next to nothing; done for each value it would be most of the work.
    """
    text = content.text
    sixteen_bits = b"\x00" in content.raw
    for sign in _ASCII_BLANKS:
        if sixteen_bits or sign.encode() in content.raw:
            text = text.replace(sign, " ")
    return text


def tidy_text(content: Content) -> str:
    """Return the text of a file plain throughout, except for double spaces: see :func:`cleaner`.

    One pass over the whole text costs a fraction of a pass over each of its values.
    """
    text = plain_text(content)
    beyond = content.beyond_ascii
    if beyond:
        for sign, code in _BLANK_CODES:
            if code in beyond:
                text = text.replace(sign, " ")
        if _DECOMPOSED.search(beyond):
            lines = text.split("\n")
            text = "\n".join(
                line if line.isascii() else unicodedata.normalize("NFC", line) for line in lines
            )
    if "&" in text:
        text = _substituted(text, "&", _ENTITY, _character)
    if "<" in text:
        text = _substituted(text, "<", _MARKUP, _blank_or_nothing)
    return text


def _substituted(
    text: str, sign: str, pattern: re.Pattern[str], plain: Callable[[re.Match[str]], str]
) -> str:
    """Return ``text`` with matches of ``pattern``, which begins with ``sign``, made ``plain``.

    The same as ``pattern.sub(plain, text)``, but searching for one rare character is much quicker
    than searching for a pattern.
    """
    parts: list[str] = []
    done = 0
    place = text.find(sign)
    while place >= 0:
        match = pattern.match(text, place)
        if match is None:
            place = text.find(sign, place + 1)
            continue
        parts += (text[done:place], plain(match))
        done = match.end()
        place = text.find(sign, done)
    return "".join([*parts, text[done:]]) if parts else text


def single_blanks(text: str) -> str:
    """Return ``text`` with single spaces on each of its lines."""
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def cleaner(text: str) -> Callable[[str], str]:
    """Return a function that makes a line or value from ``text`` plain.

    What does not occur in the whole text (entities, markup, double spaces) is not looked for in each
    value.
    """
    entities = _ENTITY.search(text) is not None
    markup = _MARKUP.search(text) is not None
    doubled = "  " in text

    def with_everything(value: str) -> str:
        """Compose, unescape, remove markup, and make spaces single."""
        if not value.isascii():
            value = _composed(value)
        if entities and "&" in value:
            value = _ENTITY.sub(_character, value)
        if markup and "<" in value:
            value = _MARKUP.sub(_blank_or_nothing, value)
        return " ".join(value.split()) if "  " in value else value.strip()

    def with_blanks(value: str) -> str:
        """Compose, and make spaces single."""
        if not value.isascii():
            value = _composed(value)
        return " ".join(value.split()) if "  " in value else value.strip()

    def without(value: str) -> str:
        """Compose only."""
        return value.strip() if value.isascii() else _composed(value).strip()

    if entities or markup:
        return with_everything
    return with_blanks if doubled else without


def clean(value: str) -> str:
    """Return one value plain and on one line."""
    return cleaner(value)(one_line(value))


def one_line(value: str) -> str:
    """Return a value on one line, with single spaces."""
    if "\n" in value or "  " in value:
        return " ".join(value.split())
    return value.strip()


def _composed(value: str) -> str:
    """Return a value in Unicode's composed form, with plain spaces."""
    if not unicodedata.is_normalized("NFC", value):
        value = unicodedata.normalize("NFC", value)
    strange = [sign for sign in _UNICODE_BLANKS if sign in value]
    for sign in strange:
        value = value.replace(sign, " ")
    return " ".join(value.split()) if strange else value


def _character(match: re.Match[str]) -> str:
    """Return the character of an HTML entity, a space for one that cannot be printed."""
    sign = html.unescape(match.group())
    if "&" in sign[:-1]:  # &amp;amp; and &amp;lt;: escaped twice
        sign = html.unescape(sign)
    return unicodedata.normalize("NFC", sign) if sign.isprintable() else " "


def _blank_or_nothing(match: re.Match[str]) -> str:
    """Return what becomes of a tag: paragraphs separate words, italics and indices do not."""
    name = match.group().strip("</> ").lower().partition(" ")[0]
    return " " if name in ("p", "br", "hr", "title", "sec", "jats:p", "jats:title") else ""
