"""Mistakes in a file of claims are told with file, line and the nearest word."""

from __future__ import annotations

import pytest
import yaml
from evidence import BOTH, fact

from honest_results.claims.claim_models import Claims
from honest_results.claims.claims_files import ClaimsError, check_facts, read_claims
from honest_results.claims.statement_models import Proposition, Propositions
from human_files.errors import ConfigurationError
from human_files.settings_files import load_model
from unit.synthesis.claims.conftest import ROOT, claim, content

SAYS = {"kind": "says", "fact": "a.b", "supports": ["yes"], "contradicts": ["no"]}


def problems(tmp_path, *claims):
    """Return what is told of a file with these claims."""
    path = tmp_path / "claims.yaml"
    path.write_text(yaml.safe_dump(content(*claims), allow_unicode=True, sort_keys=False))
    with pytest.raises(ConfigurationError) as caught:
        load_model(path, Claims, "claims.yaml")
    return path.read_text().split("\n"), caught.value.problems


def test_an_unknown_kind_of_rule_gets_the_nearest(tmp_path):
    lines, found = problems(
        tmp_path, claim(rule={"kind": "largst", "fact": "a.b", "among": ["a.c"]})
    )
    assert len(found) == 1
    assert "unknown kind" in found[0].found and 'Did you mean "largest"?' in found[0].advice
    assert "rule:" in lines[found[0].row - 1]


def test_a_rule_that_lacks_an_argument(tmp_path):
    made = {"kind": "equals", "fact": "a.b", "value": 3}
    lines, found = problems(tmp_path, claim(rule=made))
    assert str(found[0]).startswith(f"claims.yaml, line {lines.index('      rule:') + 1}")
    assert "Add `tolerance:`." in str(found[0])


def test_a_rule_without_a_kind(tmp_path):
    _, found = problems(tmp_path, claim(rule={"fact": "a.b"}))
    assert found[0].advice == "Add `kind:`."


def test_a_tolerance_for_a_phrase(tmp_path):
    made = {**SAYS, "tolerence": 0.1}
    lines, found = problems(tmp_path, claim(rule=made))
    assert 'unknown key "tolerence"' in found[0].found
    assert "tolerence" in lines[found[0].row - 1]
    made = {"kind": "says", "fact": "a.b", "suports": ["yes"], "contradicts": ["no"]}
    _, found = problems(tmp_path, claim(rule=made))
    assert any('Did you mean "supports"?' in str(problem) for problem in found)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"rule": {"kind": "equals", "fact": "a.b", "value": "n", "tolerance": 0}}, '"n"'),
        ({"published": {"en": "{m} firms", "es": "{m} empresas"}}, '"m"'),
        (
            {
                "rule": {
                    "kind": "largest",
                    "fact": "a.b",
                    "among": ["a.b"],
                    "of": "a.c",
                    "lead": 0.1,
                }
            },
            "compared with itself",
        ),
        (
            {"rule": {**SAYS, "contradicts": ["yes"]}},
            "two meanings",
        ),
        (
            {"needs": {"supported": "simulated", "not_supported": "observed", "because": BOTH}},
            "needs",
        ),
        ({"rule": {"kind": "equals", "fact": "a.b", "value": 1, "tolerance": -1}}, "tolerance"),
        ({"rule": {"kind": "more", "fact": "no key", "smallest": 0}}, "fact"),
        ({"proposition": "planning"}, "either `proposition`"),
        ({"strands": {}}, "either `proposition`"),
        ({"strands": {"survey": {"decides": "alone"}}}, "a rule, a text, or both"),
    ],
)
def test_contradictions_in_a_claim(tmp_path, change, words):
    _, found = problems(tmp_path, claim(**change))
    assert any(words in str(problem) for problem in found), found


def test_a_claim_given_twice_is_told_with_both_lines(register):
    with pytest.raises(ClaimsError) as caught:
        register(claim("planning"), claim("trust"), claim("planning"))
    text = str(caught.value)
    assert 'the claim "planning" already exists (claims.yaml, line' in text
    assert caught.value.problems[0].row is not None


def test_each_mistake_is_told_with_its_own_line(register, tmp_path):
    with pytest.raises(ClaimsError) as caught:
        register(claim("one"), claim("one"), claim("two", source="author2026titel"))
    lines = (tmp_path / "claims.yaml").read_text(encoding="utf-8").split("\n")
    first, second = caught.value.problems
    assert lines[first.row - 1] == "- id: one" and first.row > lines.index("- id: one") + 1
    assert first.found.endswith(f"(claims.yaml, line {lines.index('- id: one') + 1}).")
    assert lines[second.row - 1] == "  source: author2026titel"
    assert second.advice == 'Did you mean "author2026title"?'


def test_several_files_are_one_register_in_their_order(tmp_path):
    for name, ids in (("a.yaml", ("one", "two")), ("b.yaml", ("three",))):
        text = content(*(claim(id) for id in ids))
        text["sources"] = {f"{name[0]}2026x": text["sources"]["author2026title"]}
        for made in text["claims"]:
            made["source"] = f"{name[0]}2026x"
        (tmp_path / name).write_text(yaml.safe_dump(text), encoding="utf-8")
    found = read_claims(["a.yaml", "b.yaml"], tmp_path)
    assert [made.id for made in found.claims] == ["one", "two", "three"]
    assert set(found.sources) == {"a2026x", "b2026x"}
    assert found.places["three"][0] == "b.yaml"


