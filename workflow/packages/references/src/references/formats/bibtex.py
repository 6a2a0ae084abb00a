"""Reading BibTeX files of databases and reference managers (including the names of BibLaTeX)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from human_files.text.bibtex_syntax import Entry, entries, has_entry
from human_files.text.content import Content
from human_files.text.folding import clean
from references import author_names
from references.comparable_text import find_year
from references.country_names import countries
from references.databases import database_name, database_of, fill_database
from references.document_types import document_type
from references.formats import field_values
from references.formats.latex import plain, to_unicode
from references.formats.plain_values import cleaner, plain_text
from references.reading import Reader, Reading, Remark, shorten
from references.record import Record

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_ORGANISATION = re.compile(r"\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}")

#: Fields that Scopus writes once per grant: their repetition is not a mistake.
_SEVERAL = "funding"
_SENTENCES = frozenset({"affiliation", "cited-references"})
_TEXT = {
    "title": ("title",),
    "journal": ("journal", "journaltitle", "booktitle", "container-title"),
    "volume": ("volume",),
    "article_number": ("article-number", "art_number", "articleno", "eid"),
    "abstract": ("abstract",),
    "language": ("language", "langid"),
    "publisher": ("publisher", "institution", "school", "organization"),
}

Values = dict[str, str]


def recognises(content: Content) -> bool:
    """Return whether some line of the file opens a BibTeX entry."""
    return has_entry(content.text)


def read(content: Content) -> Reading:
    """Return the records of a BibTeX file, with ``@string`` abbreviations expanded.

    Entries with a repeated key or field are kept and listed as repaired: of a repeated field the
    first value counts and the others go to ``other``. A damaged entry is ``broken``, with what
    could be recovered of it; one that is still open at the end of the file is ``cut``.
    """
    text = plain_text(content)
    tidy, lines = cleaner(text), text.split("\n")
    reading = Reading()
    keys: set[str] = set()
    last: Remark | None = None
    outside_from = 0  # the line after the last entry
    for position, entry in enumerate(entries(text), start=1):
        for name in _SENTENCES & entry.fields.keys():  # Web of Science: one to a line
            entry.fields[name] = entry.fields[name].replace(".\n", ".; ")
        _leave_outside(reading, lines[outside_from : entry.line - 1], outside_from + 1)
        outside_from = entry.end
        record = _record(entry, {name: tidy(value) for name, value in entry.fields.items()})
        record.position, record.line = position, entry.line
        name = shorten(record.title or record.doi or f"{entry.kind} {entry.key}".strip())
        last = None
        if entry.damage:
            last = Remark(entry.line, name, entry.damage, record)
            reading.broken.append(last)
            continue
        reading.records.append(record)
        reasons = [
            f"the field {name} occurs twice"
            for name in dict(entry.repeated)
            if not name.startswith(_SEVERAL)
        ]
        reasons += [f"the braces of the field {name} are not balanced" for name in entry.repairs]
        if entry.key and entry.key in keys:
            reasons.append(f'the key "{entry.key}" occurs twice in the file')
        keys.add(entry.key)
        if reasons:
            reading.repaired.append(Remark(entry.line, name, "; ".join(reasons)))
    _leave_outside(reading, lines[outside_from:], outside_from + 1)
    if last is not None and entry.open:
        reading.broken.remove(last)
        reading.cut = last._replace(reason="the file ends before this entry is closed")
    fill_database(reading.records)
    return reading


def _leave_outside(reading: Reading, lines: Sequence[str], first: int) -> None:
    """Note lines between entries, which BibTeX takes for comments; real ones are left alone."""
    reading.outside += [
        number
        for number, line in enumerate(lines, start=first)
        if line.strip() and not line.lstrip().startswith(("@", "%"))
    ]


def _record(entry: Entry, rest: Values) -> Record:
    """Turn the fields of an entry, ``rest``, into a record; what is left goes to ``other``."""
    record = Record()

    def take(*choices: str) -> str:
        """Remove and return the first of these fields that is not empty."""
        for name in choices:
            value = rest.get(name)
            if value:
                del rest[name]
                return value
        return ""

    for field, choices in _TEXT.items():
        for name in choices:
            if name in rest:
                setattr(record, field, to_unicode(rest.pop(name)))
                break
    record.language = field_values.language(record.language)
    if "author" in rest:
        record.authors = _authors(rest.pop("author"))
    record.year = find_year(take("year", "date"))
    record.issue = field_values.pages(to_unicode(take("number", "issue")))
    record.pages = field_values.pages(plain(take("pages")).replace("--", "-"))
    record.url = plain(take("url", "link"))
    given_doi = plain(take("doi"))
    record.doi = field_values.doi(given_doi) or field_values.doi_in_url(record.url)
    if not record.doi and rest.get("crossref", "").startswith("10."):  # SciELO
        record.doi = field_values.doi(plain(take("crossref")))
    number = to_unicode(rest.get("issn", ""))
    record.issn = field_values.issn(number)
    if record.issn and not field_values.more_than_issn(number):
        del rest["issn"]
    _lists(record, rest)
    for name in ("note", "annote"):
        if record.times_cited is None and name in rest:
            record.times_cited = field_values.cited_in_note(rest[name])
    for name in ("times-cited", "cited-by", "citations", "citedby"):
        if record.times_cited is None and name in rest:
            record.times_cited = field_values.whole_number(plain(rest.pop(name)))
    source = to_unicode(rest.pop("source", ""))
    record.database = database_name(source) or database_of(
        [record.url, entry.key, plain(rest.get("unique-id", "")), rest.get("eprinttype", "")]
    )
    if not record.database and record.publisher == "scielo":
        record.database = "SciELO"
    elif not record.database and entry.key.startswith("10.1145/"):
        record.database = "ACM Digital Library"
    kind = to_unicode(rest.get("document_type") or rest.get("type") or "")
    record.document_type = document_type(kind) if kind else ""
    if record.document_type in ("", "other"):
        record.document_type = document_type(entry.kind) or "other"
    record.other = {name: [to_unicode(value)] for name, value in rest.items() if value.strip()}
    field_values.keep_rest(record.other, "doi", given_doi, record.doi)
    for name, value in entry.repeated:
        record.other.setdefault(name, []).append(to_unicode(value))
    if entry.key:
        record.other["key"] = [entry.key]
    return record


def _lists(record: Record, rest: Values) -> None:
    """Move keywords, affiliations and cited references from ``rest`` to the record."""
    own = rest.pop("author_keywords", "") or rest.pop("author-keywords", "")
    words = rest.pop("keywords", "") or rest.pop("keyword", "")
    plus = rest.pop("keywords-plus", "")
    if own:
        record.index_keywords = _parts(words) + _parts(plus)
        record.author_keywords = _parts(own)
    else:
        record.author_keywords, record.index_keywords = _parts(words), _parts(plus)
    for name in ("affiliations", "affiliation"):
        if name in rest and not record.affiliations:
            text = to_unicode(rest.pop(name))
            # Web of Science writes sentences, each with the authors before the address.
            parts = text.split(";") if ";" in text else re.split(r"(?<=[a-z]\.) (?=[A-Z])", text)
            record.affiliations = field_values.values(part.rstrip(". ") for part in parts)
            record.countries = countries(record.affiliations)
    for name in ("references", "cited-references"):
        if name in rest and not record.cited_references:
            text = to_unicode(rest.pop(name))
            separator = r"; " if "; " in text else r"(?<=[\d\])a-z]\.) "
            record.cited_references = field_values.values(re.split(separator, text))


def _parts(value: str) -> tuple[str, ...]:
    """Return the keywords in a value."""
    return field_values.keywords(to_unicode(value)) if value else ()


def _authors(value: str) -> tuple[str, ...]:
    """Return "Surname, Given" for each person; a name in braces is an organisation's."""
    value = clean(value)
    while _ORGANISATION.fullmatch(value) and (" and " in value or "," in value[:60]):
        inner = value[1:-1]
        if not _AND.search(inner) or inner.count("{") != inner.count("}"):
            break
        value = inner  # {{Authors}}, as Web of Science writes them, in braces once more
        if not value.startswith("{"):
            break
    if ";" in value and not _AND.search(value) and "{" not in value:
        value = value.replace(";", " and ")  # SciELO
    people = _AND.split(value) if "{" not in value else _split_outside_braces(value)
    return author_names.authors(
        [
            found
            for name in people
            if (found := _person(name).replace(";", ",")) and found != "others"
        ]
    )


def _split_outside_braces(value: str) -> list[str]:
    """Return the names that "and" separates, except where it is within braces."""
    people, depth, begin = [], 0, 0
    for match in re.finditer(r"[{}]|\s+and\s+", value):
        found = match.group()
        if found == "{":
            depth += 1
        elif found == "}":
            depth -= 1
        elif depth == 0:
            people.append(value[begin : match.start()])
            begin = match.end()
    return [*people, value[begin:]]


def _person(name: str) -> str:
    """Return "Surname, Given" by BibTeX's rules (Patashnik, 1988), including von and Jr parts."""
    name = name.strip()
    if name.startswith("{") and _ORGANISATION.fullmatch(name):
        return to_unicode(name)
    if name.count(",") == 1 and "{" not in name:
        return to_unicode(name)
    from bibtexparser.middlewares.names import parse_single_name_into_parts

    parts = parse_single_name_into_parts(name, strict=False)
    last = to_unicode(" ".join([*parts.von, *parts.last]))
    given = to_unicode(" ".join([*parts.first, *parts.jr]))
    return f"{last}, {given}" if last and given else last or given


READER = Reader("BibTeX", recognises, read)
