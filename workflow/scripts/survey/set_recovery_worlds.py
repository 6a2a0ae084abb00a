"""Set the worlds of the recovery study (inputs: answers, scores; output: worlds)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.limitation import Limitation
    from alianzas.survey.robustness.generator_fitting import fitted_parameters
    from alianzas.survey.robustness.recovery_worlds import worlds, worlds_frame
    from alianzas.survey.survey_setup import survey_of

    settings, questionnaire = survey_of(run)
    answers, scores = run.records("answers"), run.records("scores")
    base = settings.simulation or fitted_parameters(answers, scores, settings, questionnaire)
    found = base if isinstance(base, Limitation) else worlds(base, settings, questionnaire)
    run.write_records("worlds", worlds_frame(found))
