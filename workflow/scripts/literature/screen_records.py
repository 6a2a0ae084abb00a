"""Screen (inputs: references, sheets of each stage; outputs: decisions, flow, facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.corpus_statement import corpus_fact
    from alianzas.literature.eligibility import eligibility_facts
    from alianzas.literature.flow import count_flow, trace_records
    from alianzas.literature.flow_boxes import box_records
    from alianzas.literature.screening import screen
    from alianzas.literature.screening_results import (
        included_facts,
        reasons_table,
        rest_on_records,
        screening_facts,
        sources_table,
    )
    from human_files.settings_files import load_model
    from references.ledger.names import read_names
    from references.screening.codebook import ScreeningCodebook

    settings = run.settings(LiteratureSettings)
    codebook, confidence = load_model(run.input.codebook, ScreeningCodebook), run.params.confidence
    references, rejected = run.records("references"), run.records("rejected")
    unique, duplicates = run.records("unique"), run.records("duplicates")
    run.raws("passes")
    run.raw("consensus")
    on_records, titles, texts = run.sources, settings.screening, settings.full_text
    run.raws("full_text")
    names = read_names(run.records("names"))
    result = screen(
        unique, titles, codebook, settings.window, confidence, full_text=texts, names=names
    )
    flow = trace_records(references, rejected, duplicates, result.records)
    counts = count_flow(flow, *map(codebook.reasons_at, ("title_abstract", "full_text")))
    run.write_records("screened", result.records)
    run.write_records("flow", flow)
    run.write_records("boxes", box_records(flow))
    facts = screening_facts(result, counts, codebook, run.labels, confidence, titles.read)
    run.facts(rest_on_records(facts, on_records))
    run.facts(eligibility_facts(codebook, run.labels))
    run.facts([corpus_fact(result.records, counts, settings, run.labels)])
    run.facts(included_facts(result.records, settings.sources, settings.focus_window, run.labels))
    run.table(sources_table(flow, settings.sources))
    run.table(reasons_table(counts, codebook))
