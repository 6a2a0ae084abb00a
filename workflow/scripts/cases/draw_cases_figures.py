"""Draw the cases (inputs: profiles, codings, saturation; outputs: figures in one language)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.cases.benefits_challenges import cases_by_model, count_by_model
    from alianzas.cases.case_codes import load_case_codes
    from alianzas.cases.cross_case_matrix import build_matrix
    from alianzas.cases.figures import counts_figure, matrix_figure
    from alianzas.cases.saturation_figure import saturation_figure

    codes = load_case_codes(run.input.codes)
    profiles, codings = run.records("profiles"), run.records("codings")
    run.figure(matrix_figure(build_matrix(codings, profiles, codes), codes, run.labels))
    counts, cases = count_by_model(codings, codes), cases_by_model(codings, codes)
    run.figure(counts_figure(counts, cases, codes, run.labels))
    curve, base = run.records("saturation"), run.params.base
    run.figure(saturation_figure(curve, base, run.labels, run.params.confidence))
