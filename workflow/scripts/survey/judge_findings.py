"""Give one verdict per finding (inputs: the facts of the survey's analyses; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.findings.finding_facts import finding_facts
    from alianzas.survey.statements.finding_statement import findings_statement
    from alianzas.survey.statements.findings_table import findings_table
    from alianzas.survey.statements.robustness_statement import robustness_statement

    names = ("drivers", "driver_checks", "driver_curve", "income", "income_checks", "income_curve")
    found = {}
    for name in ("answers", *names, "left_out", "recovery"):
        found |= run.facts_of(name)
    run.facts(finding_facts(found, run.labels))
    run.facts([findings_statement(found, run.labels)])
    run.facts([robustness_statement(found, run.labels)])
    run.table(findings_table(found, run.params.confidence, run.labels))
