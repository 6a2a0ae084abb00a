"""What rules read and make is read from the rule files as text."""

from __future__ import annotations

from pathlib import Path

import pytest

from honest_results.rule_flow import Item, read_flows

RULES = '''
def evidence(wildcards):
    """The facts of what the study has."""
    names = [name for what in EVIDENCE if has(wildcards.study, what) for name in EVIDENCE[what]]
    return facts_of(["describe", *names], wildcards)


def decided(wildcards):
    """The sheet of pairs, in a study that has one; records/{study}/none.parquet is no input."""
    if STUDIES[wildcards.study]["pairs"] is None:
        return []
    return raw("survey.pairs.file")(wildcards)


rule first:
    """Read."""
    input:
        answers=raw("survey.file"),
        pairs=decided,
        labels=words("common", "survey"),
    output:
        answers=record("answers"),
        facts=facts("first"),
        sheet="results/{study}/sheets/pairs.csv",
    params:
        settings=record("not_an_input"),
    script:
        "../scripts/survey/first.py"


rule parts:
    input:
        answers=record("answers"),  # with a comment
        shapes="config/shapes.json",
    output:
        found=record("recovery/{scatteritem}"),


EVIDENCE["survey"] = ["first"]
EVIDENCE["survey"] += ["second_part"]


rule second:
    input:
        record("answers"),
        parts=gather.recovery("records/{{study}}/recovery/{scatteritem}.parquet"),
        evidence=evidence,
        income=lambda wildcards: where(wildcards, "survey.income", "estimate", "compare"),
        files=lambda wildcards: STUDY_FILES[wildcards.study].synthesis.files(),
    output:
        tables=table("one", "two"),
        drawn=figures("flow"),
'''


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "workflow/rules").mkdir(parents=True)
    (tmp_path / "Snakefile").write_text(
        'include: "workflow/rules/b.smk"\ninclude: "workflow/rules/a.smk"\n'
    )
    (tmp_path / "workflow/rules/a.smk").write_text(RULES)
    (tmp_path / "workflow/rules/b.smk").write_text('EVIDENCE["literature"] = ["earlier"]\n')
    return tmp_path


def test_inputs_and_outputs_have_kind_name_and_argument(root: Path) -> None:
    flow = read_flows(root)["first"]
    assert flow.inputs == (
        Item("raw", "survey.file", "answers"),
        Item("raw", "survey.pairs.file", "pairs"),
        Item("labels", "common", "labels"),
        Item("labels", "survey", "labels"),
    )
    assert flow.outputs == (
        Item("record", "answers", "answers"),
        Item("facts", "first", "facts"),
        Item("file", "results/{study}/sheets/pairs.csv", "sheet"),
    )


def test_parts_of_a_step_are_what_is_gathered(root: Path) -> None:
    flows = read_flows(root)
    (made,) = flows["parts"].outputs
    assert made.what in {item.what for item in flows["second"].inputs}


def test_the_facts_of_every_branch_are_named(root: Path) -> None:
    """Whether or not some study has it; asking whether it has one reads no setting."""
    flow = read_flows(root)["second"]
    named = {item.name for item in flow.inputs if item.argument == "evidence"}
    assert named == {"describe", "earlier", "first", "second_part"}
    where = {item.name for item in flow.inputs if item.argument == "income"}
    assert where == {"estimate", "compare"}
    assert flow.settings == ("synthesis",)


def test_tables_and_figures_are_named(root: Path) -> None:
    made = [item.what for item in read_flows(root)["second"].outputs]
    assert made == [("table", "one"), ("table", "two"), ("figure", "flow")]
