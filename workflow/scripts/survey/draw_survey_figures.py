"""Draw the answers and their factors (inputs: answers, eigenvalues; outputs: figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.likert_figure import likert_figure
    from alianzas.survey.measurement.parallel_analysis_figure import parallel_figure
    from alianzas.survey.survey_setup import survey_of

    _, questionnaire = survey_of(run)
    run.figure(likert_figure(run.records("answers"), questionnaire, run.labels))
    run.figure(parallel_figure(run.records("eigenvalues"), run.labels))
