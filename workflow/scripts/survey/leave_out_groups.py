"""Leave out one sector or region at a time (input: scores; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.robustness.leave_out import leave_out
    from alianzas.survey.robustness.leave_out_results import leave_out_facts, leave_out_table
    from alianzas.survey.survey_setup import survey_of
    from alianzas.survey.weights.weighted_firms import with_weights

    settings, questionnaire = survey_of(run)
    scores = with_weights(run.records("scores"), run.records("weights"))
    found = leave_out(scores, questionnaire, settings, run.params.confidence)
    run.facts(leave_out_facts(found, questionnaire, run.labels))
    run.table(leave_out_table(found, questionnaire, run.labels))
