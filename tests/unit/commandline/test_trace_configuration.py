"""A trace names the configuration behind a result: which files, and which lines of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from honest_results.rule_flow import read_flows
from honest_results.tracing.configuration import Configuration, configuration_behind

ROOT = Path(__file__).resolve().parents[3]
STUDY = "config/studies/ecuador/{}.yaml"


def behind(rule: str, *names: str) -> dict[str, Configuration]:
    settings = load_study("ecuador", ROOT).model_dump(mode="json")
    flows = [read_flows(ROOT)[rule]]
    found = configuration_behind(flows, names, ROOT, "ecuador", settings)
    return {each.file: each for each in found}


def text_at(found: dict[str, Configuration], file: str) -> list[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [lines[number - 1].strip() for number in found[file].lines]


@pytest.mark.parametrize(
    ("rule", "file", "name", "line"),
    [
        ("judge_claims", "config/codebooks/claims.yaml", "planning", "- id: planning"),
        ("import_cases", "config/codebooks/case_codes.yaml", "formal_contract", "formal_contract"),
        ("fit_drivers", "config/codebooks/questionnaire.yaml", "planning", "planning"),
        ("fit_drivers", STUDY.format("survey"), "drivers", "drivers:"),
        ("measure_case_agreement", STUDY.format("study"), "x", "confidence: 0.95"),
        ("describe_sample", STUDY.format("study"), "x", "currency: USD"),
    ],
)  # fmt: skip
def test_the_files_of_a_rule_with_their_lines(rule: str, file: str, name: str, line: str) -> None:
    assert any(line in each for each in text_at(behind(rule, name), file))


def test_a_rule_without_configuration_has_none_and_propositions_are_found() -> None:
    assert behind("merge_facts") == {}
    assert "config/codebooks/propositions.yaml" in behind("integrate_evidence")
    assert behind("integrate_evidence")["config/codebooks/propositions.yaml"].lines == ()


def test_no_rule_reads_the_study_file_unseen() -> None:
    """Each rule that has settings, by whatever function, has their section's line."""
    flows = read_flows(ROOT)
    bodies = "\n".join(path.read_text() for path in (ROOT / "workflow/rules").glob("*.smk"))
    assert bodies.count("settings=") > 20
    for rule, branch in (
        ("draw_survey_figures", "survey"),
        ("summarise_recovery", "survey"),
        ("compare_configurations", "cases"),
    ):
        assert STUDY.format(branch) in behind(rule), rule
    assert flows["describe_study"].settings == ("synthesis", "")
