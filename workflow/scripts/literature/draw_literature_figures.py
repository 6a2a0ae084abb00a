"""Draw the review (inputs: flow, decisions, codes, facts; outputs: the figures of its process)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.codebook import Codebook
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.ado_figure import ado_figure
    from alianzas.literature.evidence_map_figure import evidence_map_figure
    from alianzas.literature.flow_figure import flow_figure
    from alianzas.literature.included_figures import years_figure
    from alianzas.literature.included_studies import group_studies
    from alianzas.literature.review_steps import review_values
    from alianzas.literature.spar_figure import spar_figure
    from alianzas.literature.theory_context_method_figure import theory_context_method_figure
    from human_files.settings_files import load_model
    from references.screening.codebook import ScreeningCodebook

    settings = run.settings(LiteratureSettings)
    codebook = load_model(run.input.codebook, Codebook)
    screening = load_model(run.input.screening_codebook, ScreeningCodebook)
    studies = group_studies(run.records("codes"), codebook)
    screened, flow = run.records("screened"), run.records("flow")
    facts = run.facts_of("coding") | run.facts_of("gaps")
    values = review_values(flow, settings, screening, codebook, facts)
    reviewed = flow_figure(flow, screened, screening, settings.sources, run.labels)
    run.figure(reviewed)
    run.figure(spar_figure(values, run.labels, reviewed.lists))
    run.figure(years_figure(screened, settings.window, settings.focus_window, run.labels))
    run.figure(theory_context_method_figure(studies, codebook, run.labels))
    run.figure(ado_figure(studies, codebook, run.labels))
    for name, row, column in (
        ("evidence_map", "theory", "method"),
        ("gap_map", "antecedents", "outcomes"),
    ):
        pair = codebook.by_id[row], codebook.by_id[column]
        run.figure(evidence_map_figure(name, studies, *pair, run.labels))
