"""Import the survey answers (inputs: responses, questionnaire; outputs: answers, facts, table)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.survey import SurveySettings
    from alianzas.survey.importing import import_responses
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.respondents import account_facts, account_table

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    account = import_responses(run.raw("responses"), questionnaire, settings)
    run.write_records("answers", account.answers)
    run.facts(account_facts(account, questionnaire, settings.exclusion))
    run.table(account_table(account))
