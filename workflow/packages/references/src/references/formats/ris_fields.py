"""The tags of RIS as the fields of a record, in the dialects of databases and programs."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from references import author_names
from references.comparable_text import find_year
from references.country_names import countries
from references.databases import database_name, database_of
from references.document_types import document_type
from references.formats import field_values
from references.formats.plain_values import one_line
from references.record import CONTENT, LISTS, Record

#: Tags whose first value is the text of a field.
TEXT = {
    "TI": "title",
    "TT": "translated_title",
    "T2": "journal",
    "VL": "volume",
    "IS": "issue",
    "C7": "article_number",
    "AB": "abstract",
    "PB": "publisher",
    "UR": "url",
}
_TEXT_FIELDS = tuple(TEXT.items())
#: Where some exports put the DOI.
_IDENTIFIERS = ("M3", "ID", "AN")
_ADDRESSES = ("L3", "UR", "L2")
#: Tags whose lines are separate values.
WITH_LINES = frozenset({"KW", "N1", "CR", "AD", "UR"})
#: What PsycINFO writes (in one or two tags) where an article has no pages.
_NO_PAGES = frozenset({"No-Specified", "No Pagination Specified", "No Pagination-Specified"})
#: The number of citations is at the beginning of a note, which may continue with references.
_NOTE_HEAD = 300
#: What is put between values to search them all at once.
_BETWEEN = "\x00"
#: Where an address ends; a line that begins with a space continues it.
_ADDRESS_END = re.compile(r";|\n+(?! )")
#: The authors that Embase and PsycINFO write before an address.
_AUTHORS_BEFORE = re.compile(r"^\([^()]*\) *|^[^\W\d_][^:,;]*, [^:,;]{1,40}: *")

#: The tag, and the beginning of its value, with which this package writes what RIS has no tags for.
OWN, OWN_MARK = "U5", "alianzas:"

Tags = dict[str, list[str]]


def record_of(kind: str, tags: Tags) -> Record:
    """Turn the values of tags into a record; tags without a place go to ``other``.

    ``kind`` is the type of the record ("" if unknown). ``tags`` is used up; its values are plain,
    not empty and, except those of :data:`WITH_LINES`, on one line. "TY+" is what follows the type on
    further lines.
    """
    own = _own(tags) if OWN in tags else None
    record = Record(other=tags)
    for tag, field in _TEXT_FIELDS:
        if tag in tags:
            values = tags.pop(tag)
            setattr(record, field, values[0])
            if len(values) > 1:
                tags[tag] = values[1:]
    if "\n" in record.url:
        record.url, *further = record.url.split("\n")
        tags["UR"] = [*further, *tags.get("UR", ())]
    if not record.title:
        record.title = _first(tags, "T1", "CT", "BT", "ST")
    elif "ST" in tags and tags["ST"] == [record.title]:
        del tags["ST"]
    if not record.journal:
        record.journal = _first(tags, "JF", "JO", "BT", "JA", "J2")
    if not record.abstract:
        record.abstract = _first(tags, "N2")
    elif len(record.abstract) < 30 and record.abstract in field_values.EMPTY:
        record.abstract = ""
    if "LA" in tags:
        record.language = field_values.language(_first(tags, "LA"))
    if "AU" in tags:
        record.authors = _people(tags.pop("AU"))
    elif "A1" in tags:
        record.authors = _people(tags.pop("A1"))
    if "SP" in tags:
        record.pages = field_values.pages(_first(tags, "SP"), _first(tags, "EP"))
        if record.pages in _NO_PAGES:
            record.pages = ""
    record.year = _year(tags)
    record.doi = _doi(tags, record.url)
    if "SN" in tags:
        number = tags["SN"]
        record.issn = field_values.issn(number[0])
        if record.issn and len(number) == 1 and not field_values.more_than_issn(number[0]):
            del tags["SN"]
    if "N1" in tags:
        _notes(record, tags)
    if "U3" in tags and record.times_cited is None:  # where Citavi puts Scopus's note
        record.times_cited = field_values.cited_in_note(tags["U3"][0][:_NOTE_HEAD])
    if "CR" in tags:
        record.cited_references = field_values.values(
            line for value in tags.pop("CR") for line in value.split("\n")
        )
    _database(record, tags)
    if "KW" in tags:
        words = _keywords(tags.pop("KW"))
        if record.database == "Embase":  # Emtree's terms
            record.index_keywords = words
        else:
            record.author_keywords = words
    _affiliations(record, tags)
    record.document_type = _document_type(kind, tags.get("M3"))
    if record.document_type == "other" or not kind.isupper():
        tags["TY"] = [kind]
    if own is not None:
        for name, value in own.items():
            setattr(record, name, tuple(value) if name in LISTS else value)
    return record


def _own(tags: Tags) -> dict[str, Any] | None:
    """Remove and return what this package wrote about the record; None where that is damaged."""
    given = tags[OWN][-1]
    if not given.startswith(OWN_MARK):
        return None
    try:
        own = json.loads(given.removeprefix(OWN_MARK))
    except ValueError:
        return None
    if not isinstance(own, dict) or not own.keys() <= set(CONTENT):
        return None
    *others, _ = tags.pop(OWN)
    if others:
        tags[OWN] = others
    return own


def _first(tags: Tags, *names: str) -> str:
    """Remove and return the first value of the first tag that is given; further values stay."""
    for name in names:
        given = tags.get(name)
        if given is not None:
            if len(given) > 1:
                tags[name] = given[1:]
            else:
                del tags[name]
            return given[0]
    return ""


def _document_type(kind: str, words: Sequence[str] | None) -> str:
    """Return the type that the database's own words mean, else that of the TY tag."""
    for word in words or ():
        named = document_type(word)
        if named != "other":
            return named
    return document_type(kind) or "other"


