"""Which studies are compared, and in what (output: facts, which rest on settings alone)."""

from honest_results.step import step

with step() as run:
    from alianzas.pooled.comparison_facts import comparison_facts

    run.rests_on_settings()
    run.facts(comparison_facts(run.params.settings, run.params.having, run.labels))
