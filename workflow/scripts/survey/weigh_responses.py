"""Weigh the firms (inputs: answers, questionnaire; outputs: weights, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.weights import weight_results
    from alianzas.survey.weights.weighing import weigh
    from honest_results.project import study_file

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    answers = run.records("answers")
    found = weigh(answers, questionnaire, settings, study_file(run.study, "survey"))
    run.write_records("weights", answers[[]].assign(weight=found.weights))
    facts = weight_results.weight_facts(found, settings.weighting, questionnaire, run.labels)
    run.facts([*facts, weight_results.choice_fact(found, settings.robustness, run.labels)])
    run.table(weight_results.weights_table(found, settings.weighting, questionnaire, run.labels))
