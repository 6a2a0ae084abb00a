"""What is found becomes a verdict, and a report that a journal can file."""

from __future__ import annotations

import time
from pathlib import Path

import jsonschema
import pytest
import yaml
from compared import dies, eats, hangs, works

from honest_results.verify.certificate import OPEN, Paper
from honest_results.verify.findings import FileFindings, Findings, Status
from honest_results.verify.isolation import isolated
from honest_results.verify.printed_report import lines
from honest_results.verify.report_files import as_html, as_markdown, write_report
from honest_results.verify.report_model import (
    EXIT_CODES,
    Compared,
    Verdict,
    Verification,
    as_compared,
    judge,
    tolerances,
)

PAPER = Paper("Trust | alliances", [{"name": "A. Author", "ORCID": "0000-0002-1825-0097"}])


def compared(*statuses: Status) -> Compared:
    found = Findings()
    sink = FileFindings(found, "article.en.html")
    sink.same("word", 5)
    for number, status in enumerate(statuses):
        sink.add(status, "number", f"#sec-{number}", "⟪9⟫ <b>|", "⟪4⟫", "A note.")
    sink.environment("colophon.python", "3.11.7", "3.13.0")
    sink.uncompared("Styles.")
    return as_compared("ecuador", found)


def verification(*statuses: Status) -> Verification:
    one = compared(*statuses)
    verdict = judge([one], "here", [])
    return Verification(
        verdict=verdict, sentence="Said.", deposit="deposit.zip", checked_on="2026-11-30",
        deposit_sha256="a" * 64, manifest_sha256="b" * 64, commit=None, python="3.11.7",
        platform="Linux x86_64", manifest=None, source=None, raw_files=24, raw_problems=[],
        rebuild="here", studies=[one], tolerances=tolerances(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("statuses", "verdict"),
    [
        ([], "full"),
        (["same"], "full"),
        (["minor"], "minor"),
        (["minor", "different"], "partial"),
        (["missing"], "partial"),
        (["extra"], "partial"),
    ],
)
def test_the_worst_decides(statuses: list[Status], verdict: Verdict) -> None:
    assert verification(*statuses).verdict == verdict


def test_without_a_rebuild_nothing_is_reproduced() -> None:
    one = compared()
    assert judge([one], "failed", []) == judge([one], "not_tried", []) == "not_able"
    assert judge([one], "here", ["data/a.csv: differs from its hash."]) == "not_able"
    assert judge([], "here", []) == "not_able"


def test_the_exit_codes_that_scripts_rely_on() -> None:
    assert EXIT_CODES == {"full": 0, "partial": 1, "not_able": 2, "minor": 3}


def test_each_form_of_the_report_has_both_sides(tmp_path: Path) -> None:
    found = verification("different", "minor")
    page, text = as_html(found), as_markdown(found)
    assert "<td>⟪9⟫ &lt;b&gt;|</td><td>⟪4⟫</td><td>A note.</td>" in page
    assert "| ⟪9⟫ \\<b\\>\\| | ⟪4⟫ | A note. |" in text
    for words in ("3.13.0", "Styles.", "b" * 64, "1e-06", "#sec-0"):
        assert words in page and words in text
    assert "published: ⟪9⟫ <b>| | rebuilt: ⟪4⟫ A note." in "\n".join(lines(found))
    names = [path.name for path in write_report(found, PAPER, tmp_path / "filed")]
    assert names == ["certificate.md", "codecheck.yml", "report.html", "report.json", "report.md"]
    read = Verification.model_validate_json((tmp_path / "filed/report.json").read_text())
    assert read == found
    jsonschema.validate(found.model_dump(mode="json"), Verification.model_json_schema())


def test_the_certificate_says_what_only_a_checker_knows(tmp_path: Path) -> None:
    write_report(verification("different"), PAPER, tmp_path)
    content = yaml.safe_load((tmp_path / "codecheck.yml").read_text())
    assert content["version"] == "https://codecheck.org.uk/spec/config/1.0/"
    assert content["paper"]["authors"] == PAPER.authors
    assert content["manifest"] == [
        {"file": "ecuador/article.en.html", "comment": "different (ecuador)"}
    ]
    assert content["codechecker"] == [{"name": OPEN, "ORCID": OPEN}]
    assert content["summary"].endswith("Same: 5; not the same: 1.")
    assert (
        "| ecuador/article.en.html | different | ecuador |"
        in (tmp_path / "certificate.md").read_text()
    )


def test_of_very_many_differences_some_are_listed_and_all_counted() -> None:
    many = compared(*["different"] * 500)
    assert len(many.differences) == 200 and many.unlisted == 300
    assert many.counts["number"]["different"] == 500


def test_a_file_that_brings_its_reader_down_ends_no_verification() -> None:
    found = isolated(works)
    assert found is not None and found.counts["cell"]["same"] == 3
    assert isolated(dies) is None
    assert isolated(eats, memory=2 * 1024**3) is None
    begin = time.monotonic()
    assert isolated(hangs, seconds=0.5) is None
    assert time.monotonic() - begin < 20
