"""The metadata of a document: title, authors, keywords, and its counterparts in other languages.

The filters put them into the document where its own header says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from honest_results.documents.job import Job

BIBLIOGRAPHY = "references.bib"


def metadata(job: Job) -> dict[str, Any]:
    """Return the document's metadata: those of Pandoc and Quarto, and ours under ``alianzas``."""
    article, language = job.article, job.language
    names = [author["name"] for author in article["authors"]]
    words = keywords(job)
    return {
        "title": article["title"][language],
        "lang": language,
        "author": names or [job.word("authors.unnamed")],
        "authors": [_author_for_journals(author) for author in authors(job)],
        "keywords": words,
        "bibliography": BIBLIOGRAPHY,
        "link-citations": True,
        "alianzas": {
            "short-title": job.running_title,
            "prefix": job.outline["prefix"],
            **({"draft": _draft(job)} if job.is_draft else {}),
            "documents": _other_documents(job),
            "authors": authors(job) or [{"name": job.word("authors.unnamed")}],
            "running-authors": _running(names, job.word("and")),
            "keyword-list": ", ".join(words),
            # A template takes an empty list for one with an empty entry.
            **({"typst-authors": [_typst_string(name) for name in names]} if names else {}),
            "typst-keywords": [_typst_string(keyword) for keyword in words],
            "others": _other_languages(job),
            "words": {
                "skip": job.word("skip"),
                "formula": job.word("formula"),
                "contents": job.word("contents"),
                "authors": job.word("authors"),
                "cards": job.word("card.all"),
                "hint": job.word("card.hint"),
            },
        },
    }


def keywords(job: Job) -> list[str]:
    """Return the article's keywords in the language of the document."""
    return [words[job.language] for words in job.article["keywords"].values()]


def authors(job: Job) -> list[dict[str, str]]:
    """Return each author with affiliation, email and ORCID where the study file gives them."""
    found = []
    for author in job.article["authors"]:
        entry = {"name": author["name"]}
        if author.get("affiliation"):
            entry["affiliation"] = author["affiliation"][job.language]
        entry |= {key: author[key] for key in ("email", "orcid") if author.get(key)}
        found.append(entry)
    return found


def _author_for_journals(author: Mapping[str, str]) -> dict[str, Any]:
    """Return an author in Quarto's terms, from which it fills in the fields of journals' formats."""
    found: dict[str, Any] = {
        key: author[key] for key in ("name", "email", "orcid") if key in author
    }
    if "email" in author:  # only the corresponding author gives one
        found["corresponding"] = True
    if "affiliation" in author:
        found["affiliations"] = [{"name": author["affiliation"]}]
    return found


def _running(names: Sequence[str], conjunction: str) -> str:
    """Return the authors for the running head: one name, "A and B", or "A et al."."""
    if len(names) > 2:
        return f"{names[0]} et al."
    return f" {conjunction} ".join(names)


def _draft(job: Job) -> dict[str, str]:
    """Return what a draft says about itself on every page."""
    return {name: job.word(f"draft.{name}") for name in ("name", "meaning")}


def _other_documents(job: Job) -> list[dict[str, str]]:
    """Return the other documents that have a web page: name and address."""
    return [
        {"name": outline["name"], "href": f"{name}.{job.language}.html"}
        for name, outline in job.documents.items()
        if name != job.document and "html" in outline["formats"]
    ]


def _other_languages(job: Job) -> list[dict[str, str]]:
    """Return the address and the name of the same document in each of the other languages."""
    return [
        {
            "lang": other,
            "href": f"{job.document}.{other}.html",
            "name": job.labels("manuscript.language", other),
            "title": job.labels("manuscript.other_language", other),
        }
        for other in job.languages
        if other != job.language
    ]


def _typst_string(text: str) -> str:
    """Return Markdown that becomes a Typst string: metadata are Markdown to both engines."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    # Longer than any in the text, which cannot end it.
    fence = "`" * (3 + max(map(len, re.findall("`+", quoted)), default=0))
    return f'{fence}"{quoted}"{fence}{{=typst}}'
