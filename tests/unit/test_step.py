import json
import subprocess
import sys
from types import SimpleNamespace

import pandas as pd
import pytest
from pydantic import ValidationError

from alianzas.config.robustness_settings import Recovery
from honest_results.provenance import Source
from honest_results.records import write_records
from honest_results.step import Run, step
from human_files.errors import ResultError


class Named(SimpleNamespace):
    """Like Snakemake's named lists: attributes and items."""

    def __getitem__(self, name):
        return getattr(self, name)

    def keys(self):
        return vars(self).keys()


def fake(tmp_path, **changes):
    job = {
        "input": Named(),
        "output": Named(),
        "params": Named(),
        "wildcards": Named(study="ecuador"),
        "config": {"languages": ["en", "es"]},
        "rule": "fit_drivers",
        "scriptdir": "workflow/scripts/survey",
        "log": [str(tmp_path / "logs" / "fit_drivers.log")],
    }
    return SimpleNamespace(**{**job, **changes})


def test_facts_carry_rule_script_and_every_source_read(tmp_path):
    write_records(
        pd.DataFrame({"a": [1]}), tmp_path / "in.parquet", [Source("data/a.csv", "simulated")]
    )
    job = fake(
        tmp_path,
        input=Named(scores=str(tmp_path / "in.parquet"), answers="data/texts/case-01.md"),
        output=Named(facts=str(tmp_path / "facts.json")),
        params=Named(provenance={"data/texts": "illustrative"}),
    )
    with step(job) as run:
        run.records("scores")
        assert run.raw("answers") == "data/texts/case-01.md"
        run.fact("survey.n", 3, "count")
    written = json.loads((tmp_path / "facts.json").read_text())
    assert written["rule"] == "fit_drivers"
    assert written["script"] == "workflow/scripts/survey/fit_drivers.py"
    assert written["sources"] == [
        ["data/a.csv", "simulated"],
        ["data/texts/case-01.md", "illustrative"],
    ]


def test_a_raw_file_without_provenance_is_refused(tmp_path):
    job = fake(tmp_path, input=Named(x="data/new.csv"), params=Named(provenance={}))
    with pytest.raises(KeyError, match="no provenance"):
        Run(job).raw("x")


def test_results_that_say_nothing_of_what_they_rest_on_are_refused(tmp_path):
    facts = tmp_path / "facts.json"
    run = Run(fake(tmp_path, output=Named(facts=str(facts))))
    run.fact("survey.n", 3, "count")
    with pytest.raises(ResultError, match="does not say which raw files it rests on"):
        run.finish()
    assert not facts.exists()
    run.rests_on_settings()
    run.finish()
    assert json.loads(facts.read_text())["facts"]["survey.n"]["level"] == "observed"


def test_what_other_rules_facts_rest_on_is_remembered_of_each(tmp_path):
    """A fact with raw files of its own, weaker than all that its rule has read."""
    own = {"value": 1, "kind": "count", "sources": [["b.csv", "simulated"]]}
    content = {"sources": [["a.csv", "observed"]], "facts": {"s.n": own, "s.m": {"value": 2}}}
    (tmp_path / "in.json").write_text(json.dumps(content))
    run = Run(fake(tmp_path, input=Named(other=str(tmp_path / "in.json"))))
    run.facts_of("other")
    assert run.sources == [Source("a.csv", "observed"), Source("b.csv", "simulated")]


def test_rules_draw_different_random_numbers_from_one_study_seed(tmp_path):
    seeds = [Run(fake(tmp_path, rule=r, params=Named(seed=1))).seed for r in ("one_a", "one_b")]
    again = Run(fake(tmp_path, rule="one_a", params=Named(seed=1))).seed
    assert seeds[0] == again != seeds[1]


SCRIPT = """
import sys, warnings
sys.path.insert(0, {tests!r})
from unit.test_step import fake
from pathlib import Path
from honest_results.step import step
from human_files.errors import DataError, Problem
with step(fake(Path({folder!r}))) as run:
    warnings.warn("take care")
    {body}
"""


def run_script(tmp_path, body):
    from pathlib import Path

    tests = str(Path(__file__).parents[1])
    code = SCRIPT.format(tests=tests, folder=str(tmp_path), body=body)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    return done, (tmp_path / "logs" / "fit_drivers.log").read_text()


def test_a_persons_mistake_is_one_message_and_its_traceback_only_in_the_log(tmp_path):
    done, log = run_script(
        tmp_path, "raise DataError(Problem('data/x.csv', 'is wrong.', 'Mend it.', row=3))"
    )
    assert done.returncode == 1
    assert done.stderr == "error: data/x.csv, row 3: is wrong.\n  Mend it.\n"
    assert "Traceback" in log and "take care" in log


def test_our_own_fault_says_so_and_where_to_look(tmp_path):
    done, log = run_script(tmp_path, "1 / 0")
    assert done.returncode == 1
    assert "fault of the program" in done.stderr and "fit_drivers.log" in done.stderr
    assert "Traceback" not in done.stderr
    assert "ZeroDivisionError" in log


@pytest.mark.parametrize("draft", [None, {"study": "ecuador", "language": "es"}])
def test_a_drafts_settings_may_be_lower_than_a_file_may_say(tmp_path, draft):
    settings = {"data_sets": 8, "costly_data_sets": 4, "resamples": 50}
    config = {"languages": ["es"], **({"draft": draft} if draft else {})}
    run = Run(fake(tmp_path, params=Named(settings=settings), config=config))
    assert run.is_draft == bool(draft)
    if draft:
        assert run.settings(Recovery).data_sets == 8
    else:
        with pytest.raises(ValidationError, match="greater than or equal to 100"):
            run.settings(Recovery)
