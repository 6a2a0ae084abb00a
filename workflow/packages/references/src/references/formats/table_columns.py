"""The columns of tables of references: which database wrote them, and what field each holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from operator import ne

#: Columns by field, in lower case with single spaces, the best first: English, Spanish, Portuguese.
_COLUMNS = {
    "title": "title;article title;document title;item title;display name;titulo;título;"
    "título del artículo;titulo del articulo;primary title;título do artigo;ti",
    "translated_title": "translated title;original title;original (non-english) title;"
    "título traducido;english title",
    "authors": "authors;author;author/s;author names;author(s);autores;autor;autor(es);autor/es;"
    "authorships.author.display name;contributors;creator;creators;first authors",
    "full_authors": "author full names",
    "year": "year;publication year;pubyear;published year;pub year;año;ano;año de publicación;"
    "anio;publication date;date published;date of publication;date;pubdate;fecha;"
    "fecha de publicación;publication date (print);cover date;online date;publicationdate;coverdate",
    "journal": "source title;journal;publication title;journal/book;journal name;journal title;"
    "primary location.source.display name;host venue.display name;title of source;"
    "source title/anthology title;pubtitle;container title;venue;revista;fuente;"
    "título de la revista;título de la fuente;publicación;publication;source;secondary title;"
    "book title;anthology title;book series title;conference name;is part of",
    "volume": "volume;journal volume;vol;vol.;volumen;biblio.volume;volume number;"
    "número de volumen",
    "issue": "issue;journal issue;issue number;number;no.;número;numero;biblio.issue;núm.;"
    "número de edición;número de fascículo",
    "pages": "pages;page;pagination;páginas;paginas;page range;pags",
    "first_page": "page start;start page;first page;beginning page;startpage;spage;"
    "biblio.first page;página inicial;page first",
    "last_page": "page end;end page;last page;ending page;endpage;biblio.last page;página final;"
    "page last",
    "article_number": "art. no.;article number;art no;número de artículo",
    "doi": "doi;item doi;digital object identifier (doi);digital object identifier;"
    "digitalobjectidentifier;doi link;linking doi",
    "issn": "issn;issns;print issn;primary location.source.issn l;issn-l;eissn;electronic issn",
    "abstract": "abstract;abstract note;resumen;summary;resumo;abstracts;original abstract",
    "author_keywords": "author keywords;keywords;keyword;manual tags;palabras clave;"
    "palabras clave de autor;palavras-chave;identifierkeywords;identifiers;tags;"
    "keywords.display name;keyphrase;keyword(s);palabra(s) clave;palavra(s)-chave",
    "document_type": "document type;publication type;item type;content type;type;"
    "tipo de documento;tipo;documenttype;doctype;doctypes;pubtypes;type of reference;source type",
    "language": "language of original document;language;article language;language of article;"
    "languages;idioma;lengua;language(s)",
    "affiliations": "affiliations;author affiliations;author affiliation;author addresses;"
    "addresses;authors affiliations;afiliaciones;authors (raw affiliation);"
    "authorships.raw affiliation strings;authorships.affiliations;"
    "authorships.institutions.display name;research organizations - standardized",
    "countries": "authorships.countries;country of research organization;país;countries;"
    "country of standardized research organization",
    "times_cited": "cited by;times cited;cited by count;citing works count;article citation count;"
    "cites;citations;citation count;citedbycount;total citations;citado por;veces citado;"
    "times cited, wos core",
    "cited_references": "references;cited references;referenced works;referencias;reference",
    "publisher": "publisher;publisher name;editorial;editora",
    "url": "link;url;urls;source urls;external url;articleurl;document url;documenturl;enlace;"
    "dimensions url;primary location.landing page url;plink;pdf link;fulltexturl;embase link;"
    "fulltext url;url de texto completo;full text link;article url",
    "resolver": "open url link",
    "database": "database;databases;base de datos;library catalog;bibliographic database;"
    "longdbname",
}
#: Columns of index terms; all that a table has are joined.
_INDEX_TERMS = (
    "index keywords;ieee terms;inspec controlled terms;inspec non-controlled terms;mesh terms;"
    "emtree medical index terms;emtree drug index terms;emtree device index terms;mesh;"
    "emtree medical index terms (major focus);emtree drug index terms (major focus);"
    "automatic tags;subject terms;subjectterms;subjects;keywords plus;descriptors;descriptores;"
    "thesaurus terms;concepts.display name;mesh.descriptor name;materias;descriptor(s);descriptor(es)"
)
#: Columns by which (all together) the database of a table is recognised, the surest first.
_SIGNATURES = (
    ("Web of Science", ("ut (unique wos id)",)),
    ("Web of Science", ("article title", "source title", "times cited, all databases")),
    ("Web of Science", ("source title", "total citations", "average per year")),
    ("Scopus", ("eid", "title")),
    ("Scopus", ("source title", "art. no.")),
    ("Scopus", ("author(s) id",)),
    ("The Lens", ("lens id",)),
    ("Dimensions", ("publication id", "dimensions url")),
    ("Dimensions", ("dimensions url",)),
    ("OpenAlex", ("id", "authorships.author.display name")),
    ("OpenAlex", ("id", "primary location.source.display name")),
    ("OpenAlex", ("openalex id",)),
    ("IEEE Xplore", ("document title", "pdf link")),
    ("SpringerLink", ("item title", "item doi")),
    ("Zotero", ("key", "item type", "publication title")),
    ("Rayyan", ("key", "title", "authors", "location", "notes")),
    ("Rayyan", ("rayyan id",)),
    ("PubMed", ("pmid", "journal/book")),
    ("PubMed", ("pmid", "citation", "create date")),
    ("Embase", ("pui", "title")),
    ("Embase", ("author names", "source title")),
    ("Embase", ("author names", "emtree medical index terms")),
    ("ProQuest", ("storeid",)),
    ("Covidence", ("covidence #",)),
    ("Publish or Perish", ("gsrank",)),
    ("EBSCO", ("accession number", "plink")),
    ("EBSCO", ("an", "plink")),
    ("JSTOR", ("id", "ispartof", "doctype")),
    ("SciELO", ("result type", "journal", "fulltext url")),
    ("BVS", ("descriptor(s)", "database", "publication country")),
    ("BVS", ("descriptor(es)", "base de datos", "país de publicación")),
)
#: Names above that are programs, not databases: records come from elsewhere.
PROGRAMS = frozenset({"Zotero", "Rayyan", "Covidence", "Publish or Perish"})
#: Columns that mean something else, or nothing (""), in the tables of one database.
_OVERRIDES = {
    "Scopus": {"source": "database", "publication stage": "", "editors": ""},
    "Zotero": {"type": "", "number": "", "date": "", "series": "", "references": ""},
    "OpenAlex": {"id": "", "publication date": ""},
    "Dimensions": {"source linkout": ""},
    "Embase": {"source": "", "date of publication": ""},
    "Publish or Perish": {"source": "journal", "type": ""},
    "IEEE Xplore": {"document identifier": "document_type", "online date": "", "date": ""},
    "Rayyan": {"location": "", "notes": ""},
    "SciELO": {"source": ""},
    "BVS": {"source": "", "fuente": ""},
}
#: Full names of Web of Science columns and their tags.
_WOS_NAMES = {
    "publication type": "PT",
    "authors": "AU",
    "book authors": "BA",
    "book editors": "BE",
    "book group authors": "GP",
    "author full names": "AF",
    "book author full names": "BF",
    "group authors": "CA",
    "article title": "TI",
    "source title": "SO",
    "book series title": "SE",
    "book series subtitle": "BS",
    "language": "LA",
    "document type": "DT",
    "conference title": "CT",
    "conference date": "CY",
    "conference location": "CL",
    "conference sponsor": "SP",
    "conference host": "HO",
    "author keywords": "DE",
    "keywords plus": "ID",
    "abstract": "AB",
    "addresses": "C1",
    "affiliations": "C3",
    "reprint addresses": "RP",
    "email addresses": "EM",
    "researcher ids": "RI",
    "orcids": "OI",
    "funding orgs": "FU",
    "funding text": "FX",
    "cited references": "CR",
    "cited reference count": "NR",
    "times cited, wos core": "TC",
    "times cited, all databases": "Z9",
    "180 day usage count": "U1",
    "since 2013 usage count": "U2",
    "publisher": "PU",
    "publisher city": "PI",
    "publisher address": "PA",
    "issn": "SN",
    "eissn": "EI",
    "isbn": "BN",
    "journal abbreviation": "J9",
    "journal iso abbreviation": "JI",
    "publication date": "PD",
    "publication year": "PY",
    "volume": "VL",
    "issue": "IS",
    "part number": "PN",
    "supplement": "SU",
    "special issue": "SI",
    "meeting abstract": "MA",
    "start page": "BP",
    "end page": "EP",
    "article number": "AR",
    "doi": "DI",
    "book doi": "D2",
    "early access date": "EA",
    "number of pages": "PG",
    "wos categories": "WC",
    "research areas": "SC",
    "ids number": "GA",
    "ut (unique wos id)": "UT",
    "pubmed id": "PM",
}
_TAG = re.compile(r"[A-Z][A-Z0-9]")
#: What a single wrong bit makes of a quotation mark.
_ONCE_QUOTES = "#&*2b\x02 \xa2"
#: Where a word begins in "publicationYear".
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


def normal(column: str) -> str:
    """Return the name of a column in lower case with single spaces."""
    return " ".join(column.replace("_", " ").replace("\ufeff", "").casefold().split()).strip('"')


def database_of_columns(header: Sequence[str]) -> str:
    """Return the database that writes tables with these columns, or ""."""
    if wos_tags(header):
        return "Web of Science"
    names = {normal(column) for column in header}
    return next((name for name, wanted in _SIGNATURES if names.issuperset(wanted)), "")


def wos_tags(header: Sequence[str]) -> list[str]:
    """Return the tag of each column of a Web of Science table ("" if none); [] for another table.

    Bibliometrix and its application biblioshiny use the tags for the records of any database, with
    columns of their own beside them.
    """
    tags = [column.strip().strip('"\ufeff') for column in header]
    if len({"PT", "AU", "TI", "SO", "UT", "PY", "AB", "DI"}.intersection(tags)) >= 4:
        return [tag if _TAG.fullmatch(tag) else "" for tag in tags]
    names = [normal(column) for column in header]
    if "article title" in names and ("ut (unique wos id)" in names or "addresses" in names):
        return [_WOS_NAMES.get(name, "") for name in names]
    return []


def known_columns(database: str = "") -> dict[str, tuple[str, int]]:
    """Return the field and rank (0 = best) of each known column of a database's tables."""
    return _known_columns(database)


