"""Check the income differences (inputs: scores, weights; outputs: records, facts, tables)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.survey import SurveySettings
    from alianzas.survey.income import check_tables, effect_tables, frames
    from alianzas.survey.income.check_facts import check_facts
    from alianzas.survey.income.checks import check_income
    from alianzas.survey.income.comparison import estimate_income
    from alianzas.survey.questionnaire import load_questionnaire

    settings = run.settings(SurveySettings)
    questionnaire = load_questionnaire(run.input.questionnaire, settings.lists)
    scores = run.records("scores").join(run.records("weights"))
    model = estimate_income(scores, settings, run.params.confidence)
    checks = check_income(model, settings, run.seed)
    run.write_records("effects", frames.effects_frame(checks))
    run.write_records("balance", frames.balance_frame(checks))
    run.write_records("overlap", frames.overlap_frame(checks))
    run.write_records("quantiles", frames.quantiles_frame(checks))
    run.facts(check_facts(checks, questionnaire, run.labels))
    for table in (
        effect_tables.estimands_table,
        effect_tables.effects_table,
        effect_tables.quantiles_table,
        effect_tables.power_table,
        check_tables.balance_table,
        check_tables.sensitivity_table,
    ):
        run.table(table(checks, questionnaire, run.labels))
