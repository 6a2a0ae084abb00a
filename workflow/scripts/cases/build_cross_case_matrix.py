"""Set conditions against outcome (inputs: profiles, codings; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_contrasts import contrast_facts
    from alianzas.cases.condition_statement import condition_statement
    from alianzas.cases.contrast_words import bearing_fact
    from alianzas.cases.cross_case_matrix import build_matrix, matrix_facts, matrix_table

    codes = load_case_codes(run.input.codes)
    profiles, codings = run.records("profiles"), run.records("codings")
    run.table(matrix_table(build_matrix(codings, profiles, codes), codes))
    run.facts(matrix_facts(codings, codes, run.labels))
    confidence = run.params.confidence
    contrasts = contrast_facts(codings, codes, confidence, run.labels)
    run.facts(contrasts)
    run.facts(condition_statement(contrasts, codings, codes, run.labels, confidence))
    run.facts([bearing_fact(contrasts, codings, codes, run.labels, confidence)])
