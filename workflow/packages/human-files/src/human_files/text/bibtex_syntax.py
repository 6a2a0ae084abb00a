"""The syntax of BibTeX: a file as entries with their fields, including damaged ones.

bibtexparser (2.1) is not used for this: it sets entries with a repeated key or field aside, loses
the entry before a damaged one, and is slower than reading and mapping here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEAD = re.compile(r"\n[ \t]*@[ \t]*([A-Za-z][\w-]*)[ \t]*([{(])")
#: An entry that the end of the file cuts off before its brace.
_HEAD_ALONE = re.compile(r"^[ \t]*@[ \t]*([A-Za-z][\w-]*)[ \t]*\Z", re.MULTILINE)
#: A key: everything up to a comma, unless that looks like a field.
_KEY = re.compile(
    r"\s*([^,={}\"\n]*?)\s*,|\s*(?=[\w-]+\s*=\s*[{\"\w])|\s*(?=[)}])|\s*([^,=\n]*?)\s*,"
)
# (?>(?:…)*) and not (?:…)*+, which Python up to 3.11.4 (Debian 12 has 3.11.2) matches wrongly.
_NAME = re.compile(r"[\s,]*([^\s=,{}()\"#%'@]++(?>(?:[ \u00a0][^\s=,{}()\"#%'@]++)*))\s*=\s*")
_DEEP = r"[^{}]*+"
for _ in range(5):  # braces within braces
    _DEEP = rf"[^{{}}]*+(?>(?:\{{{_DEEP}\}}[^{{}}]*+)*)"
_BRACED = re.compile(rf"\{{({_DEEP})\}}")
#: The same for text with escaped braces that are not paired.
_BRACED_ESCAPED = re.compile(
    r"\{((?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.|\{(?:[^{}\\]|\\.)*\})*\})*)\}", re.S
)
_QUOTED = re.compile(rf'"((?>(?:[^"{{}}]|\{{{_DEEP}\}})*))"')
_BARE = re.compile(r"[^\s,{}()#\"=]+")
_FIRST_FIELD = re.compile(r"[\w-]+\s*=\s*[{\"]")
_JOINED = re.compile(r"\s*#\s*")
_AFTER = re.compile(r"\s*(?:,|(?=[)}])|\Z)")
#: A field at the beginning of a line, with which reading resumes after a damaged one.
_NEXT_FIELD = re.compile(r"\n[ \t]*(?=[A-Za-z][\w.:+/-]*[ \t]*=[ \t]*[{\"\w])")
_NOT_ENTRIES = frozenset({"comment", "preamble", "string"})


@dataclass
class Entry:
    """An entry: kind and key, fields in order (first value), repeated fields, what is damaged.

    ``repairs`` names fields that are complete although their braces are not balanced; ``open`` says
    that the closing brace of the entry was not found; ``line`` and ``end`` are its first and last line.
    """

    kind: str
    key: str
    line: int
    fields: dict[str, str] = field(default_factory=dict)
    repeated: list[tuple[str, str]] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    damage: str = ""
    open: bool = False
    end: int = 0


def has_entry(text: str) -> bool:
    """Return whether some line of ``text`` opens a BibTeX entry."""
    return _HEAD.search(text) is not None or _HEAD.match(f"\n{text[:200]}") is not None


def entries(text: str) -> Iterator[Entry]:
    """Yield the entries of a file in order, with ``@string`` abbreviations expanded.

    Fields outside any entry are what is left of one whose first line is damaged.
    """
    strings: dict[str, str] = {}
    text = f"\n{text}"  # so that every entry begins after a line end
    line, counted, end = 1, 1, 0
    heads = list(_HEAD.finditer(text))
    for number, match in enumerate(heads):
        kind, start = match[1].lower(), match.end()
        hidden = _hidden(text, end, match.start() + 1, strings)
        if hidden is not None:
            yield hidden
        limit = heads[number + 1].start() + 1 if number + 1 < len(heads) else len(text)
        line += text.count("\n", counted, match.start() + 1)
        counted = match.start() + 1
        end = limit
        if kind == "string":
            name = _NAME.match(text, start, limit)
            if name is not None:
                strings[name[1].lower()] = _value(text, name.end(), limit, strings)[0] or ""
        elif kind not in _NOT_ENTRIES:
            closing = ")" if match[2] == "(" else "}"
            entry, end = _entry(text, kind, start, limit, closing, line, strings)
            entry.end = line + text.count("\n", counted, end)
            yield entry
    hidden = _hidden(text, end, len(text), strings)
    if hidden is not None:
        yield hidden


def _hidden(text: str, start: int, limit: int, strings: dict[str, str]) -> Entry | None:
    """Return what is left of an entry whose beginning is damaged or cut off, or None."""
    first = _NEXT_FIELD.search(text, start, limit)
    if first is None:
        head = _HEAD_ALONE.search(text, start) if limit == len(text) else None
        if head is None:
            return None
        line = text.count("\n", 0, head.start())
        return Entry(head[1], "", line, damage="it has no field", open=True)
    line = text.count("\n", 0, first.start())
    entry, _ = _entry(text, "entry", first.start(), limit, "}", max(line, 1), strings)
    entry.damage = "this is not how a BibTeX entry begins"
    entry.open = False
    entry.end = entry.line + text.count("\n", first.start(), limit)
    return entry


def _entry(
    text: str, kind: str, start: int, limit: int, closing: str, line: int, strings: dict[str, str]
) -> tuple[Entry, int]:
    """Return the entry whose key begins at ``start``, and where it ends."""
    entry = Entry(kind, "", line)
    key = _KEY.match(text, start, limit)
    if key is None:
        entry.damage = "no comma after its key"
        first = _FIRST_FIELD.search(text, start, limit)
        place = first.start() if first is not None else start
    else:
        entry.key = key[1] or key[2] or ""
        place = key.end()
    last, value_start = "", place
    while True:
        name = _NAME.match(text, place, limit)
        if name is None:
            rest = text[place:limit].lstrip(" \t\n,")
            if rest.startswith(closing):
                return entry, text.index(closing, place) + 1
            next_field = _NEXT_FIELD.search(text, place, limit)
            whole = text[value_start : next_field.start()].strip(" \n,") if next_field else ""
            if last and len(whole) > 1 and whole[0] + whole[-1] in ("{}", '""'):
                entry.fields[last] = whole[1:-1]  # a brace within the text is not paired
                entry.repairs.append(last)
                last, place = "", next_field.end() if next_field else limit
                continue
            if rest and not entry.damage:
                entry.damage = f'"{" ".join(rest[:30].split())}" is not a field'
            if next_field is None:
                entry.open = not rest or closing not in rest
                if entry.open and not entry.damage:
                    entry.damage = "its closing brace is missing"
                return entry, limit
            place = next_field.end()
            continue
        value, place, damage = _value(text, name.end(), limit, strings)
        field_name = last = name[1].lower().replace("\u00a0", " ")
        value_start = name.end()
        if not entry.fields.get(field_name):
            entry.fields[field_name] = value
        elif value.strip():
            entry.repeated.append((field_name, value))
        if damage == "pairs":
            entry.repairs.append(field_name)
        elif damage:
            entry.damage = entry.damage or f"the field {field_name} {damage}"
            entry.open = place >= limit
            if entry.open:
                return entry, limit


def _value(text: str, place: int, limit: int, strings: dict[str, str]) -> tuple[str, int, str]:
    """Return a value with its parts joined, where it ends, and how it is damaged, if it is."""
    parts: list[str] = []
    while True:
        first = text[place : place + 1]
        match = None
        if first == "{":
            match = _BRACED.match(text, place, limit)
            if match is None or _AFTER.match(text, match.end(), limit) is None:
                match = _BRACED_ESCAPED.match(text, place, min(limit, place + 50_000)) or match
        elif first == '"':
            match = _QUOTED.match(text, place, limit)
        else:
            match = _BARE.match(text, place, limit)
        if match is None or (
            _AFTER.match(text, match.end(), limit) is None
            and _JOINED.match(text, match.end(), limit) is None
        ):
            return _damaged_value(text, place, limit, parts)
        if first in ("{", '"'):
            parts.append(match[1])
        else:
            parts.append(strings.get(match[0].lower(), match[0]))
        place = match.end()
        joined = _JOINED.match(text, place, limit)
        if joined is None:
            return "".join(parts), place, ""
        place = joined.end()


def _damaged_value(text: str, place: int, limit: int, parts: list[str]) -> tuple[str, int, str]:
    """Return a value without an end, up to the next line that begins a field."""
    next_field = _NEXT_FIELD.search(text, place, limit)
    end = next_field.start() if next_field is not None else limit
    value = text[place:end].strip().strip(",").strip()
    if (
        next_field is not None
        and not parts
        and len(value) > 1
        and value[0] + value[-1] in ("{}", '""')
    ):
        return value[1:-1], end, "pairs"
    if next_field is None:
        value = value.split("\n\n")[0]
    return "".join([*parts, value.strip('{}" \n,')]), end, "has no end"
