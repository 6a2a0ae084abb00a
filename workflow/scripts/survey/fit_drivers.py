"""Fit the drivers of success (inputs: scores, answers, weights; outputs: facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.drivers import driver_results, driver_tables
    from alianzas.survey.drivers.driver_model import fit_drivers
    from alianzas.survey.quality.scale_quality import doubtful_scales
    from alianzas.survey.statements.driver_statement import drivers_statement
    from alianzas.survey.survey_setup import survey_of
    from alianzas.survey.weights.weighted_firms import with_weights

    settings, questionnaire = survey_of(run)
    scores = with_weights(run.records("scores"), run.records("weights"))
    result = fit_drivers(scores, questionnaire, settings, run.params.confidence)
    run.write_records("estimates", driver_results.estimates_frame(result))
    run.facts(driver_results.drivers_facts(result, questionnaire, run.labels))
    doubtful = doubtful_scales(run.records("answers"), questionnaire, settings)
    outcome = settings.driver_plan.outcome
    run.facts([drivers_statement(result, questionnaire, outcome, run.labels, doubtful)])
    run.table(driver_tables.drivers_table(result, questionnaire, run.labels))
    run.table(driver_tables.driver_tests_table(result, questionnaire, run.labels))
