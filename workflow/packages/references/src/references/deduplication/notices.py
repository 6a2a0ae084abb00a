"""Titles of notices about another publication (corrections, comments, reviews of books), and those
of columns, which recur in every issue."""

from __future__ import annotations

import re

CORRECTION, RETRACTION = "correction", "retraction"

_QUOTE = "[\"'“”‘’«»„]"
#: Words before: "Author Correction", "Notice of Retraction", "Editorial Expression of Concern".
_LEAD = (
    r"(?:(?:the|an?|some|further|formal|author'?s?'?|publisher'?s?|editor'?s?'?|editorial|invited"
    r"|guest|notice of|statement of)\s+)*"
)
_ON = r"(?: (?:on|to|for|in|of|regarding|and)\b|\s*:|\s*\W*$)"
_START = re.compile(
    rf"^\W*{_LEAD}(?:"
    rf"(?P<correction>corrections?(?: (?:notice|note|statement))?(?: (?:to|for)\b|\s*:|\s*\W*$)"
    rf"|corrections? of {_QUOTE}|(?:errat|corrigend|addend)(?:um|a)\b"
    r"|publisher'?s'? note\s*:|fe de err(?:atas?|ores)|berichtigung"
    r"|correcci[oó]n(?: a| de(?:l art)?\b|\s*:))"
    rf"|(?P<retraction>(?:retraction|withdrawal|removal)(?: (?:notice|note|statement)){_ON}"
    r"|retraction(?: (?:of|to|for)\b|\s*:|\s*\W*$)|expressions? of concern|retractaci[oó]n\b)"
    rf"|(?P<comment>comment(?:ary|aries|s)?(?: (?:on|to)\b|\s*:|\s*\W*$)"
    r"|re\s*:|in (?:reply|response)(?: to\b|\s*:)"
    r"|(?:response|reply|rejoinder)(?: (?:to|by|from)\b|\s*:|\s*\W*$)"
    r"|letters? (?:re|regarding|concerning|about|in response)\b|letters? to the editors?"
    rf"|discussion(?: of\b|\s*:)|(?:concerning|regarding)\s*(?::|{_QUOTE})"
    r"|comentarios? (?:al?|sobre)\b|r[eé]plica al?\b|respuesta al?\b"
    r"|cartas? al? (?:el )?(?:editor|director|la directora|la editora)\b|kommentar (?:zu|zum|zur)\b"
    r"|(?:anmerkung|erwiderung)(?:en)? (?:zu|zum|zur|auf)\b|commentaires? (?:sur|de)\b)"
    rf"|(?P<review>book reviews?\s*:|reviews? of (?:the book|{_QUOTE})|rese[nñ]as?(?: del?\b|\s*:)"
    r"|rezension\b|compte[ -]rendu\b))",
    re.IGNORECASE,
)
#: The same at the end, after punctuation: 'Title: Erratum', '"Title": Correction to Ash (2014).'
_END = re.compile(
    r"(?P<correction>\b(?:erratum|corrigendum))\W*$|(?P<retraction>\bretraction)\W*$"
    rf"|(?:[:.\-–—(\[]|{_QUOTE})\s*(?P<corrected>correction(?: to [^:]{{2,80}}\(\d{{4}}\w?\))?)\W*$"
    r"|[:.\-–—(\[]\s*(?:an? |the )?(?:author'?s?'? |invited |editorial )?"
    r"(?P<comment>(?:comment|commentary|reply|response|rejoinder|discussion))\W*$"
    r"|[:.\-–—(\[]\s*(?P<review>book review)\W*$",
    re.IGNORECASE,
)
#: "Title (vol 25, pg 293, 1998)" in Web of Science and "Title (Journal (1998) 25 (293-299))" in
#: Scopus are corrections of that article, "Title (Retraction of vol 25, pg 293, 1998)" withdraws it.
_CORRECTED = re.compile(
    r"\((?:(?P<retraction>(?:retraction|withdrawal|expression of concern) (?:of|to|on) )"
    r"|(?:correction|comment|reply) (?:of|to|on) )?"
    r"(?:vol(?:ume)? \S+ ?,? (?:pg?|art|page)[^()]*"
    r"|[^()]+ \((?:19|20)\d\d\) \w+(?::\w+)? \([\w. –-]+\))\)\W*$",
    re.IGNORECASE,
)
#: Beginnings of the words above: a title without any of them is not a notice.
_NOTICE = ("corre", "errat", "corrig", "addend", "retract", "concern", "coment", "comment", "re:",
           "repl", "réplica", "resp", "rejoind", "letter", "discuss", "re :", "fe de err", "carta",
           "kommentar", "withdraw", "removal", "publisher", "regarding", "berichtig", "erwider",
           "anmerk", "rese", "rezens", "compte", "review")  # fmt: skip

#: Titles that recur in every issue, folded and without punctuation.
_COLUMN = re.compile(
    r"^(?:guest |special )*editorial\b|\beditorials?$|\bnota editorial\b"
    r"|\beditors?(?: s)? (?:comments?|notes?|introduction|page|choice|letter|column|message|preface"
    r"|foreword|remarks|corner)\b"
    r"|\b(?:letters?|notes?|messages?|remarks|comments|words?) (?:from|by|of) (?:the )?"
    r"(?:\w+ ){0,3}(?:editors?|president|chair)\b|^(?:from|to) the editors?\b"
    r"|\b(?:in|about|introducing) this issue\b|^introduction (?:to|of) (?:the|this)"
    r"(?: \w+){0,2} (?:issue|section|volume|minitrack|track)\b|^book reviews?$|^book notes?$"
    r"|^(?:introduction|introduccion|preface|prefacio|foreword|prologo|prologue|epilogue|afterword"
    r"|conclusions?|conclusiones|presentacion|obituary|obituaries|in memoriam|correspondence|letters?"
    r"|reply|response|commentary|comment|discussion|news|news and notes|noticias|announcements?"
    r"|contents|contributors|abstracts?|resenas?|research highlights|calendar(?: of events)?"
    r"|authors? (?:s )?(?:reply|response)|acknowledge?ments?|correction|erratum|errata|corrigendum)$"
)


def without_place(plain: str) -> str:
    """Return a title without the place, in brackets, of the article that it corrects."""
    return _CORRECTED.sub("", plain)


def notice_kind(plain: str) -> str:
    """Return "correction", "retraction", "comment" or "review" for the title of one, else ""."""
    lower = plain.casefold()
    if any(word in lower for word in _NOTICE):
        match = _START.match(plain) or _END.search(plain)
        if match is not None:
            kind = next(name for name, found in match.groupdict().items() if found)
            return CORRECTION if kind == "corrected" else kind
    match = _CORRECTED.search(plain) if plain.endswith((")", ").")) else None
    if match is None:
        return ""
    return RETRACTION if match["retraction"] else CORRECTION


def names_column(words: str) -> bool:
    """Return whether folded words are the title of a column or of a usual chapter of books."""
    return _COLUMN.search(words) is not None
