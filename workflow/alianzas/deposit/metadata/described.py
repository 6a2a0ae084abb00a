"""What all descriptions of a deposit share: title, summary, keywords, licences, addresses."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from babel import Locale

from alianzas.config.deposit_settings import Contact
from alianzas.config.study_model import Study
from alianzas.data_package import raw_files
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata.people import makers
from alianzas.deposit.readme.availability import MEANING
from alianzas.deposit.readme.words import counted, listed
from honest_results.deposit.licences import Licences

#: The language of what describes a deposit; a study in other languages is quoted in its own.
ENGLISH = "en"
#: Addresses of licences at SPDX.
SPDX = "https://spdx.org/licenses/"
#: A file of each kind, by which its licence is known.
_KINDS = {"code": "Snakefile", "text": "README.md", "data": "data/{study}/datapackage.json"}
_BRANCHES = {
    "literature": "systematic literature review",
    "cases": "case studies",
    "survey": "survey of firms",
}


class Reference(NamedTuple):
    """Another work: how the deposit is related to it (a term of DataCite), its address, its kind."""

    relation: str
    address: str
    kind: str | None = None


def title(deposit: Deposited) -> str:
    """Return the title, as the AEA wants it: it tells the deposit from the article."""
    return f"Data and Code for: {'; '.join(titles(deposit))}"


def titles(deposit: Deposited) -> list[str]:
    """Return the titles of the articles."""
    return [study.article.title.words(ENGLISH) for study in deposit.studies]


def summary(deposit: Deposited) -> str:
    """Return what is in the deposit and what the data are, in a paragraph."""
    several = "articles" if len(deposit.studies) > 1 else "article"
    named = listed(f"“{one}”" for one in titles(deposit))
    return (
        f"Code, raw data and published results of the {several} {named}. One command rebuilds every "
        "table, figure, number and comparative phrase from the raw data. What the raw data are: "
        f"{levels(deposit)}. A result has the weakest of these levels among the files behind it, and "
        "the documents mark what is not observed."
    )


def levels(deposit: Deposited) -> str:
    """Return how many raw files are of each level of provenance, and what that means."""
    count = Counter(
        level for study in deposit.studies for level in raw_files(study, deposit.root).values()
    )
    return listed(
        f"{counted(count[level], 'file')} {level} ({words})"
        for level, words in MEANING.items()
        if count[level]
    )


def keywords(deposit: Deposited) -> list[str]:
    """Return the keywords of the articles, each once."""
    return [
        *dict.fromkeys(
            text.words(ENGLISH)
            for study in deposit.studies
            for text in study.article.keywords.values()
        )
    ]


def jel_codes(deposit: Deposited) -> list[str]:
    """Return the JEL codes of the articles, each once."""
    return [*dict.fromkeys(code for study in deposit.studies for code in study.deposit.jel)]


def methods(study: Study) -> list[str]:
    """Return what a study consists of, with the level of its data where they are not observed."""
    found = []
    for name, words in _BRANCHES.items():
        settings = getattr(study, name)
        if settings is not None:
            levels = [*dict.fromkeys(settings.sources_by_file().values())]
            found.append(words if levels == ["observed"] else f"{words} ({listed(levels)})")
    return found


def licences(deposit: Deposited) -> dict[str, str]:
    """Return the licence (SPDX) of code, text and data, as REUSE.toml has it."""
    known = Licences.read(deposit.root)
    study = deposit.studies[0].study
    found = {kind: known.of(file.format(study=study)) for kind, file in _KINDS.items()}
    return {kind: one.expression for kind, one in found.items() if one is not None}


def contact(deposit: Deposited) -> Contact | None:
    """Return who answers questions: the person named for it, else the first author with an e-mail."""
    for study in deposit.studies:
        if study.deposit.contact is not None:
            return study.deposit.contact
    return next(
        (Contact(name=one.name, email=one.email) for one in makers(deposit) if one.email), None
    )


def first_given(deposit: Deposited, key: str) -> str | None:
    """Return what the first study says under a key of its ``deposit:``; None where none does."""
    values = (getattr(study.deposit, key) for study in deposit.studies)
    return next((value for value in values if value), None)


def references(deposit: Deposited) -> list[Reference]:
    """Return the article, the repository, and the works that the data were taken from."""
    found = []
    for study in deposit.studies:
        given = study.deposit
        if given.article_doi:
            address = f"https://doi.org/{given.article_doi}"
            found.append(Reference("isSupplementTo", address, "publication-article"))
        if given.repository:
            found.append(Reference("isDerivedFrom", given.repository, "software"))
        for source in given.data:
            if source.doi:
                address = f"https://doi.org/{source.doi}"
                found.append(Reference("isDerivedFrom", address))
            elif source.address:
                found.append(Reference("isDerivedFrom", source.address, "dataset"))
        plans = (given.registration, given.protocol, given.analysis_plan)
        found += [Reference("isDocumentedBy", one.address) for one in plans if one and one.address]
    return [*dict.fromkeys(found)]


def places(deposit: Deposited) -> list[str]:
    """Return the countries in which the studies are set, in English."""
    territories = Locale(ENGLISH).territories
    return [*dict.fromkeys(str(territories[study.country.code]) for study in deposit.studies)]


def collected(deposit: Deposited) -> list[tuple[str, str]]:
    """Return first and last day of each collection of data that a study dates."""
    return [
        *dict.fromkeys(
            (source.collected_from.isoformat(), source.collected_to.isoformat())
            for study in deposit.studies
            for source in study.deposit.data
            if source.collected_from and source.collected_to
        )
    ]


def universe(deposit: Deposited) -> list[str]:
    """Return what the studies are about: firms of their countries, or the literature."""
    about = []
    for study in deposit.studies:
        country = str(Locale(ENGLISH).territories[study.country.code])
        if study.cases is not None or study.survey is not None:
            about.append(f"Small businesses in {country}")
        if study.literature is not None:
            first, last = study.literature.window.first, study.literature.window.last
            about.append(f"Journal articles on alliances of small firms, {first} to {last}")
    return [*dict.fromkeys(about)]


def units(deposit: Deposited) -> list[str]:
    """Return what a row of the raw data stands for."""
    found = {
        "literature": "bibliographic record",
        "cases": "alliance of a small firm",
        "survey": "firm",
    }
    return [
        *dict.fromkeys(
            words
            for study in deposit.studies
            for branch, words in found.items()
            if getattr(study, branch) is not None
        )
    ]
