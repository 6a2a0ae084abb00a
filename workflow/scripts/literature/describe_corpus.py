"""Describe the corpus (inputs: decisions; outputs: countries, facts, tables of fields and places)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.literature.analysis.field_coverage import count_fields, field_facts, fields_table
    from alianzas.literature.analysis.journal_counts import (
        count_journals,
        journal_facts,
        journals_table,
    )
    from alianzas.literature.analysis.study_countries import (
        count_countries,
        countries_frame,
        countries_table,
        country_facts,
    )

    rules = run.settings(LiteratureSettings).analysis
    screened = run.records("screened")
    included = screened[screened["decision"] == "include"]
    fields = count_fields(included, rules.field_share)
    countries = count_countries(included, fields)
    journals = count_journals(included)
    run.write_records("countries", countries_frame(countries))
    run.facts(field_facts(fields))
    run.facts(country_facts(countries, fields.n, run.labels))
    run.facts(journal_facts(journals, fields.n))
    run.table(fields_table(fields))
    run.table(countries_table(countries, fields.n))
    run.table(journals_table(journals, fields.n, rules.listed))
