"""What archives and checkers read of a deposit is as they want it, whoever the authors are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from alianzas.deposit.checklists import codecheck
from alianzas.deposit.metadata.citation_files import write_citation, write_codemeta
from alianzas.deposit.metadata.codecheck_file import write_codecheck
from alianzas.deposit.metadata.dataverse_file import write_dataverse
from alianzas.deposit.metadata.openicpsr_file import write_openicpsr
from alianzas.deposit.metadata.zenodo_file import write_zenodo
from deposit_at_hand import change, deposited, without, write
from uv_tools import run_with

ANA = {
    "name": "Ana María Quispe Ríos",
    "family_name": "Quispe Ríos",
    "given_name": "Ana María",
    "affiliation": {"en": "Test University", "es": "Universidad de Prueba"},
    "orcid": "0000-0002-1825-0097",
    "email": "ana@example.org",
}
BO = {"name": 'Bo "B." O’Neil: the second'}
TITLE = {"en": 'A "quoted" title: 50 % & <more>', "es": "Un título «entre comillas»: # y más"}
GIVEN = {
    "doi": "10.5281/zenodo.1234567",
    "repository": "https://example.org/alianzas",
    "article_doi": "10.1234/aj.1",
    "jel": ["L24", "M13"],
    "funding": [{"funder": "A Fund", "grant": "7", "ror": "https://ror.org/02mhbdp94"}],
}
#: Facts of Zenodo's deposit API: the fields of `.zenodo.json` and what they may hold.
ZENODO = {
    "type": "object",
    "additionalProperties": False,
    "required": ["title", "upload_type", "description", "creators", "access_right", "license"],
    "properties": {
        "upload_type": {"enum": ["dataset", "software", "publication", "other"]},
        "title": {"type": "string", "minLength": 3},
        "publication_date": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "description": {"type": "string", "minLength": 1},
        "access_right": {"enum": ["open", "embargoed", "restricted", "closed"]},
        "license": {"type": "string", "pattern": r"^[A-Za-z0-9.+-]+$"},
        "keywords": {"type": "array", "uniqueItems": True, "items": {"type": "string"}},
        "version": {"type": "string"},
        "language": {"type": "string", "pattern": "^[a-z]{2,3}$"},
        "notes": {"type": "string"},
        "doi": {"type": "string", "pattern": r"^10\.\d{4,9}/\S+$"},
        "creators": {
            "type": "array",
            "minItems": 1,
            "uniqueItems": True,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["name"],
                "properties": {
                    "name": {"type": "string", "minLength": 1},
                    "affiliation": {"type": "string", "minLength": 1},
                    "orcid": {"type": "string", "pattern": r"^(\d{4}-){3}\d{3}[\dX]$"},
                },
            },
        },
        "related_identifiers": {
            "type": "array",
            "uniqueItems": True,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["identifier", "relation"],
                "properties": {
                    "identifier": {"type": "string"},
                    "relation": {
                        "enum": ["isSupplementTo", "isDerivedFrom", "isDocumentedBy", "cites"]
                    },
                    "resource_type": {"enum": ["publication-article", "software", "dataset"]},
                },
            },
        },
    },
}
_FIELD = {
    "type": "object",
    "required": ["typeName", "multiple", "typeClass", "value"],
    "properties": {
        "typeClass": {"enum": ["primitive", "compound", "controlledVocabulary"]},
        "multiple": {"type": "boolean"},
    },
    "if": {"properties": {"multiple": {"const": True}}},
    "then": {"properties": {"value": {"type": "array", "minItems": 1}}},
    "else": {"properties": {"value": {"type": "string", "minLength": 1}}},
}
#: The form of Dataverse's native JSON of a dataset.
DATAVERSE = {
    "type": "object",
    "required": ["datasetVersion"],
    "properties": {
        "datasetVersion": {
            "type": "object",
            "required": ["metadataBlocks"],
            "properties": {
                "license": {"type": "object", "required": ["name", "uri"]},
                "metadataBlocks": {
                    "type": "object",
                    "required": ["citation"],
                    "additionalProperties": {
                        "type": "object",
                        "required": ["fields", "displayName"],
                        "properties": {"fields": {"type": "array", "items": _FIELD}},
                    },
                },
            },
        }
    },
}


def with_authors(root: Path, *authors: dict[str, Any], **more: Any) -> None:
    change(root, "ecuador", article={"authors": [*authors], "title": TITLE}, deposit=more)


def content(root: Path, writer: Any, name: str) -> Any:
    text = writer(deposited(root))[name]
    return json.loads(text) if name.endswith("json") else yaml.safe_load(text)


@pytest.mark.parametrize("authors", [(), (ANA,), (ANA, BO)])
def test_zenodo_takes_it(root: Path, authors: tuple[dict[str, Any], ...]) -> None:
    with_authors(root, *authors, **(GIVEN if authors else {}))
    found = content(root, write_zenodo, ".zenodo.json")
    jsonschema.validate(found, ZENODO)
    assert found["title"] == f"Data and Code for: {TITLE['en']}"
    assert "&lt;more&gt;" in found["description"]
    names = [one["name"] for one in found["creators"]]
    known = ["Quispe Ríos, Ana María", BO["name"]][: len(authors)]
    assert names == (known or ["The Alianzas authors"])
    if authors:
        assert found["doi"] == GIVEN["doi"]
        assert "JEL L24" in found["keywords"]
        assert {
            "identifier": "https://doi.org/10.1234/aj.1",
            "relation": "isSupplementTo",
            "resource_type": "publication-article",
        } in found["related_identifiers"]


@pytest.mark.parametrize("authors", [(), (ANA,), (ANA, BO)])
def test_dataverse_takes_it(root: Path, authors: tuple[dict[str, Any], ...]) -> None:
    with_authors(root, *authors, **(GIVEN if authors else {}))
    found = content(root, write_dataverse, "deposit/dataverse.json")
    jsonschema.validate(found, DATAVERSE)
    blocks = found["datasetVersion"]["metadataBlocks"]
    fields = {one["typeName"]: one["value"] for one in blocks["citation"]["fields"]}
    assert {"title", "author", "dsDescription", "subject"} <= fields.keys()
    assert ("datasetContact" in fields) is bool(authors)  # never invented
    if authors:
        assert fields["author"][0]["authorIdentifier"]["value"] == ANA["orcid"]
        assert fields["topicClassification"][1]["topicClassValue"]["value"] == "M13"
    countries = {one["typeName"]: one["value"] for one in blocks["geospatial"]["fields"]}
    assert countries["geographicCoverage"][0]["country"]["value"] == "Ecuador"


@pytest.mark.parametrize("authors", [(), (ANA,), (ANA, BO)])
def test_cffconvert_takes_the_citation(root: Path, authors: tuple[dict[str, Any], ...]) -> None:
    with_authors(root, *authors, **(GIVEN if authors else {}))
    write(deposited(root), write_citation)
    assert "valid" in run_with(
        "cffconvert", "cffconvert", "--validate", "-i", root / "CITATION.cff"
    )
    cited = run_with("cffconvert", "cffconvert", "-f", "bibtex", "-i", root / "CITATION.cff")
    assert "Data and Code for: A" in cited


def test_codemeta_keeps_what_the_compendium_says(root: Path) -> None:
    with_authors(root, ANA, BO, **GIVEN)
    found = content(root, write_codemeta, "codemeta.json")
    assert found["@context"] == "https://w3id.org/codemeta/3.0"
    assert found["author"][0]["id"] == "https://orcid.org/0000-0002-1825-0097"
    assert found["author"][1] == {"type": "Person", "name": BO["name"]}
    assert found["identifier"] == "https://doi.org/10.5281/zenodo.1234567"
    assert found["funding"][0]["funder"]["identifier"] == "https://ror.org/02mhbdp94"
    assert {"pandas", "snakemake"} <= {one["name"] for one in found["softwareRequirements"]}
    assert "https://doi.org/10.14419/amevc557" in {
        one["identifier"] for one in found["referencePublication"]
    }


def test_openicpsr_has_no_value_for_what_nobody_said(root: Path) -> None:
    found = content(root, write_openicpsr, "deposit/openicpsr.json")
    assert found["jel_classification"] is None
    assert found["manuscript_number"] is None
    assert found["funding_sources"] is None
    assert found["geographic_coverage"] == ["Ecuador"]
    assert "survey of firms (simulated)" in found["data_types"]
    change(root, "ecuador", deposit={"funding": []})
    assert content(root, write_openicpsr, "deposit/openicpsr.json")["funding_sources"] == []


@pytest.mark.parametrize("authors", [(), (ANA,), (ANA, BO)])
def test_codechecks_rules_for_authors_are_met(
    root: Path, authors: tuple[dict[str, Any], ...]
) -> None:
    with_authors(root, *authors, **(GIVEN if authors else {}))
    write(deposited(root), write_codecheck)
    found = {
        line.number: line.look(codecheck.Deposit(root)).verdict for line in codecheck.RULES.lines
    }
    assert "no" not in found.values()
    theirs = {number for number, verdict in found.items() if verdict == "open"}
    checkers = {"CC-CFG-008/009/010", "CC-CFG-011/012/013", "CC-CFG-024", "CC-CFG-025/026"}
    orcids, article = "CC-CFG-020, CC-MET-001", "CC-CFG-021/022/027/028"
    assert theirs == expected_of(len(authors), checkers, orcids, article)


def expected_of(count: int, checkers: set[str], orcids: str, article: str) -> set[str]:
    if count == 0:
        return {*checkers, orcids, article, "CC-CFG-018/019"}
    return checkers if count == 1 else {*checkers, orcids}


def test_the_manifest_names_documents_tables_figures_and_facts(root: Path) -> None:
    found = content(root, write_codecheck, "codecheck.yml")
    files = [one["file"] for one in found["manifest"]]
    assert files[0] == "published/ecuador/article.en.html"
    assert "published/ecuador/tables/findings.csv" in files
    assert files[-1] == "published/ecuador/facts.json"
    comments = {one["file"]: one["comment"] for one in found["manifest"]}
    assert comments["published/ecuador/article.es.pdf"] == "The article in Spanish, as PDF"
    assert comments["published/ecuador/figures/flow.en.png"].startswith(
        "Figure 1 of the article; workflow/scripts/literature/draw_literature_figures.py (draw "
    )


@pytest.mark.parametrize(
    ("study", "branches"),
    [
        ("ecuador", ("cases", "synthesis")),
        ("ecuador", ("survey", "synthesis")),
        ("ecuador", ("literature", "synthesis")),
        ("peru-simulated", ()),
    ],
)
def test_other_studies_are_described(root: Path, study: str, branches: tuple[str, ...]) -> None:
    without(root, study, *branches)
    deposit = deposited(root, study)
    writers = (write_codecheck, write_citation, write_codemeta, write_zenodo, write_dataverse)
    write(deposit, *writers, write_openicpsr)
    jsonschema.validate(json.loads((root / ".zenodo.json").read_text()), ZENODO)
    jsonschema.validate(json.loads((root / "deposit/dataverse.json").read_text()), DATAVERSE)
    if study != "ecuador":
        assert "Perú" in json.loads((root / ".zenodo.json").read_text())["title"]
        form = json.loads((root / "deposit/openicpsr.json").read_text())
        assert form["geographic_coverage"] == ["Peru"]


def test_two_studies_are_described_together(root: Path) -> None:
    found = json.loads(write_zenodo(deposited(root, "ecuador", "peru-simulated"))[".zenodo.json"])
    assert found["title"].count(";") == 1
    assert found["language"] == "eng"


def test_nothing_depends_on_the_clock_or_the_folder(root: Path) -> None:
    for writer in (write_codecheck, write_citation, write_codemeta, write_zenodo, write_dataverse):
        (one,) = writer(deposited(root)).values()
        (again,) = writer(deposited(root)).values()
        assert one == again
        assert str(root) not in one
