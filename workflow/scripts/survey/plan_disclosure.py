"""Decide which numbers of firms are not shown (inputs: answers, scores; output: hidden numbers)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.disclosure.plan import plan_disclosure
    from alianzas.survey.survey_setup import survey_of

    settings, questionnaire = survey_of(run)
    answers, scores = run.records("answers"), run.records("scores")
    hidden = plan_disclosure(answers, scores, questionnaire, settings, run.params.needed)
    run.log.info("%s numbers are not shown", len(hidden.names))
    run.write_records("hidden", hidden.frame())
