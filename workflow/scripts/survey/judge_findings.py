"""Judge the findings (inputs: facts of all analyses of the survey; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.findings.finding_facts import finding_facts
    from alianzas.survey.findings.hypotheses import hypotheses
    from alianzas.survey.findings.hypothesis_words import words_of_hypotheses
    from alianzas.survey.statements.finding_statement import findings_statement
    from alianzas.survey.statements.findings_table import findings_table
    from alianzas.survey.statements.robustness_statement import robustness_statement
    from alianzas.survey.survey_setup import survey_of

    settings, questionnaire = survey_of(run)
    found = {}
    for name in ("answers", "drivers", "income", "left_out", "recovery"):
        found |= run.facts_of(name)
    tests = hypotheses(settings)
    words = words_of_hypotheses(run.labels, questionnaire, settings)
    run.facts(finding_facts(tests, found, words))
    run.facts([findings_statement(tests, found, words)])
    run.facts([robustness_statement(tests, found, words)])
    run.table(findings_table(tests, found, run.params.confidence, words))
