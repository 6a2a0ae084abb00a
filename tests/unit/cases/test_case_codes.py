import re

import pytest
import yaml

from alianzas.cases.case_codes import CaseCodebookError, load_case_codes
from human_files.errors import ConfigurationError


def test_shipped_codebook_has_what_the_study_needs(codes):
    assert codes.ids("condition") == [
        "strategic_compatibility",
        "rigorous_planning",
        "formal_contract",
        "trust",
        "cultural_fit",
        "governance",
    ]
    assert codes.ids("benefit") == [
        "risk_diversification",
        "knowledge_transfer",
        "market_expansion",
    ]
    assert len(codes.ids("challenge")) == 3
    assert codes.ids("model") == ["bridge_alliance", "sectoral_cluster", "university_industry"]
    assert codes.outcome == "alliance_success"


def test_coders_judge_neither_model_nor_sector(codes):
    assert not set(codes.judged) & {*codes.ids("model"), *codes.ids("sector")}
    assert codes.judged["trust"] == "condition"


def test_every_judged_code_has_an_example(codes):
    judged = [code for name in ("condition", "benefit", "challenge") for code in codes.codes(name)]
    assert all(code.example is not None for code in judged)


def test_names_are_joined_as_in_a_sentence(codes):
    assert codes.join(["trust", "formal_contract"]) == {
        "en": "trust and formal contract",
        "es": "confianza y contrato formal",
    }


def content(codes):
    return codes.codebook.model_dump(mode="json", exclude_none=True)


def drop_dimension(book):
    book["dimensions"] = [one for one in book["dimensions"] if one["id"] != "outcome"]


def two_outcomes(book):
    outcome = next(one for one in book["dimensions"] if one["id"] == "outcome")
    outcome["codes"].append({**outcome["codes"][0], "id": "survival"})


def same_code_twice(book):
    by_id = {one["id"]: one for one in book["dimensions"]}
    trust = next(code for code in by_id["condition"]["codes"] if code["id"] == "trust")
    by_id["benefit"]["codes"].append({**trust, "parent": None})


def nothing_to_judge(book):
    benefit = next(one for one in book["dimensions"] if one["id"] == "benefit")
    for code in benefit["codes"]:
        code["assignable"] = False


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (drop_dimension, 'no dimension "outcome"'),
        (two_outcomes, "more than one outcome.*alliance_success, survival"),
        (same_code_twice, 'code "trust" appears in 2 dimensions'),
        (nothing_to_judge, '"benefit" has no code that coders assign'),
    ],
)
def test_a_codebook_the_analysis_cannot_use(tmp_path, codes, spoil, message):
    book = content(codes)
    spoil(book)
    path = tmp_path / "codes.yaml"
    path.write_text(yaml.safe_dump(book, allow_unicode=True), encoding="utf-8")
    with pytest.raises(CaseCodebookError, match=message) as caught:
        load_case_codes(path)
    assert all(problem.file == str(path) for problem in caught.value.problems)


def test_a_misspelt_key_names_the_right_one(tmp_path, codes):
    text = yaml.safe_dump(content(codes), allow_unicode=True)
    path = tmp_path / "codes.yaml"
    path.write_text(re.sub("definition:", "defintion:", text, count=1), encoding="utf-8")
    with pytest.raises(ConfigurationError, match="defintion") as caught:
        load_case_codes(path)
    assert 'Did you mean "definition"' in str(caught.value)
