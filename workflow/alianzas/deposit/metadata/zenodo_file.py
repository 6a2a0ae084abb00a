"""``.zenodo.json``: what Zenodo fills its form with (metadata of its deposit API)."""

from __future__ import annotations

import html
import json
from typing import Any

from babel import Locale

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata.described import (
    first_given,
    jel_codes,
    keywords,
    licences,
    references,
    summary,
    title,
)
from alianzas.deposit.metadata.people import makers

NAME = ".zenodo.json"


def write_zenodo(deposit: Deposited) -> dict[str, str]:
    """Return ``.zenodo.json``.

    Zenodo takes one licence for a record: that of the text, under which everything in the deposit may
    be passed on; REUSE.toml has that of each file.
    """
    used = licences(deposit)
    content: dict[str, Any] = {
        "upload_type": "dataset",
        "title": title(deposit),
        "publication_date": deposit.date.date().isoformat(),
        "creators": [
            {
                "name": one.sorted_name,
                **({"affiliation": one.affiliation} if one.affiliation else {}),
                **({"orcid": one.orcid} if one.orcid else {}),
            }
            for one in makers(deposit)
        ],
        "description": f"<p>{html.escape(summary(deposit), quote=False)}</p>",
        "access_right": "open",
        "license": used["text"],
        "keywords": [*keywords(deposit), *(f"JEL {code}" for code in jel_codes(deposit))],
        "version": deposit.version,
        "language": _three_letters(deposit.languages[0]),
        "notes": "Licences: "
        + ", ".join(f"{kind} {one}" for kind, one in used.items())
        + ". REUSE.toml names that of each file.",
    }
    related = [
        {"identifier": one.address, "relation": one.relation}
        | ({"resource_type": one.kind} if one.kind else {})
        for one in references(deposit)
    ]
    if related:
        content["related_identifiers"] = related
    doi = first_given(deposit, "doi")
    if doi:
        content["doi"] = doi
    return {NAME: json.dumps(content, ensure_ascii=False, indent=2) + "\n"}


#: ISO 639-2 of the languages of documents, which Zenodo wants.
_THREE = {"en": "eng", "es": "spa", "pt": "por", "fr": "fra", "de": "deu", "it": "ita"}


def _three_letters(language: str) -> str:
    """Return the code of three letters of a language; the one of two where it is not known."""
    return _THREE.get(language, Locale(language).language)
