"""The crate records each job of the build, and roc-validator finds nothing missing in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import rocrate

from alianzas.deposit.metadata import crate
from alianzas.deposit.metadata.recorded_jobs import jobs_of
from deposit_at_hand import JOBS, ROOT, change, deposited, write
from uv_tools import run_with

CONTEXT = Path(rocrate.__file__).parent / "data/ro-crate.jsonld"


@pytest.fixture
def recorded(root: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(crate, "recorded_jobs", lambda *_: JOBS)
    return root


def entities(root: Path) -> dict[str, dict[str, Any]]:
    write(deposited(root), crate.write_crate)
    content = json.loads((root / crate.NAME).read_text(encoding="utf-8"))
    return {one["@id"]: one for one in content["@graph"]}


def test_each_job_is_an_action_with_its_files(recorded: Path) -> None:
    found = entities(recorded)
    job = found["#job-2"]
    assert job["instrument"] == {"@id": "workflow/scripts/survey/judge_findings.py"}
    assert job["object"] == [{"@id": "published/ecuador/facts.json"}]  # records are not published
    assert job["result"] == [{"@id": "published/ecuador/tables/findings.csv"}]
    assert found["#control-2"]["instrument"] == {"@id": "#step-judge_findings"}
    assert not any("records/" in name or "logs/" in name for name in found)
    assert "endTime" not in found["#run"]  # nobody measured it
    assert found["data/ecuador/survey/responses.xlsx"]["license"] == {
        "@id": "https://spdx.org/licenses/CC0-1.0"
    }


def test_authors_are_persons_with_their_orcid(recorded: Path) -> None:
    author = {"name": "Ana Ríos", "orcid": "0000-0002-1825-0097", "affiliation": "A University"}
    change(recorded, "ecuador", article={"authors": [author, {"name": "Bo"}]})
    found = entities(recorded)
    assert found["https://orcid.org/0000-0002-1825-0097"]["@type"] == "Person"
    assert found["./"]["author"] == [
        {"@id": "https://orcid.org/0000-0002-1825-0097"},
        {"@id": "#author-2"},
    ]


@pytest.mark.slow
@pytest.mark.parametrize("profile", ["ro-crate-1.1", "provenance-run-crate-0.5"])
def test_roc_validator_takes_it(recorded: Path, profile: str) -> None:
    entities(recorded)
    script = ROOT / "tests/validators/check_crate.py"
    printed = run_with("roc-validator", "python", script, CONTEXT, recorded, profile)
    assert json.loads(printed) == {profile: []}


@pytest.mark.slow
def test_roc_validator_would_find_a_lack(recorded: Path) -> None:
    entities(recorded)
    file = recorded / crate.NAME
    content = json.loads(file.read_text(encoding="utf-8"))
    for one in content["@graph"]:
        if one["@id"] == "#job-1":
            del one["instrument"]
    file.write_text(json.dumps(content), encoding="utf-8")
    script = ROOT / "tests/validators/check_crate.py"
    profile = "provenance-run-crate-0.5"
    found = json.loads(run_with("roc-validator", "python", script, CONTEXT, recorded, profile))
    assert any("instrument" in words for words, _ in found[profile])


def test_jobs_are_told_apart_by_their_logs() -> None:
    head = ["output_file", "rule", "log-file(s)", "input-file(s)"]
    rows = [
        ["a.en.html", "render", "a.en.log", "a.qmd,b.bib"],
        ["a.es.html", "render", "a.es.log", "a.qmd"],
        ["a.es.json", "render", "a.es.log", "a.qmd"],
        ["c", "other", "-", "-"],
    ]
    found = jobs_of([head, *rows])
    assert [(job.rule, job.inputs, job.outputs) for job in found] == [
        ("render", ["a.qmd", "b.bib"], ["a.en.html"]),
        ("render", ["a.qmd"], ["a.es.html", "a.es.json"]),
        ("other", [], ["c"]),
    ]
