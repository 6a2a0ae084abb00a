"""Draw the cases (inputs: records; outputs: figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.cases.benefits_challenges import cases_by_model, count_by_model
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.case_figures import counts_figure, matrix_figure
    from alianzas.cases.cross_case_matrix import build_matrix
    from alianzas.cases.data_structure import build_structure, structure_figure
    from alianzas.cases.saturation_figure import saturation_figure
    from alianzas.config.case_settings import CasesSettings

    codes = load_case_codes(run.input.codes)
    profiles, codings = run.records("profiles"), run.records("codings")
    matrix = build_matrix(codings, profiles, codes)
    run.figure(matrix_figure(matrix, codes, run.labels))
    counts, cases = count_by_model(codings, codes), cases_by_model(codings, codes)
    run.figure(counts_figure(counts, cases, codes, run.labels))
    structure = build_structure(codings, codes)
    run.figure(structure_figure(structure, len(profiles), codes, run.labels))
    base = run.settings(CasesSettings).saturation.base
    run.figure(
        saturation_figure(run.records("saturation"), base, run.labels, run.params.confidence)
    )