def _people(given: Sequence[str]) -> tuple[str, ...]:
    """Return the authors; semicolons may separate several in one value."""
    if ";" in _BETWEEN.join(given):
        given = [part.strip() for value in given for part in value.split(";")]
    return author_names.authors(given)


def _year(tags: Tags) -> int | None:
    """Return the year, and remove the tag where it says nothing else."""
    for tag in ("PY", "Y1", "DA"):
        given = tags.get(tag)
        if given is not None:
            text = given[0].rstrip(" /")
            year = find_year(text)
            if year is not None:
                if len(given) == 1 and len(text) == 4:
                    del tags[tag]
                return year
    return None


def _doi(tags: Tags, url: str) -> str:
    """Return the DOI from its tag, else from identifiers or addresses."""
    if "DO" in tags:
        given = tags["DO"]
        found = field_values.doi(given[0])
        if found:
            if len(given) == 1:
                del tags["DO"]
            return found
    for tag in _IDENTIFIERS:
        for value in tags.get(tag, ()):
            if "10." in value and value.lower().startswith(("10.", "doi", "https://doi.org/")):
                return field_values.doi(value)
    if "10." in url:
        found = field_values.doi_in_url(url)
        if found:
            return found
    for tag in _ADDRESSES:
        for value in tags.get(tag, ()):
            found = field_values.doi_in_url(value)
            if found:
                return found
    return ""


def _keywords(given: Sequence[str]) -> tuple[str, ...]:
    """Return keywords; untagged lines are further ones, and semicolons separate several in a line.

    The asterisks with which PsycINFO and PubMed mark the main ones are dropped.
    """
    joined = _BETWEEN.join(given)
    if "\n" in joined or ";" in joined or "*" in joined:
        parts = [part for value in given for part in re.split(r"[\n;]", value)]
        return tuple([word for part in parts if (word := part.strip().lstrip("*"))])
    return tuple(given)


def _affiliations(record: Record, tags: Tags) -> None:
    """Move the addresses to the record.

    Embase has those of all authors in M1, and the one for correspondence in AD. EndNote writes each
    on a line of its own; a line that begins with a space is wrapped.
    """
    if record.database == "Embase" and tags.get("M1", ("",))[0].startswith("("):
        given = [_AUTHORS_BEFORE.sub("", value) for value in tags.pop("M1")]
    elif "AD" in tags:
        given = tags.pop("AD")
        if ": " in given[0]:
            given = [_AUTHORS_BEFORE.sub("", value) for value in given]
            given = [value for value in given if " " in value or "@" not in value]
    else:
        return
    joined = _BETWEEN.join(given)
    if ";" in joined or "\n" in joined:
        parts = [part.strip() for value in given for part in _ADDRESS_END.split(value)]
        given = [" ".join(part.split()) for part in parts if part]
    record.affiliations = tuple(given)
    record.countries = countries(given)


def _notes(record: Record, tags: Tags) -> None:
    """Move citation counts and cited references from the notes; other notes stay."""
    kept = []
    for note in tags["N1"]:
        head = note[:_NOTE_HEAD]
        if "ited" in head and record.times_cited is None:
            record.times_cited = field_values.cited_in_note(head)
            if record.times_cited is not None and len(note) < 20:
                continue
        if "eferences:" in head[:40]:
            references = field_values.references_in_note(note)
            if references is not None:
                record.cited_references += references
                continue
        kept.append(one_line(note) if "\n" in note else note)
    if kept:
        tags["N1"] = kept
    else:
        del tags["N1"]


def _database(record: Record, tags: Tags) -> None:
    """Set the database from its tags, else from identifiers and the address."""
    for tag in ("DB", "DP"):
        if tag in tags and find_year(tags[tag][0]) is None:
            given = tags[tag]
            record.database = database_name(given[0])
            if len(given) == 1 and (record.database == given[0] or tag == "DB"):
                del tags[tag]
            return
    for tag in ("AN", "ID", "L2"):
        if tag in tags and not record.database:
            record.database = database_of(tags[tag])
    if record.url and not record.database:
        record.database = database_of((record.url,))
