"""The place of an article in a journal: volume, issue and pages made comparable."""

from __future__ import annotations

import re
from typing import NamedTuple

_MISSING = frozenset({"", "unknown", "na", "n/a", "none", "null", "nan", "np", "-", "--", "?"})
_DASHES = re.compile(r"\s*[-‐‑‒–—−]+\s*")
_PAGE = re.compile(r"^([a-z]*)\W?(\d+)([a-z]*)$")
_YEAR = re.compile(r"^(?:19|20)\d\d$")
_SUPPLEMENT = re.compile(r"supp?l|\bs\d")
_DIGITS = re.compile(r"\d+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})[a-z]*\b")
_SEASON = re.compile(r"\b(?:spring|summer|autumn|fall|winter|primavera|verano|oto[nñ]o|invierno)\b")
#: What a spreadsheet program turns the pages 1-9 into: "01-Sep".
_DATE = re.compile(rf"^(\d{{1,2}})-({'|'.join(_MONTHS)})$")


class Pages(NamedTuple):
    """First and last page as numbers (0 if unknown), the letters beside the first, the whole as
    letters and digits only, and the text as it is given."""

    first: int
    last: int
    letters: str
    whole: str
    text: str


def _known(text: str) -> str:
    """Return a value folded, "" for one that means that it is missing."""
    text = text.strip().casefold().strip("\"' .")
    return "" if text in _MISSING else text


def volume_number(volume: str) -> str:
    """Return the number of a volume ("35 Suppl 1" → "35", "29A" → "29"), "" if there is none.

    A date with a month, in place of a volume, has none.
    """
    text = _known(volume)
    match = _DIGITS.search(text)
    if match is None or _MONTH.search(text):
        return ""
    return match.group().lstrip("0")


def issue_number(issue: str) -> str:
    """Return the number of an issue ("3-B" → "3"), "" if there is none ("Summer 2010", "Jun 15")."""
    text = _known(issue)
    match = _DIGITS.search(text)
    if match is None or _MONTH.search(text) or _SEASON.search(text):
        return ""
    return match.group().lstrip("0")


def is_supplement(volume: str, issue: str, pages: str) -> bool:
    """Return whether a place is in a supplement: "35 Suppl 1", "S2", pages S33-38."""
    return bool(
        _SUPPLEMENT.search(volume.casefold())
        or _SUPPLEMENT.search(issue.casefold())
        or _SUPPLEMENT.match(pages.strip().casefold())
    )


def read_pages(text: str, article_number: str = "") -> Pages | None:
    """Return pages, "288-97" completed to 288–297; None where none are given.

    "01-Sep", the date into which a spreadsheet program turned 1-9, is undone; other dates are not
    pages.
    """
    whole = _known(text) or _known(article_number)
    if (date := _DATE.match(whole)) is not None:
        whole = f"{int(date[1])}-{_MONTHS.index(date[2]) + 1}"
    if not whole or _MONTH.search(whole):
        return None
    whole = re.sub(r"^(?:pp?|pages?|art(?:icle)?(?: (?:no|number))?|no)\b\.?\s*", "", whole)
    span = re.split(r"[,;+&]|\band\b", whole)[0].strip()
    start, _, end = _DASHES.sub("-", span).partition("-")
    first = _PAGE.match(start.strip())
    last = _PAGE.match(end.strip().split(" ")[0]) if end else None
    if first is None and last is None:
        digits = _DIGITS.search(whole)  # "xi + 131" is the length of a book
        return None if digits is None else Pages(0, 0, "", _squeeze(whole), whole)
    if first is None:
        assert last is not None
        return Pages(0, int(last[2]), "", _squeeze(whole), whole)
    begin, letters = int(first[2]), first[1] or first[3]
    finish = 0 if last is None else _completed(first[2], last[2])
    return Pages(begin, finish, letters, _squeeze(whole), whole)


def _completed(first: str, last: str) -> int:
    """Return the last page, "97" after "288" as 297; 0 if that is impossible."""
    if int(last) >= int(first):
        return int(last)
    if len(last) >= len(first):
        return 0
    whole = int(first[: len(first) - len(last)] + last)
    return whole if whole >= int(first) else 0


def _squeeze(text: str) -> str:
    """Return the letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


#: How two page ranges agree. START means that both go from page 1 to the same page: so does the first
#: article of every issue that counts its pages anew, and every paper of some proceedings.
START = "start"
EQUAL, BEGIN, END, OVERLAP, UNCLEAR, APART = "equal", "begin", "end", "overlap", "unclear", "apart"


def compare_pages(one: Pages | None, other: Pages | None) -> str | None:
    """Return how two page ranges agree; None where one is missing."""
    if one is None or other is None:
        return None
    if one.whole == other.whole and (one.first or one.last):
        if one.first == 1 and not one.letters:
            return START if one.last > 1 else UNCLEAR
        return EQUAL if one.first > 1 or one.last > 1 else UNCLEAR
    if one.whole == other.whole and not one.letters and len(one.whole) > 2:
        return EQUAL
    if not one.first or not other.first:
        return END if _ends_alike(one, other) else UNCLEAR
    same_letters = one.letters == other.letters
    if one.first == other.first:
        if one.first == 1 and not one.letters and not other.letters:
            return START if one.last and one.last == other.last else UNCLEAR
        if one.last and one.last == other.last:
            return EQUAL
        # "S14" and "14" begin alike; so do "14-20" and "14-24", one of which may be a misprint.
        return BEGIN if same_letters or not (one.letters and other.letters) else UNCLEAR
    if one.last and one.last == other.last:
        return END
    if _overlap(one, other) and same_letters:
        return OVERLAP
    if str(one.first) in other.whole and len(str(one.first)) >= 3 and not same_letters:
        return OVERLAP
    # An article number and pages, or the pages of the online and of the printed article.
    if 1 in (one.first, other.first) or _is_number(one) != _is_number(other):
        return UNCLEAR
    # "c1804" and "1014": the article online and the first page of its printed version.
    if _is_lettered(one) != _is_lettered(other) and not (one.letters and other.letters):
        return UNCLEAR
    return APART


def _is_number(pages: Pages) -> bool:
    """Return whether this looks like an article number ("e12", "a1754", "104022"), not a page."""
    return not pages.last and (pages.letters.startswith("e") or pages.first >= 1000)


def _is_lettered(pages: Pages) -> bool:
    """Return whether this is an article number with a letter ("c1804"), not a page of a supplement or
    of a list of abstracts ("S1804", "A1804", "P1804")."""
    return _is_number(pages) and bool(pages.letters) and pages.letters[0] not in "aspo"


def _ends_alike(one: Pages, other: Pages) -> bool:
    """Return whether both end on the same page, which one may give shortened."""
    if not one.last or not other.last:
        return False
    return str(one.last).endswith(str(other.last)) or str(other.last).endswith(str(one.last))


def _overlap(one: Pages, other: Pages) -> bool:
    """Return whether two page ranges have pages in common."""
    if one.last and other.last:
        return (
            one.first <= other.last
            and other.first <= one.last
            and 1 not in (one.first, other.first)
        )
    if one.last:
        return one.first <= other.first <= one.last
    return bool(other.last) and other.first <= one.first <= other.last