@cache
def _known_columns(database: str) -> dict[str, tuple[str, int]]:
    """Return what :func:`known_columns` does, computed once per database."""
    known = {
        column: (field, rank)
        for field, columns in _COLUMNS.items()
        for rank, column in enumerate(columns.split(";"))
    }
    known |= {
        column: ("index_keywords", rank) for rank, column in enumerate(_INDEX_TERMS.split(";"))
    }
    for column, field in _OVERRIDES.get(database, {}).items():
        if field:
            known[column] = (field, 0)
        else:
            known.pop(column, None)
    return known


def field_indices(header: Iterable[str], database: str) -> dict[str, list[int]]:
    """Return the places of the columns of each field, the best first.

    A name with one wrong character counts for a field that no other column holds, so that a damaged
    header does not cost every record its title.
    """
    known = known_columns(database)
    found: dict[str, list[tuple[int, int]]] = {}
    unknown = []
    for index, column in enumerate(header):
        meaning = known.get(normal(column)) or known.get(normal(_HUMP.sub(" ", column)))
        if meaning is not None:
            found.setdefault(meaning[0], []).append((meaning[1], index))
        else:
            unknown.append((index, normal(column)))
    for index, name in unknown:
        meaning = near_column(name, known)
        if meaning is not None:
            found.setdefault(meaning[0], [(meaning[1], index)])
    return {field: [index for _, index in sorted(places)] for field, places in found.items()}


def near_column(name: str, known: dict[str, tuple[str, int]]) -> tuple[str, int] | None:
    """Return the meaning of the known column that differs from ``name`` in one character, if any.

    The character may be what became of a quotation mark before or after the name.
    """
    if len(name) < 4:
        return None
    for column, meaning in known.items():
        if len(column) == len(name) and sum(map(ne, column, name)) == 1:
            return meaning
        if len(column) == len(name) - 1 and (
            (name[0] in _ONCE_QUOTES and name[1:] == column)
            or (name[-1] in _ONCE_QUOTES and name[:-1] == column)
        ):
            return meaning
    return None
