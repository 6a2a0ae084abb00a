"""``deposit/dataverse.json``: the deposit in Dataverse's own JSON, as its API takes a new dataset.

Only what is known is in it. Dataverse refuses a dataset without the e-mail of a contact, which
``deposit.contact`` of the study gives.
"""

from __future__ import annotations

import json
from typing import Any

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata import described
from alianzas.deposit.metadata.people import Person, makers

NAME = "deposit/dataverse.json"
#: Of Dataverse's list of subjects.
_SUBJECTS = ("Business and Management", "Social Sciences")
#: The licences that every installation of Dataverse knows, by their SPDX identifier.
_LICENCES = {
    "CC0-1.0": ("CC0 1.0", "http://creativecommons.org/publicdomain/zero/1.0"),
    "CC-BY-4.0": ("CC BY 4.0", "http://creativecommons.org/licenses/by/4.0"),
}

Field = dict[str, Any]


def write_dataverse(deposit: Deposited) -> dict[str, str]:
    """Return ``deposit/dataverse.json``."""
    used = described.licences(deposit)
    terms = ", ".join(f"{kind}: {one}" for kind, one in used.items())
    version: dict[str, Any] = {}
    if used["text"] in _LICENCES:
        name, address = _LICENCES[used["text"]]
        version["license"] = {"name": name, "uri": address}
    else:
        version["termsOfUse"] = f"{terms}. REUSE.toml names the licence of each file."
    version["metadataBlocks"] = {
        "citation": {"displayName": "Citation Metadata", "fields": _citation(deposit, terms)},
        "geospatial": {"displayName": "Geospatial Metadata", "fields": [_coverage(deposit)]},
        "socialscience": {
            "displayName": "Social Science and Humanities Metadata",
            "fields": [
                _primitive("unitOfAnalysis", described.units(deposit)),
                _primitive("universe", described.universe(deposit)),
            ],
        },
    }
    whole = {"datasetVersion": version}
    return {NAME: json.dumps(whole, ensure_ascii=False, indent=2) + "\n"}


def _citation(deposit: Deposited, terms: str) -> list[Field]:
    """Return the fields of the citation block; those without a value are left out."""
    who = described.contact(deposit)
    words = [{"keywordValue": word} for word in described.keywords(deposit)]
    codes = [
        {"topicClassValue": code, "topicClassVocab": "JEL"} for code in described.jel_codes(deposit)
    ]
    articles = [
        {"publicationIDType": "doi", "publicationIDNumber": one.address.partition("doi.org/")[2]}
        for one in described.references(deposit)
        if one.relation == "isSupplementTo"
    ]
    grants = [
        {"grantNumberAgency": one.funder.words(described.ENGLISH)}
        | ({"grantNumberValue": one.grant} if one.grant else {})
        for study in deposit.studies
        for one in study.deposit.funding or ()
    ]
    dates = [
        {"dateOfCollectionStart": first, "dateOfCollectionEnd": last}
        for first, last in described.collected(deposit)
    ]
    contacts = [{"datasetContactName": who.name, "datasetContactEmail": who.email}] if who else []
    about = [{"dsDescriptionValue": described.summary(deposit)}]
    kinds = [one for study in deposit.studies for one in described.methods(study)]
    found = [
        _primitive("title", described.title(deposit)),
        _compound("author", [_author(one) for one in makers(deposit)]),
        _compound("datasetContact", contacts),
        _compound("dsDescription", about),
        _chosen("subject", [*_SUBJECTS]),
        _compound("keyword", words),
        _compound("topicClassification", codes),
        _compound("publication", articles),
        _compound("grantNumber", grants),
        _compound("dateOfCollection", dates),
        _primitive("kindOfData", [*dict.fromkeys(kinds)]),
        _primitive("notesText", f"Licences: {terms}. REUSE.toml names that of each file."),
        _primitive(
            "dataSources",
            [
                one.address
                for one in described.references(deposit)
                if one.relation == "isDerivedFrom"
            ],
        ),
    ]
    return [field for field in found if field["value"]]


def _author(one: Person) -> dict[str, str]:
    found = {"authorName": one.sorted_name}
    if one.affiliation:
        found["authorAffiliation"] = one.affiliation
    if one.orcid:
        found |= {"authorIdentifierScheme": "ORCID", "authorIdentifier": one.orcid}
    return found


def _coverage(deposit: Deposited) -> Field:
    """Return the countries of the studies."""
    rows = [{"country": place} for place in described.places(deposit)]
    return _compound("geographicCoverage", rows)


def _primitive(name: str, value: str | list[str]) -> Field:
    return {
        "typeName": name,
        "multiple": isinstance(value, list),
        "typeClass": "primitive",
        "value": value,
    }


def _chosen(name: str, value: str | list[str]) -> Field:
    return {**_primitive(name, value), "typeClass": "controlledVocabulary"}


#: The parts of compound fields whose values Dataverse chooses from a list.
_FROM_LISTS = {"authorIdentifierScheme", "country", "publicationIDType"}


def _compound(name: str, rows: list[dict[str, str]]) -> Field:
    """Return a field that is repeated, each time with several parts."""
    value = [
        {
            part: (_chosen if part in _FROM_LISTS else _primitive)(part, words)
            for part, words in row.items()
        }
        for row in rows
    ]
    return {"typeName": name, "multiple": True, "typeClass": "compound", "value": value}
