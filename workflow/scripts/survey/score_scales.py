"""Score the scales and group the firms (inputs: answers, questionnaire; outputs: scores, facts)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.alliance_profile import alliances_facts
    from alianzas.survey.check_models import check_models
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.responses.answer_schema import check_records, scores_schema
    from alianzas.survey.scores import check_constructs, group_codes, score_facts, score_scales
    from honest_results.project import study_file

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    for check in (check_constructs, check_models):
        check(settings, questionnaire, study_file(run.study, "survey"))
    answers = run.records("answers")
    scores = score_scales(answers, questionnaire, settings)
    check_records(scores, scores_schema(questionnaire, group_codes(questionnaire, settings)))
    run.write_records("scores", scores)
    sentences = alliances_facts(answers, scores, questionnaire, settings, run.labels)
    run.facts([*score_facts(scores, questionnaire, settings, run.labels), *sentences])
