"""Compare configurations (inputs: profiles, codings, measures; outputs: facts, tables, figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.qca.configuration_results import compare_configurations
    from alianzas.config.case_settings import CasesSettings

    codes = load_case_codes(run.input.codes)
    profiles, codings = run.records("profiles"), run.records("codings")
    measures = run.raw("measures") if run.input.measures else None
    comparison = compare_configurations(
        run.settings(CasesSettings).qca, codings, profiles, measures, codes, run.labels, run.study
    )
    run.facts(comparison.facts())
    for table in comparison.tables():
        run.table(table)
    for figure in comparison.figures():
        run.figure(figure)
