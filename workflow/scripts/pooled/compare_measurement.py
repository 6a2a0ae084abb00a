"""Whether scales measure alike in several surveys (inputs: answers; outputs: facts, table)."""

from honest_results.step import step

with step() as run:
    from alianzas.pooled.invariance_results import invariance_facts, invariance_table
    from alianzas.pooled.members import countries_of, records_by_study, surveys_of
    from alianzas.pooled.scale_invariance import compare_scales

    answers = records_by_study(run, "answers")
    scales = compare_scales([*surveys_of(run)], answers, run.params.confidence)
    run.facts(invariance_facts(scales, countries_of(run.params.settings), run.labels))
    run.table(invariance_table(scales))
