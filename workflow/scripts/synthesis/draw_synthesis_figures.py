"""The joint display as a figure (inputs: facts of all branches, propositions; output: figure)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.load import load_model
    from alianzas.config.propositions import Propositions
    from alianzas.results.merge import merge_facts
    from alianzas.synthesis.joint_display import build_joint_display
    from alianzas.synthesis.joint_figure import joint_display_figure

    propositions = load_model(run.input.propositions, Propositions).propositions
    facts = run.remember(merge_facts(run.input.evidence))
    rows = build_joint_display(propositions, facts, run.labels)
    run.figure(joint_display_figure(rows, run.labels))
