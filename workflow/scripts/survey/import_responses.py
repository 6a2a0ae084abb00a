"""Import the survey answers (inputs: responses, questionnaire; outputs: answers, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.responses.account_results import account_facts, account_table
    from alianzas.survey.responses.response_import import import_responses

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    codebook = run.raw("codebook") if settings.responses.codebook else None
    account = import_responses(run.raw("responses"), questionnaire, settings, codebook)
    for column in account.personal:
        run.log.warning("%s: %s", *column.note())
    run.write_records("answers", account.answers)
    run.facts(account_facts(account, questionnaire, settings.exclusion, run.labels))
    run.table(account_table(account))
