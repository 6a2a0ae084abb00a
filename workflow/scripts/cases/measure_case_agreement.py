"""Compare the coders (input: judgements; outputs: facts, table case_agreement)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.cases.agreement import agreement_facts, agreement_table, measure_agreement
    from alianzas.cases.case_codes import load_case_codes

    codes = load_case_codes(run.input.codes)
    agreement = measure_agreement(run.records("judgements"), run.params.confidence)
    run.facts(agreement_facts(agreement, codes, run.labels, run.params.confidence))
    run.table(agreement_table(agreement, codes, run.params.confidence))
