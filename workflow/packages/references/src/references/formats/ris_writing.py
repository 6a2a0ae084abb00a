"""Writing records as RIS, which every reference manager reads, without losing anything.

What RIS has no tag for (whether a keyword is the authors' or the database's, cited references,
fields of other formats) is repeated in the tag U5, which RIS leaves to its users: a record that is
read back is the one that was written.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from human_files.text.content import Content
from references.document_types import document_type
from references.formats import ris
from references.formats.ris_fields import OWN, OWN_MARK
from references.record import CONTENT, Record

#: Document types as the reference types of RIS; others are GEN.
_TYPES = {
    "article": "JOUR",
    "review": "JOUR",
    "editorial": "JOUR",
    "letter": "JOUR",
    "note": "JOUR",
    "erratum": "JOUR",
    "book review": "JOUR",
    "book": "BOOK",
    "chapter": "CHAP",
    "conference paper": "CPAPER",
    "conference abstract": "ABST",
    "report": "RPRT",
    "thesis": "THES",
    "web page": "ELEC",
    "preprint": "UNPB",
    "data set": "DATA",
}
_TEXT = (
    ("TI", "title"),
    ("TT", "translated_title"),
    ("T2", "journal"),
    ("VL", "volume"),
    ("IS", "issue"),
    ("C7", "article_number"),
    ("DO", "doi"),
    ("SN", "issn"),
    ("AB", "abstract"),
    ("LA", "language"),
    ("PB", "publisher"),
    ("UR", "url"),
    ("DB", "database"),
)
_TAG = re.compile(r"[A-Z][A-Z0-9]")
_USED = frozenset({"TY", "ER", "AU", "PY", "SP", "EP", "KW", "AD", "M3", OWN, *dict(_TEXT)})


def write_ris(records: Iterable[Record], path: Path | str) -> int:
    """Write records as RIS, for a reference manager.

    Parameters
    ----------
    records : iterable of Record
        The records; see :func:`records_of` for those of a frame.
    path : pathlib.Path or str
        The file to write, in UTF-8.

    Returns
    -------
    int
        The number of records.
    """
    count = 0
    with Path(path).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
        for record in records:
            file.write(entry(record, always=count == 0))
            count += 1
    return count


def entry(record: Record, *, always: bool = False) -> str:
    """Return one record as RIS; with ``always`` it has the tag U5 even if that adds nothing.

    The tag shows a reader that this package wrote the file.
    """
    lines = _lines(record)
    read = ris.read(
        Content("", _text([*lines, f"{OWN}  - {OWN_MARK}{{}}"]).encode("utf-8", "replace"))
    )
    found = read.records[0]
    missing = {
        name: getattr(record, name)
        for name in CONTENT
        if getattr(found, name) != getattr(record, name)
    }
    if missing or always:
        lines.append(f"{OWN}  - {OWN_MARK}{_plain_json(missing)}")
    return _text(lines)


def _text(lines: list[str]) -> str:
    """Return the lines of a record, closed."""
    return "\n".join([*lines, "ER  - ", "", ""])


def _lines(record: Record) -> list[str]:
    """Return the lines of a record for all that RIS has tags for."""
    lines = [f"TY  - {_TYPES.get(record.document_type, 'GEN')}"]
    lines += [f"AU  - {_line(name)}" for name in record.authors]
    if record.year is not None:
        lines.append(f"PY  - {record.year}")
    lines += [f"{tag}  - {_line(value)}" for tag, name in _TEXT if (value := getattr(record, name))]
    first, _, last = record.pages.partition("-")
    lines += [f"{tag}  - {_line(page)}" for tag, page in (("SP", first), ("EP", last)) if page]
    if record.document_type and document_type(lines[0][6:]) != record.document_type:
        lines.append(f"M3  - {_line(record.document_type)}")
    lines += [f"KW  - {_line(word)}" for word in (*record.author_keywords, *record.index_keywords)]
    lines += [f"AD  - {_line(place)}" for place in record.affiliations]
    if record.times_cited is not None:
        lines.append(f"N1  - Cited By :{record.times_cited}")
    for tag, values in record.other.items():
        if _TAG.fullmatch(tag) and tag not in _USED:
            lines += [f"{tag}  - {_line(value)}" for value in values]
    return lines


def _line(value: str) -> str:
    """Return a value on one line."""
    return " ".join(value.split())


def _plain_json(value: dict[str, Any]) -> str:
    """Return JSON without anything that a reader of RIS would tidy up."""
    text = json.dumps(value, sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace("  ", " \\u0020")
