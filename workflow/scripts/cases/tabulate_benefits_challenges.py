"""Count benefits and challenges (input: codings; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.benefits_challenges import (
        cases_by_model,
        count_by_model,
        counts_facts,
        counts_table,
    )
    from alianzas.cases.case_codes import load_case_codes

    codes = load_case_codes(run.input.codes)
    codings = run.records("codings")
    counts, cases = count_by_model(codings, codes), cases_by_model(codings, codes)
    run.facts(counts_facts(counts, cases, codes, run.labels))
    run.table(counts_table(counts, cases, codes, run.labels))
