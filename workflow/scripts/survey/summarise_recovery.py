"""Summarise the recovery study (inputs: worlds, all parts; outputs: facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.robustness.curve_results import with_constructs
    from alianzas.survey.robustness.recovery_results import TABLES, recovery_facts, recovery_table
    from alianzas.survey.robustness.recovery_summary import summarise_parts
    from alianzas.survey.robustness.recovery_worlds import read_worlds
    from honest_results.records import read_records

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    worlds = read_worlds(run.records("worlds"))
    parts = [read_records(path)[0] for path in run.input.parts]
    summary = summarise_parts(parts, worlds, settings, questionnaire, run.params.confidence)
    words = with_constructs(run.labels, questionnaire)
    run.facts(recovery_facts(summary, settings, words))
    for name in TABLES:
        run.table(recovery_table(name, summary, questionnaire, settings, words))
