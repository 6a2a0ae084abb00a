"""Map the terms of the studies (inputs: decisions; outputs: network, facts, table of themes)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.analysis.field_coverage import count_fields
    from alianzas.literature.analysis.networks import build_network
    from alianzas.literature.analysis.study_terms import study_terms, term_facts
    from alianzas.literature.analysis.thematic_map import themes_table

    rules = run.settings(LiteratureSettings).analysis
    screened = run.records("screened")
    included = screened[screened["decision"] == "include"]
    terms = study_terms(included, count_fields(included, rules.field_share))
    network = build_network(terms.by_study.values(), terms.printed, rules.terms)
    run.log.info("terms that occur %s times or more: %s", network.least, len(network.nodes))
    run.write_records("terms", network.nodes)
    run.write_records("links", network.links)
    run.facts(term_facts(terms, network, run.labels))
    run.table(themes_table(network))
