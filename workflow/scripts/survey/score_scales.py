"""Score the scales and group the firms (inputs: answers, questionnaire; outputs: scores, facts)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.project import study_file
    from alianzas.config.survey import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.responses.schema import check_records, scores_schema
    from alianzas.survey.scores import GROUPS, check_constructs, score_facts, score_scales

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    check_constructs(settings, questionnaire, study_file(run.study))
    scores = score_scales(run.records("answers"), questionnaire, settings)
    check_records(scores, scores_schema(questionnaire, GROUPS))
    run.write_records("scores", scores)
    run.facts(score_facts(scores, questionnaire, settings, run.labels))
