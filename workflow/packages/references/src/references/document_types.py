"""Document types: those of every format and database in one vocabulary."""

from __future__ import annotations

from functools import lru_cache

#: The vocabulary, with the words of databases (lower case) for each type.
_WORDS = {
    "article": (
        "article;journal article;journal-article;article-journal;journal;jour;ejour;journal paper;"
        "journal articles;scholarly journals;scholarly journal;research article;"
        "academic journal;ieee journals;"
        "ieee journals & magazines;ieee magazines;magazine;mgzn;news;newspaper article;"
        "newspaperarticle;magazinearticle;journalarticle;magazine article;inpr;jfull;"
        "article in press;early access;artículo;artículo de revista;"
        "artigo;electronic article;feature;periodical;article-magazine;article-newspaper;peer review;"
        "journal, electronic;journal, article;original articles;original article"
    ),
    "review": "review;review article;short survey;systematic review;revisión;literature review;"
    "meta-analysis;scoping review",
    "editorial": "editorial;editorial material",
    "letter": "letter;reply;comment;commentary;correspondence;letter to the editor",
    "note": "note;short communication;brief communication",
    "erratum": "erratum;correction;corrigendum;published erratum;correction, addition;"
    "retraction;retracted publication;retracted;retraction of publication;retraction notice",
    "book review": "book review;review-book",
    "book": "book;books;ebook;edbook;edited book;monograph;serial;whole;libro;"
    "electronic book;edited-book;book, whole;book, edited;"
    "collection;book series;ser;proceedings;mvbook;reference-book",
    "chapter": "book chapter;chapter;chap;echap;book section;booksection;incollection;inbook;"
    "book-chapter;bookitem;capítulo de libro;encyclopedia article;encyclopediaarticle;encyc;"
    "electronic book section;book, section;book, chapter;entry-encyclopedia;suppbook",
    "conference paper": "conference paper;proceedings paper;conf;cpaper;conference proceedings;"
    "conference proceeding;conferencepaper;inproceedings;conference;proceeding;ieee conferences;"
    "paper-conference;proceedings-article;conference proceedings article;proceedings article;"
    "conference papers & proceedings;conference articles;ponencia;conference review",
    "conference abstract": "meeting abstract;conference abstract;abst;abstract;congress",
    "report": "report;rprt;govdoc;techreport;government document;technical report;reports;manual;"
    "reports - research;stand;standard;working paper;informe;ieee standards;policy",
    "thesis": "thesis;thes;phdthesis;mastersthesis;dissertation;dissertations & theses;tesis;"
    "thesis, unpublished;dissertation/thesis;dissertations/theses;doctoral thesis",
    "web page": "web page;webpage;elec;blog;icomm;online;www;electronic resource;blogpost;"
    "post-weblog;video",
    "preprint": "preprint;unpb;unpublished;posted-content;posted content;unpublished work;"
    "working papers;submitted",
    "data set": "data set;dataset;data;dbase;aggr;data paper;aggregated database",
}
_TYPE_OF = {word: name for name, words in _WORDS.items() for word in words.split(";")}

#: The document types; and those that say more than "article" where a database gives both.
DOCUMENT_TYPES = (*_WORDS, "other")
_PRECISE = ("erratum", "book review", "review", "editorial", "letter", "conference abstract")


@lru_cache(10_000)
def document_type(*names: str) -> str:
    """Return the type that one of ``names`` means, "other" if none is known, "" if none is given.

    Names are tried in order, and so are the parts of one ("Article; Early Access"), of which the
    most specific wins ("Journal Article; Review").
    """
    given = False
    for name in names:
        if not name:
            continue
        given = True
        known = _TYPE_OF.get(name.casefold())
        if known is not None:
            return known
        parts = [
            known
            for part in name.casefold().replace("|", ";").split(";")
            if (known := _TYPE_OF.get(part.strip())) is not None
        ]
        if parts:
            return next((part for part in _PRECISE if part in parts), parts[0])
    return "other" if given else ""
