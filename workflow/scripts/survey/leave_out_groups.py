"""Leave out one sector or region at a time (input: scores; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.robustness.leave_out import leave_out
    from alianzas.survey.robustness.leave_out_results import leave_out_facts, leave_out_table

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    found = leave_out(run.records("scores"), settings, run.params.confidence)
    run.facts(leave_out_facts(found, questionnaire, run.labels))
    run.table(leave_out_table(found, questionnaire, run.labels))
