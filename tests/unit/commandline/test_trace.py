"""Every result tells where it comes from."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from honest_results.project import record_file
from honest_results.provenance import Source
from honest_results.records import write_records
from honest_results.tracing.accounts import Account
from honest_results.tracing.explaining import Question, UntraceableError, explain
from honest_results.tracing.report import Report

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
    shutil.copy(ROOT / "Snakefile", tmp_path)
    (tmp_path / SCRIPT).parent.mkdir(parents=True)
    (tmp_path / SCRIPT).write_text("from field_statistics.agreement import cohen_kappa\n")
    package = tmp_path / "workflow/packages/field-statistics/src/field_statistics"
    package.mkdir(parents=True)
    for name in ("__init__.py", "agreement.py"):
        (package / name).touch()
    return tmp_path


def lines(key: str, root: Path, language: str = "en", **options: Any) -> list[str]:
    return explain(Question(key, "demo", root, Report(language), **options))


def test_a_fact_tells_value_texts_rule_code_and_raw_files(built: Path) -> None:
    text = " ".join("\n".join(lines(KEY, built)).split())
    for expected in (
        "0.4211 (coefficient)",
        "printed as 0.42 (en) 0,42 (es)",
        "95% interval [0.1, 0.7]",
        "[0,10; 0,70]",
        "n 120",
        "provenance simulated",
        "rule fit_drivers: ",
        "modules workflow/packages/field-statistics/src/field_statistics/agreement.py and ",
        SCRIPT,
        f"simulated {RAW}, as in the build, sha256:{DIGEST}",
        "manuscript/article.en.qmd, line 3",
    ):
        assert expected in text, text


def test_it_names_the_function_in_the_code_that_the_script_reaches(built: Path) -> None:
    package = built / "workflow/study"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "results.py").write_text(
        "def drivers_facts(names):\n"
        '    """Return the coefficients.\n\n    All of them.\n    """\n'
        '    return [Fact(f"survey.drivers.{name}.beta", 1, "coefficient") for name in names]\n'
    )
    (built / SCRIPT).write_text("from study.results import drivers_facts\n")
    text = " ".join("\n".join(lines(KEY, built)).split())
    assert "function drivers_facts, workflow/study/results.py, line 6" in text
    assert "Return the coefficients. rule" in text


def test_it_walks_upstream_through_every_rule_to_the_raw_file(built: Path) -> None:
    records(built, "scores", respondent=["r1", "r2"])
    records(built, "answers", respondent=["r1", "r2"])
    settings = {"survey": {"responses": {"file": RAW, "codebook": None}}}
    text = "\n".join(lines(KEY, built, settings=settings))
    way = "fit_drivers ← weigh_responses ← plan_disclosure ← score_scales ← import_responses"
    assert f"{KEY} ← {way} ← responses.csv" in text
    assert "scores: 2 rows, from score_scales" in text
    assert "answers: 2 rows, from import_responses" in text
    steps = [text.index(f"\n  {rule}: ") for rule in ("fit_drivers", "score_scales")]
    assert steps == sorted(steps)
    assert "scores, all that fit_drivers reads\n          r1, r2" in text


def records(root: Path, name: str, **columns: list[str]) -> None:
    path = root / record_file("demo", name)
    write_records(pd.DataFrame(columns), path, [Source(RAW, "simulated")])


def test_a_rule_that_rests_on_other_files_is_left_out(built: Path) -> None:
    records(built, "scores", respondent=["r1"])
    path = built / record_file("demo", "answers")
    write_records(pd.DataFrame({"a": [1]}), path, [Source("data/demo/other.csv", "observed")])
    assert "import_responses" not in "\n".join(lines(KEY, built))


def test_a_count_names_the_rows_that_are_counted(built: Path) -> None:
    records(
        built,
        "flow_boxes",
        box=["excluded", "excluded", "excluded", "included"],
        item=["no_firms", "no_firms", "other", "all"],
        source=["scopus"] * 4,
        position=["1", "2", "3", "4"],
    )
    count_of(built, "literature.excluded.no_firms.n", 2)
    assert "flow_boxes, where box is excluded and item is no_firms" in told(built)
    assert "scopus:1, scopus:2" in told(built)
    count_of(built, "literature.excluded.no_firms.n", 5)  # of something else: nothing is claimed
    assert "no_firms\n" not in told(built).split("Raw files")[1]


def count_of(root: Path, key: str, value: int) -> None:
    path = root / "results/demo/facts.json"
    fact = {
        "value": value,
        "kind": "count",
        "text": {"en": str(value), "es": str(value)},
        "rule": "screen_records",
        "script": "workflow/scripts/literature/screen_records.py",
        "level": "simulated",
        "sources": [{"file": RAW, "level": "simulated", "sha256": DIGEST}],
    }
    path.write_text(json.dumps({"facts": {key: fact}}))


def told(root: Path) -> str:
    return "\n".join(lines("literature.excluded.no_firms.n", root))


def test_an_account_says_in_is_kept_and_dropped(built: Path) -> None:
    records(built, "reference_flow", fate=["included", "excluded", "included"])
    count_of(built, "literature.excluded.no_firms.n", 1)
    accounts = (Account("screen_records", record="reference_flow", column="fate"),)
    found = lines("literature.excluded.no_firms.n", built, accounts=accounts)
    text = " ".join("\n".join(found).split())
    assert "account 3 = 2 included + 1 excluded (reference_flow)" in text


def test_a_raw_file_that_changed_after_the_build_is_marked(built: Path) -> None:
    (built / RAW).write_text("b\n")
    assert "changed since: run `make paper`" in "\n".join(lines(KEY, built))
    (built / RAW).unlink()
    assert "no longer there" in "\n".join(lines(KEY, built))


def test_a_table_and_a_figure_tell_their_files(built: Path) -> None:
    table = "\n".join(lines("tbl-drivers", built))
    assert "5 rows: name, beta" in table
    assert "results/demo/tables/drivers.csv" in table
    assert "Boxes and arrows." in "\n".join(lines("fig-flow", built))
    assert "Cajas y flechas." in "\n".join(lines("fig-flow", built, "es"))


def test_a_part_of_a_figure_names_its_records(built: Path) -> None:
    path = built / "results/demo/figures/flow.en.json"
    entries = [f"Study {number}" for number in range(15)]
    part = {"heading": "Included (15)", "part": "included", "entries": entries}
    path.write_text(json.dumps({**json.loads(path.read_text()), "lists": [part]}))
    text = "\n".join(lines("fig-flow", built))
    assert "included  Included (15)\n            Study 0" in text
    assert "Study 11" in text and "Study 12" not in text and "and 3 more" in text


def test_a_label_is_written_as_in_the_article(built: Path) -> None:
    assert lines("tbl-driver-tests", built)[0] == "tbl-driver-tests"
    assert lines("tbl-driver_tests", built)[0] == "tbl-driver-tests"


def test_a_printed_number_is_explained_and_of_several_each_has_its_place(built: Path) -> None:
    assert lines("0.42", built) == lines(KEY, built)
    path = built / "results/demo/facts.json"
    facts = json.loads(path.read_text())["facts"]
    other = {**facts, "survey.drivers.plan.beta": facts[KEY], "survey.hidden.beta": facts[KEY]}
    path.write_text(json.dumps({"facts": other}))
    with (built / "manuscript/article.en.qmd").open("a") as file:
        file.write("\nAnd [survey.drivers.plan.beta]{.fact}.\n")
    text = "\n".join(lines("0,42", built))
    assert re.search("survey.drivers.plan.beta +manuscript/article.en.qmd, line 5", text)
    assert re.search(f"{KEY} +manuscript/article.en.qmd, line 3", text)
    assert "no document prints (1):\n  survey.hidden.beta" in text
    assert "\n  function" not in text
    every = "\n".join(lines("0.42", built, all_of=True))
    assert every.count("printed as") == 3


def test_a_sentence_gives_its_facts_with_value_and_rule(built: Path) -> None:
    with (built / "manuscript/article.en.qmd").open("a") as file:
        file.write(f"\nThe coefficient of trust is [{KEY}]{{.fact}} in this study.\n")
    text = "\n".join(lines("The coefficient of trust is 0.42† in this study.", built))
    assert text.startswith("manuscript/article.en.qmd, line 5, holds these results")
    assert "0.4211 (coefficient)" in text and "printed as  0.42\n" in text


def test_it_speaks_the_language_asked_for(built: Path) -> None:
    text = "\n".join(lines(KEY, built, "es"))
    assert "procedencia" in text and "simulado" in text and "El camino desde" in text
    assert "provenance" not in text


def test_an_unknown_key_gets_the_nearest(built: Path) -> None:
    with pytest.raises(UntraceableError, match=f'Did you mean "{KEY}"'):
        lines("survey.drivers.trst.beta", built)
    with pytest.raises(UntraceableError, match='Did you mean "tbl-drivers"'):
        lines("tbl-driver", built)


def test_before_a_build_it_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(UntraceableError, match="make paper"):
        lines(KEY, tmp_path)
