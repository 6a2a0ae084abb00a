"""Dates and times as survey tools write them: ISO, month or day first, 12 hours, month names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime

from field_files.survey.simplified_text import listed

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}([T ].*)?")
_PARTS = re.compile(
    r"(\d{1,4})[/.-](\d{1,2})[/.-](\d{2,4})"
    r"(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?"
    r"\s*(a\.?\s?m\.?|p\.?\s?m\.?)?(?:\s*(?:GMT|UTC|[A-Z]{2,4})[+-]?[\d:]*)?",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:([a-z]{3,})\.? (\d{1,2})|(\d{1,2})(?: de)?[ -]([a-z]{3,})\.?)(?: de)?,?[ -](\d{4})"
    r"(?:,? +(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(a\.?\s?m\.?|p\.?\s?m\.?)?",
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        listed("jan-ene feb mar apr-abr may jun jul aug-ago sep-set oct nov dec-dic"),
        start=1,
    )
    for name in names.split("-")
}


def day_first(cells: Iterable[object], otherwise: bool) -> bool:
    """Return whether the day comes before the month in these texts; ``otherwise`` if unclear."""
    for cell in cells:
        match = _PARTS.fullmatch(str(cell).strip())
        if match and len(match[1]) <= 2:
            if int(match[1]) > 12:
                return True
            if int(match[2]) > 12:
                return False
    return otherwise


def moment(cell: object, first_is_day: bool = False) -> datetime | None:
    """Return the date and time in ``cell`` by its local clock, or None if it is not one."""
    if isinstance(cell, datetime):
        return cell.replace(tzinfo=None)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    text = "".join(
        char
        for char in unicodedata.normalize("NFKD", str(cell).strip())
        if not unicodedata.combining(char)
    )
    try:
        if _ISO.fullmatch(text):
            return datetime.fromisoformat(text).replace(tzinfo=None)
        if match := _PARTS.fullmatch(text):
            one, two, three = (int(part) for part in match.groups()[:3])
            if one > 31:
                year, month, day = one, two, three
            else:
                day, month = (one, two) if first_is_day else (two, one)
                year = three + (2000 if three < 100 else 0)
            return datetime(year, month, day, *_clock(*match.groups()[3:7]))
        if match := _NAMED.fullmatch(text.lower()):
            name, day = match[1] or match[4], int(match[2] or match[3])
            return datetime(int(match[5]), _MONTHS[name[:3]], day, *_clock(*match.groups()[5:9]))
    except (ValueError, KeyError):
        return None
    return None


def _clock(
    hour: str | None, minute: str | None, second: str | None, half: str | None
) -> tuple[int, int, int]:
    """Return hour, minute and second; ``half`` is "am" or "pm" in any spelling, or None."""
    if hour is None:
        return 0, 0, 0
    count = int(hour)
    if half:
        count = count % 12 + (12 if half[0] in "pP" else 0)
    return count, int(minute or 0), int(second or 0)
