"""Try the estimators on a part of the data sets of known truth (input: worlds; output: found)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.robustness.recovery import batch, nothing, recover
    from alianzas.survey.robustness.recovery_worlds import read_worlds
    from alianzas.survey.survey_setup import survey_of

    settings, questionnaire = survey_of(run)
    worlds = read_worlds(run.records("worlds"))
    number, batches = (int(part) for part in run.params.part.split("-of-"))
    data_sets = batch(number, batches, settings.robustness_plan.recovery.data_sets)
    level = run.params.confidence
    found = (
        recover(worlds, settings, questionnaire, level, run.seed, data_sets)
        if isinstance(worlds, dict)
        else nothing()
    )
    run.write_records("found", found)
