"""Explain further outcomes by the same drivers (inputs: scores, weights; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.drivers.further_outcomes import (
        fit_outcomes,
        outcomes_facts,
        outcomes_table,
    )
    from alianzas.survey.survey_setup import survey_of
    from alianzas.survey.weights.weighted_firms import with_weights

    settings, questionnaire = survey_of(run)
    scores = with_weights(run.records("scores"), run.records("weights"))
    found = fit_outcomes(scores, questionnaire, settings, run.params.confidence)
    run.facts(outcomes_facts(found, run.labels))
    run.table(outcomes_table(found, questionnaire, run.labels))
