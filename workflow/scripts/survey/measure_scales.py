"""Examine what the items measure (inputs: answers, scores, questionnaire; outputs: facts, tables)."""

from honest_results.step import step

with step() as run:
    import numpy as np

    from alianzas.config.survey_settings import SurveySettings
    from alianzas.survey.measurement import measurement_summary, measurement_tables, validity_tables
    from alianzas.survey.measurement.item_statistics import asked_items, item_statistics
    from alianzas.survey.measurement.measurement_facts import measurement_facts
    from alianzas.survey.measurement.measuring import measure
    from alianzas.survey.quality.scale_quality import doubtful_scales
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.reliability import estimate_reliability
    from alianzas.survey.statements import measurement_statement as statements

    settings, level = run.settings(SurveySettings), run.params.confidence
    plan, labels = settings.measurement, run.labels
    form = load_questionnaire(run.input.questionnaire, settings.lists).only_scales()
    answers, scores = run.records("answers"), run.records("scores")
    found = measure(answers, scores, form, settings, level, np.random.default_rng(run.seed))
    items = item_statistics(asked_items(answers, form), form, settings.minimum.per_group)
    alphas = estimate_reliability(answers, scores, form, settings, level)
    loadings = measurement_summary.loadings_frame(found, plan, level)
    scales = measurement_summary.scales_frame(found, loadings, alphas)
    pairs = measurement_summary.pairs_frame(found, scales)
    run.write_records("eigenvalues", measurement_summary.eigenvalue_frame(found))
    frames, doubtful = (items, loadings, scales, pairs), doubtful_scales(answers, form, settings)
    run.facts(measurement_facts(found, *frames, form, plan, labels, level, doubtful))
    context = (form, plan, labels, doubtful)
    measured = statements.measurement_statement(found, items, scales, pairs, *context)
    run.facts([measured, statements.common_method_statement(found, *context)])
    parts = (found, loadings, scales)
    run.table(measurement_tables.measurement_table(*parts, form, plan, labels, level))
    run.table(measurement_tables.fit_table(found, items, form, plan, labels))
    run.table(measurement_tables.item_table(items, form, plan, labels))
    run.table(validity_tables.discriminant_table(found, scales, pairs, form, labels))
    run.table(validity_tables.htmt_table(found, pairs, form, plan, labels, level))
    run.table(validity_tables.exploration_table(found, form, labels))
