"""Draw the review (inputs: flow, decisions, codes, codebooks; outputs: five figures)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.codebook import Codebook
    from alianzas.config.literature import LiteratureSettings
    from alianzas.config.load import load_model
    from alianzas.config.screening import ScreeningCodebook
    from alianzas.literature.ado_figure import ado_figure
    from alianzas.literature.evidence_map_figure import evidence_map_figure
    from alianzas.literature.flow_figure import flow_figure
    from alianzas.literature.studies import group_studies
    from alianzas.literature.study_figures import codes_figure, years_figure

    settings = run.settings(LiteratureSettings)
    codebook = load_model(run.input.codebook, Codebook)
    screening = load_model(run.input.screening_codebook, ScreeningCodebook)
    studies = group_studies(run.records("codes"), codebook)
    theory, method = codebook.by_id["theory"], codebook.by_id["method"]
    screened = run.records("screened")
    flow = run.records("flow")
    run.figure(flow_figure(flow, screened, screening, settings.sources, run.labels))
    run.figure(years_figure(screened, settings.window, settings.focus_window, run.labels))
    run.figure(codes_figure("theories", studies, theory, run.labels))
    run.figure(ado_figure(studies, codebook, run.labels))
    run.figure(evidence_map_figure(studies, theory, method, run.labels))