def test_claims_about_material_are_held_by_the_study_that_has_it(register):
    claims = register(claim("world"), claim("theirs", about="material"))
    assert [made.id for made in claims.held([])] == ["world"]
    assert [made.id for made in claims.held(["other2020"])] == ["world"]
    assert [made.id for made in claims.held(["author2026title"])] == ["world", "theirs"]


def test_a_fact_that_does_not_exist_gets_line_and_nearest(register):
    claims = register(
        claim("one"), claim("two", rule={"kind": "more", "fact": "survey.efect", "smallest": 0})
    )
    facts = {"survey.effect": fact(1, interval=(0, 2))}
    with pytest.raises(ClaimsError) as caught:
        check_facts(claims, facts, claims.claims)
    (problem,) = caught.value.problems
    assert problem.column == "two" and problem.row == claims.places["two"][1]
    assert problem.found == 'there is no fact "survey.efect".'
    assert problem.advice == 'Did you mean "survey.effect"?'


def test_a_fact_far_from_all_others_does_not_list_them_all(register):
    claims = register(claim(rule={"kind": "more", "fact": "zzz.qqq", "smallest": 0}))
    with pytest.raises(ClaimsError, match=r"facts\.json"):
        check_facts(claims, {"survey.effect": fact(1)}, claims.claims)


def test_a_claim_may_say_why_a_fact_is_missing(register):
    claims = register(claim(if_missing=BOTH))
    check_facts(claims, {}, claims.claims)


def test_a_setting_is_no_evidence(register):
    claims = register(claim())
    setting = fact(1, interval=(0, 2)) | {"sources": []}
    with pytest.raises(ClaimsError, match="rests on no raw file"):
        check_facts(claims, {"survey.effect": setting}, claims.claims)


PROPOSITION = {
    "id": "planning_over_contract",
    "text": BOTH,
    "relation": {"from": BOTH, "to": {"en": "success", "es": "éxito"}},
    "strands": {"survey": {"rule": {"kind": "more", "fact": "survey.effect", "smallest": 0}}},
    "needs": {"supported": "observed", "not_supported": "observed", "because": BOTH},
}


def test_a_claim_that_a_proposition_makes_too_has_its_judge(tmp_path):
    made = claim(proposition="planning_over_contract")
    del made["strands"], made["needs"]
    (tmp_path / "claims.yaml").write_text(yaml.safe_dump(content(made)), encoding="utf-8")
    shared = [Proposition.model_validate(PROPOSITION)]
    register = read_claims(["claims.yaml"], tmp_path, shared)
    assert register.strands(register.claims[0]) == shared[0].strands
    assert register.needs(register.claims[0]) == shared[0].needs
    read_claims(["claims.yaml"], tmp_path)  # without propositions the claims can still be read
    with pytest.raises(ClaimsError, match='no proposition "planning_over_contract"'):
        read_claims(["claims.yaml"], tmp_path, [])


def test_each_sentence_of_an_abstract_is_accounted_for(tmp_path):
    about = {"about": BOTH}
    for sentences, words in (
        ([about], "needs claims, or the reason"),
        ([{**about, "claims": ["trust"]}], "names 'trust', which is no claim of it"),
    ):
        text = content(claim())
        text["sources"]["author2026title"]["sentences"] = sentences
        path = tmp_path / "claims.yaml"
        path.write_text(yaml.safe_dump(text), encoding="utf-8")
        with pytest.raises(ConfigurationError, match=words):
            load_model(path, Claims, "claims.yaml")


def test_the_shipped_claims_account_for_both_abstracts():
    """The abstracts have 12 and 8 sentences; each is here, and every claim stands in one."""
    propositions = load_model(ROOT / "config/codebooks/propositions.yaml", Propositions)
    found = read_claims(["config/codebooks/claims.yaml"], ROOT, propositions.propositions)
    assert [len(source.sentences) for source in found.sources.values()] == [12, 8]
    for made in found.claims:
        assert any(made.id in s.claims for s in found.sources[made.source].sentences)
        assert all(made.no_tautology.by_language().values())


def test_literature_from_the_claimants_own_list_is_circular_for_every_claim_about_the_world():
    found = read_claims(["config/codebooks/claims.yaml"], ROOT)
    about_literature = [
        (made, strand)
        for made in found.claims
        for name, strand in made.strands.items()
        if name == "review" and made.about == "firms"
    ]
    assert about_literature
    for made, strand in about_literature:
        assert made.source in strand.circular_with, made.id


def test_the_shipped_claims_name_articles_of_the_bibliography():
    found = read_claims(["config/codebooks/claims.yaml"], ROOT)
    bibliography = (ROOT / "manuscript/references.bib").read_text(encoding="utf-8")
    for source, article in found.sources.items():
        assert f"{{{source}," in bibliography
        assert article.doi in bibliography
