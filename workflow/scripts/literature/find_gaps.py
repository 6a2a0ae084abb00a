"""Find gaps (inputs: decisions, codes; outputs: facts, agenda, exemplary studies)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.codebook import Codebook
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.analysis.field_coverage import count_fields
    from alianzas.literature.analysis.gap_words import gaps_fact
    from alianzas.literature.analysis.gaps import (
        exemplary_table,
        find_gaps,
        gap_facts,
        research_table,
    )
    from alianzas.literature.included_studies import group_studies
    from human_files.settings_files import load_model

    rules = run.settings(LiteratureSettings).analysis
    codebook = load_model(run.input.codebook, Codebook)
    screened, codes = run.records("screened"), run.records("codes")
    included = screened[screened["decision"] == "include"]
    fields = count_fields(included, rules.field_share)
    studies = group_studies(codes, codebook)
    least, n, labels = rules.gap_studies, fields.n, run.labels
    gaps = find_gaps(studies, codebook, n, least)
    run.facts(gap_facts(gaps, studies, codebook, least, labels))
    run.facts([gaps_fact(gaps, least, labels)])
    run.table(research_table(gaps, included, n, least, rules.listed, labels))
    run.table(exemplary_table(studies, codebook, included, fields.suffices("times_cited")))
