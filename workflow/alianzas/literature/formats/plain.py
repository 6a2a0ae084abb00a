"""Values made plain: composed Unicode, plain single blanks, no HTML entities, no inline markup."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable

from alianzas.literature.content import Content

#: Blanks and control characters that stand for a blank; the line end stays.
_ASCII_BLANKS = tuple("\x00\t\x0b\x0c\x1c\x1d\x1e\x1f")
_UNICODE_BLANKS = tuple(
    "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000"
)
_DOUBLED = re.compile("  +")
_BLANK_CODES = tuple((sign, sign.encode()) for sign in _UNICODE_BLANKS)
#: How signs that Unicode's composed form (NFC) lacks begin in UTF-8: combining marks, single
#: vowels of Indic scripts, Hangul letters, Greek with old accents, ohm, compatibility ideographs.
_DECOMPOSED = (
    *(b"\xcc", b"\xcd", b"\xce\x87", b"\xd2", b"\xd6", b"\xd7", b"\xd8", b"\xd9", b"\xda", b"\xdb"),
    *(b"\xdc", b"\xdd", b"\xdf", b"\xe0", b"\xe1\x80", b"\xe1\x82", b"\xe1\x84", b"\xe1\x85"),
    *(b"\xe1\x86", b"\xe1\x87", b"\xe1\x8d", b"\xe1\x9c", b"\xe1\x9f", b"\xe1\xa0", b"\xe1\xa2"),
    b"\xe1\xa4",
    *(b"\xe1\xa8", b"\xe1\xa9", b"\xe1\xaa", b"\xe1\xab", b"\xe1\xac", b"\xe1\xad", b"\xe1\xae"),
    *(b"\xe1\xaf", b"\xe1\xb0", b"\xe1\xb3", b"\xe1\xb7", b"\xe1\xbd", b"\xe1\xbe", b"\xe1\xbf"),
    *(
        b"\xe2\x80\x80",
        b"\xe2\x80\x81",
        b"\xe2\x83",
        b"\xe2\x84\xa6",
        b"\xe2\x84\xaa",
        b"\xe2\x84\xab",
    ),
    *(b"\xe2\x8c\xa9", b"\xe2\x8c\xaa", b"\xe2\xab\x9c", b"\xe2\xb3", b"\xe2\xb5", b"\xe2\xb7"),
    *(
        b"\xe3\x80",
        b"\xe3\x82\x99",
        b"\xe3\x82\x9a",
        b"\xea",
        b"\xef\xa4",
        b"\xef\xa5",
        b"\xef\xa6",
    ),
    *(b"\xef\xa7", b"\xef\xa8", b"\xef\xa9", b"\xef\xaa", b"\xef\xab", b"\xef\xac", b"\xef\xad"),
    *(b"\xef\xb8", b"\xf0"),
)
_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_MARKUP = re.compile(
    r"</?(?:i|b|u|p|br|em|it|hr|sub|sup|inf|scp|small|span|strong|bold|italic|title|sec|"
    r"(?:jats|mml|xhtml|ns\d):[a-z]+)(?: [^<>\n]{0,200})?/?>",
    re.IGNORECASE,
)


def plain_text(content: Content) -> str:
    """Return the text of a file with plain blanks for tabulators and control characters.

    For a whole file this costs next to nothing; done to each value it would be most of the work.
    """
    text = content.text
    sixteen_bits = b"\x00" in content.raw
    for sign in _ASCII_BLANKS:
        if sixteen_bits or sign.encode() in content.raw:
            text = text.replace(sign, " ")
    return text


def tidy_text(content: Content) -> str:
    """Return the text of a file plain throughout, but for double blanks: see :func:`cleaner`.

    One pass over the whole text costs a fraction of one over each of its values.
    """
    text = plain_text(content)
    beyond = content.beyond_ascii
    if beyond:
        for sign, code in _BLANK_CODES:
            if code in beyond:
                text = text.replace(sign, " ")
        if any(code in beyond for code in _DECOMPOSED):
            lines = text.split("\n")
            text = "\n".join(
                line if line.isascii() else unicodedata.normalize("NFC", line) for line in lines
            )
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    if "<" in text:
        text = _MARKUP.sub(_blank_or_nothing, text)
    return text


def single_blanks(text: str) -> str:
    """Return ``text`` with single blanks on each of its lines."""
    return _DOUBLED.sub(" ", text) if "  " in text else text


def cleaner(text: str) -> Callable[[str], str]:
    """Return a function that makes a line or value out of ``text`` plain.

    What the whole text does not have (entities, markup, double blanks) is not looked for in each
    value.
    """
    entities = _ENTITY.search(text) is not None
    markup = _MARKUP.search(text) is not None
    doubled = "  " in text

    def with_everything(value: str) -> str:
        if not value.isascii():
            value = _composed(value)
        if entities and "&" in value:
            value = _ENTITY.sub(_character, value)
        if markup and "<" in value:
            value = _MARKUP.sub(_blank_or_nothing, value)
        return " ".join(value.split()) if "  " in value else value.strip()

    def with_blanks(value: str) -> str:
        if not value.isascii():
            value = _composed(value)
        return " ".join(value.split()) if "  " in value else value.strip()

    def without(value: str) -> str:
        return value.strip() if value.isascii() else _composed(value).strip()

    if entities or markup:
        return with_everything
    return with_blanks if doubled else without


def clean(value: str) -> str:
    """Return one value plain and on one line."""
    return cleaner(value)(one_line(value))


def one_line(value: str) -> str:
    """Return a value on one line, with single blanks."""
    if "\n" in value or "  " in value:
        return " ".join(value.split())
    return value.strip()


def _composed(value: str) -> str:
    if not unicodedata.is_normalized("NFC", value):
        value = unicodedata.normalize("NFC", value)
    strange = [sign for sign in _UNICODE_BLANKS if sign in value]
    for sign in strange:
        value = value.replace(sign, " ")
    return " ".join(value.split()) if strange else value


def _character(match: re.Match[str]) -> str:
    sign = html.unescape(match.group())
    if "&" in sign[:-1]:  # &amp;amp; and &amp;lt;: escaped twice
        sign = html.unescape(sign)
    return unicodedata.normalize("NFC", sign) if sign.isprintable() else " "


def _blank_or_nothing(match: re.Match[str]) -> str:
    """Paragraphs part words; italics and indices do not."""
    name = match.group().strip("</> ").lower().partition(" ")[0]
    return " " if name in ("p", "br", "hr", "title", "sec", "jats:p", "jats:title") else ""
