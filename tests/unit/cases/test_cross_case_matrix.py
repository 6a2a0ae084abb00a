from alianzas.cases.cross_case_matrix import build_matrix, matrix_facts, matrix_table
from honest_results.tables import to_markdown


def facts_of(study, labels):
    return {fact.key: fact for fact in matrix_facts(study.codings(), study.codes, labels)}


def test_matrix_holds_every_code_of_every_case(study, codings):
    matrix = build_matrix(codings, study.profiles(), study.codes)
    assert list(matrix["case"]) == ["alpha", "gamma", "beta"]
    assert list(matrix["trust"]) == [1, 0, 1]
    assert list(matrix.columns[3:]) == list(study.codes.judged)


def test_table_shows_dots_by_model_with_the_outcome_last(study, codings, labels):
    table = matrix_table(build_matrix(codings, study.profiles(), study.codes), study.codes)
    text = to_markdown(table, labels, "en", "observed")
    lines = text.splitlines()
    assert lines[0].split("|")[-2].strip() == "Alliance success"
    gamma = next(line for line in lines if "Gamma" in line)
    assert [cell.strip() for cell in gamma.split("|")[2:-1]] == [*"●○●○○○●"]
    assert "**Bridge alliance**" in text


def test_counts_of_conditions_and_successes(study, labels):
    facts = facts_of(study, labels)
    number = {key: fact.value for key, fact in facts.items()}
    assert (number["cases.success.n"], number["cases.unsuccessful.n"]) == (2, 1)
    assert number["cases.model.bridge_alliance.success.n"] == 2
    assert number["cases.model.university_industry.success.n"] == 0
    assert number["cases.condition.trust.n"] == 2
    assert number["cases.condition.trust.success.n"] == 1
    assert number["cases.condition.trust.unsuccessful.n"] == 1
    assert facts["cases.condition.trust.success.n"].n == 2
