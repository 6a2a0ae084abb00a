"""Map citations (inputs: decisions; outputs: network, facts, tables of cited works)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.analysis.citations import (
        citation_facts,
        cocitation,
        most_cited_table,
        references_table,
    )
    from alianzas.literature.analysis.field_coverage import count_fields

    rules = run.settings(LiteratureSettings).analysis
    screened = run.records("screened")
    included = screened[screened["decision"] == "include"]
    fields = count_fields(included, rules.field_share)
    network = cocitation(included, fields)
    run.write_records("references", network.nodes)
    run.write_records("links", network.links)
    run.facts(citation_facts(included, fields, network, run.labels))
    run.table(most_cited_table(included, fields, rules.listed, run.labels))
    run.table(references_table(included, fields, rules.listed, run.labels))
