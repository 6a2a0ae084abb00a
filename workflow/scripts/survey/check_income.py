"""Check the income differences (inputs: scores, weights; outputs: records, facts, tables)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.disclosure.hidden import Hidden
    from alianzas.survey.income import effect_tables, income_check_frames, income_check_tables
    from alianzas.survey.income.income_check_facts import check_facts
    from alianzas.survey.income.income_checks import check_income, withhold
    from alianzas.survey.income.income_comparison import estimate_income
    from alianzas.survey.survey_setup import survey_of
    from alianzas.survey.weights.weighted_firms import with_weights

    settings, questionnaire = survey_of(run)
    scores = with_weights(run.records("scores"), run.records("weights"))
    model = estimate_income(scores, questionnaire, settings, run.params.confidence)
    hidden = Hidden.of(run.records("hidden")["name"])
    checks = withhold(check_income(model, settings, run.seed), hidden, settings.small_cell)
    run.write_records("effects", income_check_frames.effects_frame(checks))
    run.write_records("balance", income_check_frames.balance_frame(checks))
    run.write_records("overlap", income_check_frames.overlap_frame(checks, checks.fewest))
    run.write_records("quantiles", income_check_frames.quantiles_frame(checks))
    run.facts(check_facts(checks, questionnaire, run.labels))
    for table in (
        effect_tables.estimands_table,
        effect_tables.effects_table,
        effect_tables.quantiles_table,
        effect_tables.power_table,
        income_check_tables.balance_table,
        income_check_tables.sensitivity_table,
    ):
        run.table(table(checks, questionnaire, run.labels))
