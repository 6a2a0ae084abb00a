"""Give one verdict per hypothesis (inputs: the facts of the survey's analyses; output: facts)."""

from honest_results.step import step

with step() as run:
    from alianzas.survey.findings.finding_facts import finding_facts

    names = ("drivers", "driver_checks", "driver_curve", "income", "income_checks", "income_curve")
    found = {}
    for name in ("answers", *names, "left_out"):
        found |= run.facts_of(name)
    run.facts(finding_facts(found, run.labels))
