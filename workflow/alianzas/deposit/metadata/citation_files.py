"""``CITATION.cff`` and ``codemeta.json`` of a deposit: with what the studies say."""

from __future__ import annotations

import json
from typing import Any

import yaml

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata.described import (
    SPDX,
    first_given,
    jel_codes,
    keywords,
    licences,
    references,
    summary,
    title,
    titles,
)
from alianzas.deposit.metadata.people import CITATION, Person, citation, makers
from alianzas.deposit.readme.requirements import direct_dependencies

CODEMETA = "codemeta.json"
#: What the README says of the two files, which differ from those of the commit.
CHANGE = f"`{CITATION}` and `{CODEMETA}` describe the deposit."


def write_citation(deposit: Deposited) -> dict[str, str]:
    """Return ``CITATION.cff`` (CFF 1.2.0): with the deposit's title, authors and DOI.

    The works that it cites are those of the compendium's own, whose title becomes that of the software.
    """
    if CHANGE not in deposit.changes:
        deposit.changes.append(CHANGE)
    own = citation(deposit)
    authors = [_cff_person(one) for one in makers(deposit)]
    doi, repository = first_given(deposit, "doi"), first_given(deposit, "repository")
    content: dict[str, Any] = {
        "cff-version": own["cff-version"],
        "message": own["message"],
        "type": "dataset",
        "title": title(deposit),
        "abstract": summary(deposit),
        "authors": authors,
        "version": deposit.version,
        # Not the day of the deposit: it is the date in every PDF and Word file that is built.
        "date-released": str(own["date-released"]),
        "license": [*dict.fromkeys(licences(deposit).values())],
        "keywords": keywords(deposit),
        "commit": deposit.commit,
        **({"doi": doi} if doi else {}),
        **({"repository-code": repository} if repository else {}),
        "references": [
            {"type": "software", "title": own["title"], "authors": own["authors"]},
            *own.get("references", []),
        ],
    }
    return {CITATION: yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=100)}


def write_codemeta(deposit: Deposited) -> dict[str, str]:
    """Return ``codemeta.json`` (CodeMeta 3.0): the software, as the deposit has it."""
    own = json.loads((deposit.root / CODEMETA).read_text(encoding="utf-8"))
    doi, repository = first_given(deposit, "doi"), first_given(deposit, "repository")
    article = [one.address for one in references(deposit) if one.relation == "isSupplementTo"]
    packages = direct_dependencies(deposit.folder)
    content = {
        **own,
        "name": title(deposit),
        "description": summary(deposit),
        "version": deposit.version,
        "dateModified": deposit.date.date().isoformat(),
        "license": [f"{SPDX}{one}" for one in dict.fromkeys(licences(deposit).values())],
        "author": [_codemeta_person(one) for one in makers(deposit)],
        "keywords": [*keywords(deposit), *(f"JEL {code}" for code in jel_codes(deposit))],
        "softwareRequirements": [
            {
                "type": "SoftwareApplication",
                "name": name,
                "version": version,
                "identifier": f"https://pypi.org/project/{name}/{version}/",
            }
            for name, version in packages.items()
        ],
        "readme": "README.md",
        "buildInstructions": "README.md#instructions-to-replicators",
    }
    if doi:
        content["identifier"] = f"https://doi.org/{doi}"
    if repository:
        content["codeRepository"] = repository
    if article:
        content["referencePublication"] = [
            {"type": "ScholarlyArticle", "identifier": article[0], "name": titles(deposit)[0]},
            *own.get("referencePublication", []),
        ]
    funders = [
        {
            "type": "Grant",
            "funder": {"type": "Organization", "name": one.funder.words("en")}
            | ({"identifier": one.ror} if one.ror else {}),
        }
        | ({"identifier": one.grant} if one.grant else {})
        for study in deposit.studies
        for one in study.deposit.funding or ()
    ]
    if funders:
        content["funding"] = funders
    return {CODEMETA: json.dumps(content, ensure_ascii=False, indent=2) + "\n"}


def _cff_person(one: Person) -> dict[str, str]:
    """Return an author as CFF has them: a person by the parts of the name, if these are known."""
    if one.is_person and one.family:
        found = {"family-names": one.family, **({"given-names": one.given} if one.given else {})}
    elif one.is_person:
        found = {"alias": one.name}
    else:
        found = {"name": one.name}
    if one.affiliation and one.is_person:
        found["affiliation"] = one.affiliation
    if one.email:
        found["email"] = one.email
    if one.orcid_address:
        found["orcid"] = one.orcid_address
    return found


def _codemeta_person(one: Person) -> dict[str, Any]:
    """Return an author in the terms of schema.org; the address of a person is the ORCID iD."""
    found: dict[str, Any] = {"type": "Person" if one.is_person else "Organization"}
    if one.orcid_address:
        found["id"] = one.orcid_address
    found["name"] = one.name
    if one.family and one.given:
        found |= {"familyName": one.family, "givenName": one.given}
    if one.affiliation:
        found["affiliation"] = {"type": "Organization", "name": one.affiliation}
    if one.email:
        found["email"] = one.email
    return found
