"""Every result tells where it comes from."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from honest_results.tracing import UntraceableError, explain

ROOT = Path(__file__).resolve().parents[3]
SCRIPT = "workflow/scripts/survey/fit_drivers.py"
RAW = "data/demo/responses.csv"
DIGEST = hashlib.sha256(b"a\n").hexdigest()
KEY = "survey.drivers.trust.beta"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """A folder with results as the build leaves them."""
    raw = tmp_path / RAW
    raw.parent.mkdir(parents=True)
    raw.write_text("a\n")
    origin = {"rule": "fit_drivers", "script": SCRIPT, "level": "simulated"}
    fact = {
        **origin,
        "value": 0.4211,
        "kind": "coefficient",
        "interval": [0.1, 0.7],
        "confidence": 0.95,
        "n": 120,
        "text": {"en": "0.42", "es": "0,42"},
        "interval_text": {"en": "[0.10, 0.70]", "es": "[0,10; 0,70]"},
        "sources": [{"file": RAW, "level": "simulated", "sha256": DIGEST}],
    }
    described = {**origin, "sources": [[RAW, "simulated"]]}
    files = {
        "results/demo/facts.json": {"facts": {KEY: fact}},
        "results/demo/tables/drivers.json": {**described, "columns": ["name", "beta"], "rows": 5},
        "results/demo/tables/driver_tests.json": {**described, "columns": [], "rows": 0},
        "results/demo/figures/flow.en.json": {**described, "alt": "Boxes and arrows."},
        "results/demo/figures/flow.es.json": {**described, "alt": "Cajas y flechas."},
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps(content))
    (tmp_path / "results/demo/tables/drivers.csv").write_text("name,beta\n")
    manuscript = tmp_path / "manuscript"
    manuscript.mkdir()
    (manuscript / "article.en.qmd").write_text(f"# A\n\nIt is [{KEY}]{{.fact}}.\n")
    shutil.copytree(ROOT / "workflow/rules", tmp_path / "workflow/rules")
    (tmp_path / SCRIPT).parent.mkdir(parents=True)
    (tmp_path / SCRIPT).write_text("from field_statistics.agreement import cohen_kappa\n")
    return tmp_path


def test_a_fact_tells_value_texts_rule_code_and_raw_files(built: Path) -> None:
    text = " ".join("\n".join(explain(KEY, "demo", built)).split())
    for expected in (
        "0.4211 (coefficient)",
        "text (en) 0.42",
        "text (es) 0,42",
        "95% interval [0.1, 0.7]",
        "[0,10; 0,70]",
        "n 120",
        "provenance simulated",
        "rule fit_drivers: ",
        "library workflow/packages/field-statistics/src/field_statistics/agreement.py and ",
        SCRIPT,
        f"{RAW}, simulated, sha256:{DIGEST}",
        "manuscript/article.en.qmd, line 3",
    ):
        assert expected in text, text
    assert "changed since" not in text


def test_a_raw_file_that_changed_after_the_build_is_marked(built: Path) -> None:
    (built / RAW).write_text("b\n")
    assert "(changed since: run `make paper`)" in "\n".join(explain(KEY, "demo", built))


def test_a_table_and_a_figure_tell_their_files(built: Path) -> None:
    table = "\n".join(explain("tbl-drivers", "demo", built))
    assert "5 rows: name, beta" in table
    assert "results/demo/tables/drivers.csv" in table
    figure = "\n".join(explain("fig-flow", "demo", built))
    assert "shows (es)  Cajas y flechas." in figure


def test_a_label_is_written_as_in_the_article(built: Path) -> None:
    assert explain("tbl-driver-tests", "demo", built)[0] == "tbl-driver-tests"
    assert explain("tbl-driver_tests", "demo", built)[0] == "tbl-driver-tests"


def test_an_unknown_key_gets_the_nearest(built: Path) -> None:
    with pytest.raises(UntraceableError, match=f'Did you mean "{KEY}"'):
        explain("survey.drivers.trst.beta", "demo", built)
    with pytest.raises(UntraceableError, match='Did you mean "tbl-drivers"'):
        explain("tbl-driver", "demo", built)


def test_before_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(UntraceableError, match="make paper"):
        explain(KEY, "demo", tmp_path)
