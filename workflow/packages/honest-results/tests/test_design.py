"""Values that a study decides: how they are written, merged, weighed and looked up."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel, Field

from honest_results.claims.claims_files import unfit_facts
from honest_results.claims.statement_models import Strand
from honest_results.design import Design, is_design
from honest_results.documents.design_places import design_place
from honest_results.fact_merging import merge_facts
from honest_results.facts import Fact, write_facts
from honest_results.provenance import Source, composed, weakest_of
from human_files.errors import ResultError

SOURCE = [Source("data/a.csv", "simulated")]
STUDY = """\
# A comment.
confidence: 0.95
survey:
  cut: 3
  models: [bridge, cluster]
review:
  sources:
    - {name: one, years: 4}
    - {name: two, years: 6}
claims:
  - id: firms
    values: {n: {value: 150}}
"""


class Survey(BaseModel):
    cut: int = 3
    draws: int = Field(
        default=1000,
        description="How many.",
    )


class Settings(BaseModel):
    confidence: float
    survey: Survey | None = None


def write(tmp_path, *facts):
    path = tmp_path / "facts/fit.json"
    write_facts(facts, path, rule="fit", script="workflow/fit.py", sources=SOURCE)
    return path


@pytest.fixture
def root(tmp_path):
    (tmp_path / "config/studies/demo").mkdir(parents=True)
    (tmp_path / "config/studies/demo/study.yaml").write_text(STUDY, encoding="utf-8")
    return tmp_path


def decided(setting, value, kind="number", **more):
    return {"value": value, "kind": kind, "design": {"setting": setting, **more}, "sources": []}


def test_a_design_value_has_no_level_and_no_raw_files_whatever_its_rule_read(tmp_path):
    both = [
        Fact("survey.cut", 3, "count", design=Design("survey.cut")),
        Fact("survey.n", 7, "count"),
    ]
    path = write(tmp_path, *both)
    written = json.loads(path.read_text())["facts"]["survey.cut"]
    assert "level" not in written and written["sources"] == []
    assert written["design"] == {"setting": "survey.cut"}
    merged = merge_facts([path])
    assert is_design(merged["survey.cut"]) and "level" not in merged["survey.cut"]
    assert merged["survey.cut"]["text"] == {"en": "3", "es": "3"}
    assert merged["survey.n"]["level"] == "simulated" and not is_design(merged["survey.n"])


@pytest.mark.parametrize("more", [{"n": 3}, {"interval": (0.1, 0.2)}, {"sources": tuple(SOURCE)}])
def test_what_has_data_is_no_design_value(more):
    with pytest.raises(ValueError, match="rests on no data"):
        Fact("survey.cut", 3, "count", design=Design("survey.cut"), **more)


def test_a_design_value_makes_no_result_weaker_or_stronger():
    setting, result = decided("confidence", 0.95), {"level": "simulated", "sources": [SOURCE[0]]}
    assert weakest_of([setting, result]) == "simulated" and weakest_of([setting]) == "observed"
    assert composed([setting, result]) == tuple(SOURCE)


def test_a_design_value_is_no_evidence_for_a_claim():
    rule = {"kind": "at_least", "fact": "survey.cut", "bound": 2}
    strand = Strand.model_validate({"rule": rule})
    ((found, _),) = unfit_facts(strand, {"survey.cut": decided("survey.cut", 3)})
    assert "no evidence" in found


@pytest.mark.parametrize(
    ("setting", "value", "line", "written"),
    [
        ("confidence", 0.95, 2, "0.95"),
        ("survey.cut", 3, 4, "3"),
        ("survey.models.*", 2, 5, None),
        ("review.sources.two.years", 6, 9, "6"),
        ("claims.firms.values.n.value", 150, 12, "150"),
    ],
)
def test_where_it_stands(root, setting, value, line, written):
    place = design_place("a.b", decided(setting, value), "demo", root)
    assert place.file == "config/studies/demo/study.yaml" and not place.is_default
    assert (place.setting, place.line) == (setting, line)
    if written is not None:
        assert place.written == written


@pytest.mark.parametrize(
    ("setting", "value"), [("confidence", 0.9), ("survey.cut", 4), ("survey.models.*", 3)]
)
def test_a_result_that_is_called_a_setting_stops_the_build(root, setting, value):
    with pytest.raises(ResultError, match="something else is written") as caught:
        design_place("a.b", decided(setting, value), "demo", root)
    assert caught.value.problems[0].row is not None
    # While somebody edits the file, and in a draft, the results are those of other settings.
    assert design_place("a.b", decided(setting, value), "demo", root, is_built=False).line


def test_a_default_stands_in_the_model(root):
    here = Path(__file__)
    fact = decided("survey.draws", 1000, file=str(root / "config/studies/demo/study.yaml"))
    place = design_place("a.b", fact, "demo", here.parent, model=Settings)
    assert place.is_default and place.file == here.name and place.line is not None
    lines = here.read_text(encoding="utf-8").splitlines()
    assert lines[place.line - 1].strip() == "draws: int = Field("


def test_without_the_model_a_default_has_no_line(root):
    place = design_place("a.b", decided("survey.draws", 1000), "demo", root)
    assert place.is_default and place.line is None
    assert place.file == "config/studies/demo/study.yaml"
