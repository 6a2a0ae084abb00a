"""Settings and quotations of the built study: no data behind them, and where they stand."""

import json

import pytest

from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from honest_results.design import is_design
from honest_results.documents.design_places import design_place

STUDY = "ecuador"
#: What the study decides or quotes, by its key.
DECIDED = (
    ".threshold.",
    "cases.qca.cut.",
    "cases.qca.necessity.",
    ".window.",
    ".focus_window.",
    ".permutations.n",
    ".replicates.n",
    ".draws.n",
    ".bootstrap.n",
    ".imputation.n",
    ".equivalence.bound",
    ".power.wanted",
    ".matters",
    ".trimming",
    ".confidence",
    ".certainty",
    ".provenance.statement",
    ".readers.statement",
    "literature.gaps.least",
    "literature.fields.enough",
    "literature.coding.codes.n",
    "survey.questionnaire.",
    "survey.scale.points",
    "survey.income.claim.bound",
    "survey.well_structured.threshold",
)
#: Named like those, and results.
RESULTS = ("synthesis.claims.", ".power.claimed")


@pytest.fixture(scope="module")
def facts(built):
    path = built.folder / f"results/{STUDY}/facts.json"
    return json.loads(path.read_text(encoding="utf-8"))["facts"]


def test_what_the_study_decides_has_neither_level_nor_raw_files(facts):
    for key, fact in facts.items():
        is_named = key.startswith(("study.", "claims.")) or any(part in key for part in DECIDED)
        if is_named and not any(part in key for part in RESULTS):
            assert is_design(fact), key
    for key, fact in facts.items():
        if is_design(fact):
            assert "level" not in fact and fact["sources"] == [], key
            assert "n" not in fact and "interval" not in fact, key


def settings_at(settings, address):
    """Everything at a dotted address of plain settings."""
    found = [settings]
    for part in address.split("."):
        found = [value for node in found for value in step(node, part)]
    return found


def step(node, part):
    if isinstance(node, dict):
        return list(node.values()) if part == "*" else [node[part]] if part in node else []
    if isinstance(node, list):
        return [one for one in node if part == "*" or one.get("name") == part]
    return []


def test_no_result_is_called_a_setting(facts, built):
    """Each stands where it says it does, with this value; what the file leaves out has the default."""
    settings = load_study(STUDY, built.folder).model_dump(mode="json")
    in_file = 0
    for key, fact in facts.items():
        if not is_design(fact):
            continue
        place = design_place(key, fact, STUDY, built.folder, model=Study)  # raises if it differs
        in_file += not place.is_default
        if place.is_default and "file" not in fact["design"]:  # of a codebook, by words alone
            found = settings_at(settings, place.setting)
            assert found and (found == [fact["value"]] or isinstance(fact["value"], str)), key
    assert in_file > 60


def test_a_result_that_is_called_a_setting_is_refused(facts, built):
    from human_files.errors import ResultError

    wrong = facts["survey.confidence"] | {"value": 0.9217}
    with pytest.raises(ResultError, match="something else is written") as caught:
        design_place("survey.confidence", wrong, STUDY, built.folder)
    (problem,) = caught.value.problems
    assert problem.file == f"config/studies/{STUDY}/study.yaml" and problem.row


def test_a_published_number_names_who_published_it(facts):
    for key, fact in facts.items():
        if key.startswith("claims."):
            assert fact["design"]["quoted"] in ("akinson2026reframing", "melendez2026modern")
            assert fact["design"]["file"].endswith("claims.yaml")
