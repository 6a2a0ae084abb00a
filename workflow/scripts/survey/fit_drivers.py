"""Fit the drivers of success (inputs: scores, answers, questionnaire; outputs: facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.drivers import driver_results as driver_results
    from alianzas.survey.drivers.driver_model import fit_drivers
    from alianzas.survey.quality.scale_quality import doubtful_scales
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.statements.driver_statement import drivers_statement

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    result = fit_drivers(run.records("scores"), settings, run.params.confidence)
    run.write_records("estimates", driver_results.estimates_frame(result))
    run.facts(driver_results.drivers_facts(result, questionnaire, run.labels))
    doubtful = doubtful_scales(run.records("answers"), questionnaire, settings)
    outcome = settings.driver_plan.outcome
    run.facts([drivers_statement(result, questionnaire, outcome, run.labels, doubtful)])
    run.table(driver_results.drivers_table(result, questionnaire, run.labels))
    run.table(driver_results.driver_tests_table(result, questionnaire, run.labels))
