"""Import the survey answers (inputs: responses, questionnaire; outputs: answers, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.quality.quality_facts import quality_facts
    from alianzas.survey.quality.quality_messages import quality_problems
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.responses.account_results import account_facts, account_table
    from alianzas.survey.responses.response_import import import_responses
    from honest_results.project import study_file

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    codebook = run.raw("codebook") if settings.responses.codebook else None
    account = import_responses(run.raw("responses"), questionnaire, settings, codebook)
    for column in account.personal:
        run.log.warning("%s: %s", *column.note())
    for doubt in quality_problems(
        account, questionnaire, settings, study_file(run.study, "survey")
    ):
        run.log.warning("%s", doubt)
    run.write_records("answers", account.answers)
    run.facts(
        [
            *account_facts(account, questionnaire, settings.exclusion, run.labels),
            *quality_facts(account.answers, questionnaire, settings, run.labels),
        ]
    )
    run.table(account_table(account, questionnaire))
