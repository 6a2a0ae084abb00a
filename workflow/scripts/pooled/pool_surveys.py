"""Compare the surveys of several studies (inputs: scores, weights; outputs: facts, tables, figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.pooled.family_results import write_families
    from alianzas.pooled.members import records_by_study, surveys_of
    from alianzas.pooled.survey_effects import survey_effects
    from alianzas.survey.weights.weighted_firms import with_weights

    scores, weights = records_by_study(run, "scores"), records_by_study(run, "weights")
    effects = []
    for study, settings, questionnaire in surveys_of(run):
        firms, sources = scores[study]
        weighted = with_weights(firms, weights[study][0])
        confidence = run.params.confidence
        effects += survey_effects(
            study, weighted, questionnaire, settings, confidence, sources, run.labels
        )
    write_families(run, effects)
