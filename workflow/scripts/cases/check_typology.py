"""Check the typology (inputs: profiles, codings; outputs: facts, table, figure)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.cross_case_matrix import build_matrix
    from alianzas.cases.typology import check_typology, typology_facts, typology_table
    from alianzas.cases.typology_figure import typology_figure

    codes = load_case_codes(run.input.codes)
    profiles, codings = run.records("profiles"), run.records("codings")
    typology = check_typology(build_matrix(codings, profiles, codes), codes, run.seed)
    run.table(typology_table(typology, codes, run.labels))
    run.figure(typology_figure(typology, codes, run.labels))
    run.facts(typology_facts(typology, run.labels, run.params.confidence))
