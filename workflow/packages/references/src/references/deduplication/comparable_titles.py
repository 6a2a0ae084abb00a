"""Titles made comparable: markup, notes of databases, translations, numbers."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

from human_files.text.folding import fold
from references.deduplication.notices import names_column, notice_kind, without_place

_TAG = re.compile(r"</?[A-Za-z][^<>]*>|\$")
_SEPARATORS = re.compile(r"[\W_]+")
_LOST = re.compile(r"(?<=[^\W\d_])[?\ufffd]+(?=[^\W\d_])")
#: Letters that may carry diacritics (á, ç, ñ, š, ž), and how many of the others are compared.
_MARKED_LETTERS = dict.fromkeys(map(ord, "aeiouycnsz"))
_SKELETON = 10
_LATEX = re.compile(r"\\[a-zA-Z]+\s?|[{}]")
_GREEK = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "σ": "sigma", "τ": "tau", "ω": "omega",
}  # fmt: skip
_SIGNS = str.maketrans({**_GREEK, "&": " and "})
#: Greek words, in which single letters are not symbols.
_GREEK_WORD = re.compile(r"[α-ω]{4}")

#: "Title [Review] [45 refs]", "Title.[Erratum appears in …]", "Title (Structured abstract)".
_LAST_BRACKET = re.compile(r"^(.*\S)\s*([\[(])([^\[\]()]*(?:\([^()]*\)[^\[\]()]*)*)[\])][\s.*]*$")
_NOTE = re.compile(
    r"^(?:\d+ ref(?:erence)?s?|see comments?|comments?|review|letter|editorial|article|abstract"
    r"|(?:structured|provisional|meeting|conference) abstract|abstract no\W.*|republished\b.*"
    r"|(?:published )?(?:erratum|corrections?|corrigendum|retraction)\b.*|corrected|retracted"
    r"|withdrawn|(?:article |text |published )?(?:in|en) (?!vivo|vitro|situ|silico|utero)\w+"
    r"|(?:article )?in \w+(?:, \w+)+|reprint(?:ed)?\b.*|summary for patients in .*)$"
)
_MARKED = re.compile(r"^\W*(?:retracted(?: article)?|withdrawn|removed)\s*:\s*", re.IGNORECASE)
_LEAST_PART = 15
_PARALLEL = re.compile(r" = | TO: ")
#: What may separate a title from its subtitle.
_SUBTITLE = re.compile(r"[:?!;.][\s\"'”’]+(?=\S)|\s[-–—]+\s")

_ROMAN = {
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9", "x": "10",
}  # fmt: skip
#: Roman numerals that are "versus" and "times" between other words ("A v B", "2 x 2").
_BETWEEN = frozenset({"v", "x"})
_ORDINALS = {
    "first": "1", "second": "2", "third": "3", "fourth": "4", "primera": "1", "segunda": "2",
    "tercera": "3", "primeira": "1", "terceira": "3",
}  # fmt: skip
_COUNTED = {
    **_ROMAN, **_ORDINALS, "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
    "uno": "1", "dos": "2", "tres": "3",
    **{letter: str(number) for number, letter in enumerate("abcdefgh", 1)},
}  # fmt: skip
#: Numbers that one database writes as a word and another in digits.
SPELT = {
    word: str(number) for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
         "twelve"), 1)
}  # fmt: skip

#: After these, words and letters count as numbers too; before them, ordinals do.
_PART = frozenset(
    {"part", "parts", "pt", "section", "chapter", "volume", "vol", "phase", "study", "paper"}
    | {"report", "lesson", "series", "parte", "teil", "partie", "capitulo", "seccion", "estudio"}
    | {"unit", "module", "unidad", "unidade", "modulo"}
)
_ARTICLES = frozenset(
    {"the", "a", "an", "el", "la", "los", "las", "der", "die", "das", "le", "les"}
)


class Title(NamedTuple):
    """A title.

    ``versions`` are its forms without spaces and punctuation (the whole first, then original and
    translation); ``long_words`` the longest of its ``words``; ``numbers`` all its numbers in a row,
    and ``spelt`` the same with those written as words; ``kind`` the kind of notice that it announces
    ("", correction, retraction, comment, review); ``skeleton`` its beginning without the letters
    that may carry diacritics, for titles with such letters or with lost ones; ``heads`` its lengths
    in letters up to where a subtitle may begin; ``column`` whether it recurs in every issue.
    """

    versions: tuple[str, ...]
    words: str
    long_words: tuple[str, ...]
    numbers: str
    spelt: str
    kind: str
    skeleton: str = ""
    heads: tuple[int, ...] = ()
    column: bool = False


def read_title(text: str, translated: str = "") -> Title:
    """Return the comparable form of a title as a database writes it, and of its translation."""
    plain = plain_text(text)
    kind = notice_kind(plain)
    plain = strip_notes(_MARKED.sub("", without_place(plain) if kind else plain))
    words = _words(plain)
    versions = [_without_blanks(words), *map(compact, _parts(plain))]
    if translated:
        translated = strip_notes(plain_text(translated))
        versions += map(compact, [translated, *_parts(translated)])
    versions = list(dict.fromkeys(filter(None, versions)))
    long = sorted({word for word in words.split() if len(word) > 3}, key=lambda w: (-len(w), w))
    return Title(
        tuple(versions),
        words,
        tuple(long[:3]),
        *_numbers(words),
        kind,
        _skeleton(plain, versions),
        tuple(len(compact(plain[: stop.start()])) for stop in _SUBTITLE.finditer(plain)),
        names_column(words),
    )


def _skeleton(plain: str, versions: list[str]) -> str:
    """Return the first consonants except c, n, s and z; "" for a title in plain ASCII letters."""
    if not versions or (plain.isascii() and not _LOST.search(plain)):
        return ""
    letters = versions[0].translate(_MARKED_LETTERS)[:_SKELETON]
    return letters if len(letters) == _SKELETON else ""


def plain_text(text: str) -> str:
    """Return ``text`` without tags, entities and LaTeX commands."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text or "$" in text:
        text = _TAG.sub("", text)
    if "\\" in text or "{" in text:
        text = _LATEX.sub("", text)
    return text.strip(' \t\n"“”')


