from alianzas.cases.benefits_challenges import (
    cases_by_model,
    count_by_model,
    counts_facts,
    counts_table,
)
from honest_results.tables import to_markdown


def test_counts_add_up_over_the_models(study, codings):
    counts = count_by_model(codings, study.codes)
    assert len(counts) == 6
    models = study.codes.ids("model")
    assert (counts[models].sum(axis=1) == counts["total"]).all()
    market = counts.set_index("code").loc["market_expansion"]
    assert (market["bridge_alliance"], market["university_industry"]) == (1, 0)
    assert cases_by_model(codings, study.codes) == {
        "bridge_alliance": 2,
        "sectoral_cluster": 0,
        "university_industry": 1,
    }


def test_table_says_how_many_cases_each_model_has(study, codings, labels):
    counts = count_by_model(codings, study.codes)
    cases = cases_by_model(codings, study.codes)
    table = counts_table(counts, cases, study.codes, labels)
    header = to_markdown(table, labels, "es", "observed").splitlines()[0]
    assert "Alianza puente (n = 2)" in header
    assert "Todos los casos (n = 3)" in header


def test_facts_count_every_code_and_rank_none(study, codings, labels):
    counts = count_by_model(codings, study.codes)
    cases = cases_by_model(codings, study.codes)
    facts = {fact.key: fact for fact in counts_facts(counts, cases, study.codes, labels)}
    assert facts["cases.benefit.market_expansion.n"].value == 1
    assert facts["cases.benefit.market_expansion.bridge_alliance.n"].n == 2
    assert not any(key.endswith(".counts") for key in facts)
