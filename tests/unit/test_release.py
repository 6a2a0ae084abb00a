"""What says which release this is agrees: citation, package, CodeMeta and change log."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
CODEMETA = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
CHANGES = (ROOT / "docs/CHANGELOG.md").read_text(encoding="utf-8")
RELEASING = (ROOT / "docs/releasing.md").read_text(encoding="utf-8")


def test_version_and_date_are_the_same_everywhere() -> None:
    assert CODEMETA["version"] == CITATION["version"] == PROJECT["version"]
    assert CODEMETA["dateModified"] == CITATION["date-released"]


def test_the_change_log_begins_with_what_is_unreleased_and_the_present_version() -> None:
    headings = re.findall(r"^## (.*)", CHANGES, re.MULTILINE)
    assert headings[:2] == ["Unreleased", f"{CITATION['version']} – {CITATION['date-released']}"]
    dates = [heading.rpartition(" – ")[2] for heading in headings[1:]]
    assert dates == sorted(dates, reverse=True)


def test_changes_are_of_the_kinds_that_keep_a_changelog_names() -> None:
    kinds = set(re.findall(r"^### (.*)", CHANGES, re.MULTILINE))
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
    assert "Added" in kinds


def test_codemeta_says_what_the_citation_says() -> None:
    assert CODEMETA["@context"] == "https://w3id.org/codemeta/3.0"
    assert CODEMETA["name"] == CITATION["title"]
    assert CODEMETA["description"] == CITATION["abstract"].strip()
    assert CODEMETA["keywords"] == CITATION["keywords"]
    assert CODEMETA["license"] == f"https://spdx.org/licenses/{CITATION['license']}"
    authors = [
        author.get("name") or f"{author['given-names']} {author['family-names']}"
        for author in CITATION["authors"]
    ]
    assert [author["name"] for author in CODEMETA["author"]] == authors
    assert CODEMETA.get("codeRepository") == CITATION.get("repository-code")


def test_codemeta_names_the_articles_that_the_citation_refers_to() -> None:
    expected = {
        f"https://doi.org/{entry['doi']}": entry["title"] for entry in CITATION["references"]
    }
    named = {entry["identifier"]: entry["name"] for entry in CODEMETA["referencePublication"]}
    assert named == expected


def test_codemeta_names_the_package_or_its_doi_and_the_supported_pythons() -> None:
    dois = [entry["value"] for entry in CITATION.get("identifiers", []) if entry["type"] == "doi"]
    names = [f"https://doi.org/{doi}" for doi in dois] or [PROJECT["name"]]
    assert CODEMETA["identifier"] in names
    language = CODEMETA["programmingLanguage"]
    assert (language["name"], language["version"]) == ("Python", PROJECT["requires-python"])
    assert PROJECT["description"].partition(" on ")[2] in CITATION["title"]


@pytest.mark.parametrize(
    "file", ["CITATION.cff", "pyproject.toml", "codemeta.json", "CHANGELOG.md"]
)
def test_how_to_release_names_every_file_that_says_the_version(file: str) -> None:
    assert re.search(rf"^\| \[`{re.escape(file)}`\]", RELEASING, re.MULTILINE)


def test_how_to_release_names_commands_that_there_are() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    called = set(re.findall(r"^make ([a-z-]+)", RELEASING, re.MULTILINE))
    assert {"lint", "check", "test", "paper", "verify"} <= called
    for target in called:
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    workflows = {
        yaml.safe_load(path.read_text(encoding="utf-8"))["name"]
        for path in (ROOT / ".github/workflows").glob("*.yml")
    }
    assert set(re.findall(r"\bworkflow \*(\w+)\*", RELEASING)) <= workflows
