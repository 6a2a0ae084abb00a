"""What reaches or places a person in any country: addresses, accounts, places, devices, birth dates."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Iterator

EMAIL, ACCOUNT, IP, COORDINATES = "email", "account", "ip", "coordinates"
DEVICE, BIRTH_DATE, NAME = "device", "birth_date", "name"

_DOMAIN = r"[\w-]+(?:\.[\w-]+)*\.[^\W\d_]{2,}"
# No match begins within a word, so that a long one is not tried from each of its letters.
_EMAILS = (
    re.compile(rf"(?<![\w.+%-])[\w.+%-]++(?:@|＠){_DOMAIN}"),
    re.compile(
        rf"(?<![\w.+%-])[\w.+%-]++ ?(?: @ |[\[({{] ?(?:at|arroba) ?[\])}}]) ?{_DOMAIN}", re.I
    ),
    re.compile(
        r"(?<![\w.+%-])[\w.+%-]++ ?(?: (?:at|arroba) |[\[({] ?(?:at|arroba) ?[\])}]) ?[\w-]++"
        r"(?: ?(?: (?:dot|punto|ponto) |[\[({] ?(?:dot|punto|ponto|\.) ?[\])}]) ?[\w-]++){1,4}",
        re.I,
    ),
)
#: Pages of persons and firms in social networks, and addresses that open a chat with somebody.
_PROFILES = re.compile(
    r"(?:https?://)?(?<![\w.-])(?:[a-z]{1,3}\.|www\.|mobile\.|web\.)?"
    r"(?:(?:facebook|fb|instagram|twitter|tiktok|threads|pinterest)\.com/(?!sharer|intent|share\b|hashtag)"
    r"@?|x\.com/(?!intent)|linkedin\.com/(?:in|company)/|youtube\.com/@|t\.me/|telegram\.me/|m\.me/"
    r"|wa\.me/|(?:api|chat|web)\.whatsapp\.com/(?:send/?\?phone=)?)\+?[\w.%-]{2,}",
    re.I,
)
#: A name in a social network; not a citation, a rule of CSS or an entry of BibTeX.
_HANDLE = re.compile(r"(?<![\w.@/+:'\"=&-])@[A-Za-z_][A-Za-z0-9_.]{2,29}+(?![\w@{(=:-])")
_IP = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7})(?![\w:])"
    r"(?!\.\d)"
)
_PAIR = re.compile(r"(?<![\w.])-?\d{1,2}\.\d{4,}°?\s*[,;\s]\s*-?\d{1,3}\.\d{4,}(?![\d])")
_DEGREES = re.compile(
    r"(?<!\w)\d{1,3} ?[°º] ?\d{1,2}(?:[.,]\d+)? ?['′’´]"
    r"(?: ?\d{1,2}(?:[.,]\d+)? ?(?:[\"″”]|''))? ?[NSEWO]\b"
)
#: A place in the address of a map.
_MAP = re.compile(r"https?://[^\s?]*(?:maps|osm|openstreetmap)\S*?[@=/](-?\d{1,2}\.\d{4,}),\S*")
_DEVICES = (
    re.compile(r"(?<![\w:-])[0-9A-F]{2}(?:([:-])[0-9A-F]{2})(?:\1[0-9A-F]{2}){4}(?![\w:-])", re.I),
    re.compile(r"\bIMEI\W{0,3}\d{15}\b", re.I),
    re.compile(r"\b(?:collect|ee\.[\w.]{3,40}):[A-Za-z0-9]{16}\b"),
)
_MONTH = (
    r"(?:ene(?:ro)?|jan(?:uary|eiro)?|feb(?:ruary|rero)?|fev(?:ereiro)?|mar(?:ch|zo|ço)?|abr(?:il)?|"
    r"apr(?:il)?|ma(?:y|yo|io)|june?|jun(?:io|ho)|july?|jul(?:io|ho)|ago(?:sto)?|aug(?:ust)?|"
    r"sep?t?(?:iembre|ember)?|set(?:embro|iembre)?|o[ck]t(?:ubre|ober)?|out(?:ubro)?|"
    r"nov(?:iembre|ember|embro)?|di[cz](?:iembre)?|dec(?:ember)?|dez(?:embro)?)\.?"
)
_DATE = (
    rf"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}|"
    rf"\d{{1,2}}º?(?: de)? {_MONTH},?(?: del?)? \d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_BIRTH = re.compile(
    r"\b(?:naci[oó]|nacid[oa]|nascid[oa]|nasceu|born|(?:fecha|data) de (?:nacimiento|nascimento)|"
    rf"f\. ?nac\.|date of birth|birth ?date|dob)\b\W{{1,3}}"
    rf"(?:(?:el|on|em|in|día|dia|the|is|es|é)\W{{1,3}}){{0,2}}({_DATE})",
    re.I,
)
#: Who was asked, or asked: the words that introduce a name at the head of an interview.
_INTRODUCED = re.compile(
    r"\b(?:(?:persona )?entrevistad[oa]s?|entrevistador[ae]?s?|encuestador[ae]?s?|encuestad[oa]|"
    r"interviewees?|interviewers?|interviewed by|informantes?|informants?|enumerators?|transcriptora?|"
    r"recorded by|submitted by|enviado por)\b[*_ ]{0,3}:[*_ ]{0,4}"
    r"((?:(?:Sr|Sra|Srta|Dr|Dra|Ing|Lic|Econ|Mr|Mrs|Ms)\.? )?[A-ZÁÉÍÓÚÑÇÂÊÔÃÕ][\w'’-]+"
    r"(?: (?:de|del|la|las|los|da|das|do|dos|e|y|van|von))*(?: [A-ZÁÉÍÓÚÑÇÂÊÔÃÕ][\w'’.-]*){1,4})",
    # The words in any case, the name with capitals: so no flag for both.
)
_FLAG_FREE = re.compile(_INTRODUCED.pattern.replace(r"\b(?:", r"\b(?i:", 1))


def telling_addresses(text: str, *, handles: bool) -> Iterator[tuple[str, int, int]]:
    """Yield e-mail addresses, places on maps and accounts: what may be part of a web address.

    ``handles``: also names such as @ana_paz, which in a manuscript are citations.
    """
    has_at = "@" in text or "＠" in text
    if has_at or "rroba" in text or " at " in text or "at]" in text or "at)" in text:
        for pattern in _EMAILS[:2] if has_at else ():
            yield from ((EMAIL, *match.span()) for match in pattern.finditer(text))
        if not has_at:
            yield from ((EMAIL, *match.span()) for match in _EMAILS[1].finditer(text))
        yield from ((EMAIL, *match.span()) for match in _EMAILS[2].finditer(text))
    if "." in text and "/" in text:
        yield from ((COORDINATES, *match.span()) for match in _MAP.finditer(text))
        yield from ((ACCOUNT, *match.span()) for match in _PROFILES.finditer(text))
    if handles and has_at:
        yield from ((ACCOUNT, *match.span()) for match in _HANDLE.finditer(text))


def plain_patterns(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield IP addresses, coordinates, devices, dates of birth, and names that are introduced."""
    for kind, pattern, is_one in _PLAIN:
        for match in pattern.finditer(text):
            if is_one(match[0]):
                yield kind, *match.span(match.re.groups if kind in (BIRTH_DATE, NAME) else 0)


def _is_ip(text: str) -> bool:
    """Return whether a text is an address of some computer; the number of a section is none."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if address.is_loopback or address.is_unspecified:
        return False
    if address.version == 6:
        return sum(character.isalnum() for character in text) > 4
    return text.startswith("10.") or any(int(part) > 30 for part in text.split("."))


def _is_place(text: str) -> bool:
    """Return whether two numbers can be a latitude and a longitude."""
    latitude, longitude = (float(part) for part in re.findall(r"-?\d+\.\d+", text)[:2])
    return abs(latitude) <= 90 and abs(longitude) <= 180


def _always(_text: str) -> bool:
    """Accept whatever the pattern matches."""
    return True


_PLAIN: tuple[tuple[str, re.Pattern[str], Callable[[str], bool]], ...] = (
    (IP, _IP, _is_ip),
    (COORDINATES, _PAIR, _is_place),
    (COORDINATES, _DEGREES, _always),
    *((DEVICE, pattern, _always) for pattern in _DEVICES),
    (BIRTH_DATE, _BIRTH, _always),
    (NAME, _FLAG_FREE, _always),
)
