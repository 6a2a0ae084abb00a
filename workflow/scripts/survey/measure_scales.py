"""Examine what the items measure (inputs: answers, scores, questionnaire; outputs: facts, tables)."""

from alianzas.step import step

with step(snakemake) as run:
    import numpy as np

    from alianzas.config.survey import SurveySettings
    from alianzas.survey.measurement import (
        facts,
        items,
        measuring,
        summary,
        tables,
        validity_tables,
    )
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.reliability import estimate_reliability

    settings, level = run.settings(SurveySettings), run.params.confidence
    plan, labels = settings.measurement, run.labels
    form = load_questionnaire(run.input.questionnaire, settings.lists)
    answers, scores = run.records("answers"), run.records("scores")
    random = np.random.default_rng(run.seed)
    found = measuring.measure(answers, scores, form, settings, level, random)
    answered = items.item_statistics(
        items.allied_items(answers, form), form, settings.minimum.per_group
    )
    alphas = estimate_reliability(answers, scores, form, settings, level)
    loadings = summary.loadings_frame(found, plan, level)
    scales = summary.scales_frame(found, loadings, alphas)
    pairs = summary.pairs_frame(found, scales)
    run.write_records("eigenvalues", summary.eigenvalue_frame(found))
    run.facts(
        facts.measurement_facts(found, answered, loadings, scales, pairs, form, plan, labels, level)
    )
    run.table(tables.measurement_table(found, loadings, scales, form, plan, labels, level))
    run.table(validity_tables.discriminant_table(found, scales, pairs, form, labels))
    run.table(validity_tables.htmt_table(found, pairs, form, plan, labels, level))
    run.table(tables.fit_table(found, form, plan, labels))
    run.table(tables.item_table(answered, form, plan, labels))
    run.table(validity_tables.exploration_table(found, form, labels))
