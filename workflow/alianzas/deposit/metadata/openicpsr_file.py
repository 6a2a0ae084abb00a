"""``deposit/openicpsr.json``: the values of openICPSR's form, by the names of its fields.

openICPSR has no import: who deposits there copies the values into its pages. The fields are those that
the AEA's data editor asks for, in the order of the form; a field without a value is null, and is among
the open questions where only the authors know it.
"""

from __future__ import annotations

import json
from typing import Any

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata import described
from alianzas.deposit.metadata.people import makers

NAME = "deposit/openicpsr.json"


def write_openicpsr(deposit: Deposited) -> dict[str, str]:
    """Return ``deposit/openicpsr.json``."""
    articles = [one for one in described.references(deposit) if one.relation == "isSupplementTo"]
    windows = [
        f"{study.literature.window.first}–{study.literature.window.last}"
        for study in deposit.studies
        if study.literature is not None
    ]
    years = [
        f"{study.survey.income.base_year}–{study.survey.income.last_year}"
        for study in deposit.studies
        if study.survey is not None and study.survey.income is not None
    ]
    levels = described.levels(deposit)
    content: dict[str, Any] = {
        "about": "Values for the form of openICPSR, which has no import; null: see "
        "deposit/open-questions.md.",
        "title": described.title(deposit),
        "principal_investigators": [
            {"name": one.sorted_name, "affiliation": one.affiliation, "orcid": one.orcid}
            for one in makers(deposit)
        ],
        "summary": described.summary(deposit),
        "subject_terms": described.keywords(deposit),
        "jel_classification": described.jel_codes(deposit) or None,
        "manuscript_number": described.first_given(deposit, "manuscript"),
        "funding_sources": _funding(deposit),
        "geographic_coverage": described.places(deposit),
        "time_periods": [*dict.fromkeys([*windows, *years])],
        "collection_dates": [f"{first}–{last}" for first, last in described.collected(deposit)]
        or None,
        "universe": described.universe(deposit),
        "data_types": [
            *dict.fromkeys(one for study in deposit.studies for one in described.methods(study)),
            "program source code",
        ],
        "data_source": [
            one.address for one in described.references(deposit) if one.relation == "isDerivedFrom"
        ],
        "unit_of_observation": described.units(deposit),
        "collection_notes": f"Provenance of the raw files: {levels}.",
        "related_publications": [one.address for one in articles],
        "license": described.licences(deposit)["text"],
        "version": deposit.version,
    }
    return {NAME: json.dumps(content, ensure_ascii=False, indent=2) + "\n"}


def _funding(deposit: Deposited) -> list[dict[str, str | None]] | None:
    """Return who paid; nobody where the studies say so, None where they say nothing."""
    stated = [
        study.deposit.funding for study in deposit.studies if study.deposit.funding is not None
    ]
    if not stated:
        return None
    return [
        {"agency": one.funder.words(described.ENGLISH), "grant_number": one.grant}
        for funders in stated
        for one in funders
    ]