def strip_notes(plain: str) -> str:
    """Return a title without the notes that databases append to it in brackets."""
    while (match := _last_bracket(plain)) is not None:
        note = fold(match[3]).strip(" .")
        square_word = match[2] == "[" and len(note.split()) <= 2 and note.isascii()
        square_word = square_word and not any(sign.isdigit() for sign in note)
        if not (square_word or _NOTE.match(note)):
            break
        plain = match[1].rstrip()
    return plain


def _last_bracket(plain: str) -> re.Match[str] | None:
    """Return the match of a title that ends with a bracket, else None."""
    return _LAST_BRACKET.match(plain) if plain.rstrip(" .*")[-1:] in ("]", ")") else None


def _parts(plain: str) -> list[str]:
    """Return both titles where one is given in two languages: "Title [Título]", "Title = Título"."""
    parts: list[str] = []
    if plain.startswith("["):
        inner, _, rest = plain[1:].partition("]")
        if len(rest) >= _LEAST_PART and len(inner) >= _LEAST_PART:
            parts += [inner, rest]
    elif "[" in plain:
        match = _last_bracket(plain)
        if match is not None and match[2] == "[" and len(match[3]) >= _LEAST_PART:
            parts += [match[1], match[3]]
    for separator in _PARALLEL.finditer(plain):
        parts += [plain[: separator.start()], plain[separator.end() :]]
    return parts


def close_gaps(text: str) -> str:
    """Return ``text`` without the marks that stand for letters lost in an encoding ("fran?ais")."""
    return _LOST.sub("", text) if "?" in text or "\ufffd" in text else text


def _words(text: str) -> str:
    """Return the words of a text, folded, with single spaces."""
    text = fold(close_gaps(text))
    if not text.isascii() and not _GREEK_WORD.search(text):
        text = text.translate(_SIGNS)
    return _SEPARATORS.sub(" ", text.replace("&", " and ")).strip()


def compact(text: str) -> str:
    """Return the letters and digits of ``text``, folded, without spaces and a leading article."""
    return _without_blanks(_words(text))


def _without_blanks(words: str) -> str:
    """Return words run together, without a leading article."""
    first, _, rest = words.partition(" ")
    return (rest if rest and first in _ARTICLES else words).replace(" ", "")


def _numbers(words: str) -> tuple[str, str]:
    """Return the digits in ``words`` in a row ("331,818" and "331 818" are one number): without the
    numbers that are written as words, and with them.

    Roman numerals, and words and letters after "part" and the like, count as numbers too.
    """
    found: list[str] = []
    spelt: list[str] = []
    parts = words.split()
    last = len(parts) - 1
    for place, word in enumerate(parts):
        before = parts[place - 1] if place else ""
        number = ""
        if word in _ROMAN:
            if word not in _BETWEEN or place in (0, last) or before in _PART:
                number = _ROMAN[word]
        elif not word.isalpha():
            number = "".join(filter(str.isdigit, word))
        elif (before in _PART and word in _COUNTED) or (
            word in _ORDINALS and place < last and parts[place + 1] in _PART
        ):
            number = _COUNTED[word]
        found.append(number)
        spelt.append(number or SPELT.get(word, ""))
    return "".join(found), "".join(spelt)
