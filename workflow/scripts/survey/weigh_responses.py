"""Weigh the firms (inputs: answers, questionnaire; outputs: weights, facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.disclosure.hidden import Hidden
    from alianzas.survey.scoring import variables_frame
    from alianzas.survey.survey_setup import survey_of
    from alianzas.survey.weights import weight_results
    from alianzas.survey.weights.weighing import weigh
    from honest_results.project import study_file

    settings, questionnaire = survey_of(run)
    answers = run.records("answers")
    least = settings.scales.minimum_answered
    firms = variables_frame(answers, questionnaire, least)
    found = weigh(firms, questionnaire, settings, study_file(run.study, "survey"))
    run.write_records("weights", answers[[]].assign(weight=found.weights))
    facts = weight_results.weight_facts(found, settings.weighting, questionnaire, run.labels)
    if settings.robustness is not None:
        facts.append(weight_results.choice_fact(found, settings.robustness, run.labels))
    run.facts(facts)
    hidden = Hidden.of(run.records("hidden")["name"])
    known = (found, settings.weighting, questionnaire, run.labels)
    run.table(weight_results.weights_table(*known, hidden, settings.small_cell))
