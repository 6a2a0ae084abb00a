"""The joint display (inputs: facts of all branches, propositions; outputs: facts, table)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.load import load_model
    from alianzas.config.propositions import Propositions
    from alianzas.results.merge import merge_facts
    from alianzas.synthesis.comparisons import compare_counts
    from alianzas.synthesis.joint_display import build_joint_display, joint_display_facts
    from alianzas.synthesis.joint_table import joint_display_table

    propositions = load_model(run.input.propositions, Propositions).propositions
    facts = run.remember(merge_facts(run.input.evidence))
    rows = build_joint_display(propositions, facts, run.labels)
    run.facts(joint_display_facts(rows))
    run.facts(compare_counts(facts, run.labels))
    run.table(joint_display_table(rows))
