"""What is read of the rule files as text is what Snakemake makes of them."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from honest_results.alone.jobs import workflow
from honest_results.rule_flow import Flow, read_flows

ROOT = Path(__file__).resolve().parents[2]
WILDCARDS = {
    "study": "ecuador",
    "lang": "en",
    "document": "article",
    "format": "html",
    "scatteritem": "1-of-4",
}
#: Kinds of what lies in a folder of the results, and how its files end.
FILES = {
    "record": r"records/ecuador/(?P<name>.+)\.parquet",
    "facts": r"results/ecuador/facts/(?P<name>.+)\.json",
    "table": r"results/ecuador/tables/(?P<name>\w+)\.(?:csv|json|\w\w\.md)",
    "figure": r"results/ecuador/figures/(?P<name>\w+)\.\w\w\.(?:svg|png|csv|json)",
    "insert": r"results/ecuador/inserts/(?P<name>\w+)\.\w\w\.md",
}
#: What only other studies have: an analysis that Ecuador leaves out.
OF_OTHERS = {("facts", "fit_outcomes")}
#: The rules of a comparison, which read nothing where nothing is compared.
COMPARING = (
    *("describe_comparison", "pool_surveys", "compare_measurement", "pool_cases", "pool_reviews"),
)
OF_OTHERS |= {("facts", rule) for rule in COMPARING}


def kinds_of(paths: list[str]) -> set[tuple[str, str]]:
    """Return kind and name of everything among results that is no file apart."""
    found = set()
    for path in paths:
        for kind, pattern in FILES.items():
            match = re.fullmatch(pattern, path)
            if match:
                name = re.sub(r"\d+-of-\d+", "{scatteritem}", match["name"])
                found.add((kind, name))
    return found


def read_as_text(flow: Flow, *, outputs: bool) -> set[tuple[str, str]]:
    items = flow.outputs if outputs else flow.inputs
    return {item.what for item in items if item.kind in FILES} - (set() if outputs else OF_OTHERS)


@pytest.mark.slow
def test_rules_read_and_make_what_snakemake_says(monkeypatch: pytest.MonkeyPatch) -> None:
    from snakemake.iocontainers import Wildcards

    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("PATH", os.environ["PATH"])  # the rules put the environment's programs first
    flows = read_flows(ROOT)
    with workflow(ROOT) as flow:
        rules = {rule.name: rule for rule in flow.rules}
        for rule in flow.rules:
            known = {k: v for k, v in WILDCARDS.items() if k in rule.wildcard_names}
            given = Wildcards(fromdict=known)
            inputs = [str(path) for path in rule.expand_input(given)[0]]
            outputs = [str(path) for path in rule.expand_output(given)[0]]
            assert kinds_of(outputs) == read_as_text(flows[rule.name], outputs=True), rule
            # What a document shows is known by its text alone; no fact comes from there.
            if rule.name not in ("check_document", "render_document", *COMPARING):
                assert kinds_of(inputs) == read_as_text(flows[rule.name], outputs=False), rule
                raw = any(item.kind == "raw" for item in flows[rule.name].inputs)
                assert raw or not any(path.startswith("data/") for path in inputs), rule
    gathering = {"scatter", "gather"}
    assert {name for name in rules if name not in gathering} == flows.keys()
