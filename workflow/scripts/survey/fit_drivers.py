"""Fit the drivers of success (inputs: scores, questionnaire; outputs: estimates, facts, tables)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.survey import SurveySettings
    from alianzas.survey import drivers
    from alianzas.survey.questionnaire import load_questionnaire

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    result = drivers.fit_drivers(run.records("scores"), settings, run.params.confidence)
    run.write_records("estimates", drivers.estimates_frame(result))
    run.facts(drivers.drivers_facts(result, questionnaire, run.labels))
    run.table(drivers.drivers_table(result, questionnaire, run.labels))
    run.table(drivers.driver_tests_table(result, questionnaire, run.labels))
