"""Try the estimators on a part of the data sets of known truth (input: worlds; output: found)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.robustness.recovery import batch, nothing, recover
    from alianzas.survey.robustness.recovery_worlds import read_worlds

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
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
