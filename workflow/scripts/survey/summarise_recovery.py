"""Summarise the recovery study (inputs: worlds, all parts; outputs: facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.robustness.recovery_results import TABLES, recovery_facts, recovery_table
    from alianzas.survey.robustness.recovery_summary import summarise_parts
    from alianzas.survey.robustness.recovery_worlds import read_worlds
    from alianzas.survey.survey_setup import survey_of
    from honest_results.records import read_records

    settings, questionnaire = survey_of(run)
    worlds = read_worlds(run.records("worlds"))
    parts = [read_records(path)[0] for path in run.input.parts]
    summary = summarise_parts(parts, worlds, settings, questionnaire, run.params.confidence)
    run.facts(recovery_facts(summary, settings, run.labels))
    for name in TABLES:
        run.table(recovery_table(name, summary, questionnaire, settings, run.labels))
