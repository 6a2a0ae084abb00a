"""The citation file fits the project, and the licences it and the README name are there."""

from __future__ import annotations

import tomllib
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_version_and_licence_are_the_projects() -> None:
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["version"] == PROJECT["version"]
    assert CITATION["license"] == PROJECT["license"] == "MIT"


def test_both_articles_are_referred_to_by_doi() -> None:
    dois = {reference["doi"] for reference in CITATION["references"]}
    assert dois == {"10.14419/amevc557", "10.18779/csye.v10i1.1211"}


def test_the_licences_are_whole() -> None:
    for name, begins, ends in (
        ("LICENSE", "MIT License", "SOFTWARE."),
        ("LICENSES/CC-BY-4.0.txt", "Creative Commons Attribution 4.0", "creativecommons.org."),
        ("LICENSES/CC0-1.0.txt", "Creative Commons Legal Code", "use of the Work."),
    ):
        text = (ROOT / name).read_text(encoding="utf-8").strip()
        assert text.startswith(begins) and text.endswith(ends), name
    assert "2026 The Alianzas authors" in (ROOT / "LICENSE").read_text()
