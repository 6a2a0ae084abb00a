import pytest

from alianzas.cases.adjudication import (
    UnsettledDisagreementError,
    adjudication_facts,
    outcome_by_case,
)
from unit.cases.example import coding_row


def value(codings, case, code):
    row = codings[(codings["case"] == case) & (codings["code"] == code)]
    return row.iloc[0].to_dict()


def test_one_coding_per_case_and_code(study, codings):
    assert len(codings) == 3 * len(study.codes.judged)
    assert not codings.duplicated(["case", "code"]).any()


def test_agreement_stands_and_consensus_settles_the_rest(codings):
    assert value(codings, "alpha", "trust")["settled_by"] == "agreement"
    assert value(codings, "alpha", "trust")["value"] == 1
    settled = value(codings, "beta", "trust")
    assert (settled["value"], settled["settled_by"]) == (1, "consensus")
    assert value(codings, "gamma", "cultural_fit")["value"] == 0
    assert value(codings, "gamma", "trust")["model"] == "bridge_alliance"


def test_consensus_overrides_even_where_the_coders_agree(study):
    study.write_consensus(
        [
            coding_row("beta", "trust", 1),
            coding_row("gamma", "cultural_fit", 0),
            coding_row("alpha", "alliance_success", 0),
        ]
    )
    changed = value(study.codings(), "alpha", "alliance_success")
    assert (changed["value"], changed["settled_by"]) == (0, "consensus")


def test_every_unsettled_disagreement_is_named(study):
    study.write_consensus([])
    with pytest.raises(UnsettledDisagreementError) as caught:
        study.codings()
    message = str(caught.value)
    assert len(caught.value.problems) == 2
    assert '"trust" in "beta" is not settled: coder-1 says 1, coder-2 says 0.' in message
    assert '"cultural_fit" in "gamma" is not settled: coder-1 says 0, coder-2 says 1.' in message


def test_account_of_disagreements(study, codings):
    facts = {fact.key: fact.value for fact in adjudication_facts(study.judgements(), codings)}
    assert facts == {
        "cases.disagreements.n": 2,
        "cases.disagreements.present.n": 1,
        "cases.disagreements.absent.n": 1,
    }


def test_outcome_by_case(study, codings):
    assert outcome_by_case(codings, study.codes).to_dict() == {
        "alpha": True,
        "beta": False,
        "gamma": True,
    }
