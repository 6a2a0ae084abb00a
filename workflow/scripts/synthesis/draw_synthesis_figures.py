"""The joint display as a figure (inputs: facts of all branches, propositions; output: figure)."""

from honest_results.step import step

with step() as run:
    from alianzas.synthesis.excused import excused_in
    from alianzas.synthesis.joint_display import build_joint_display
    from alianzas.synthesis.joint_figure import joint_display_figure
    from honest_results.claims.claims_files import read_claims
    from honest_results.claims.statement_models import Propositions
    from honest_results.fact_merging import merge_facts
    from human_files.settings_files import load_model

    propositions = load_model(run.input.propositions, Propositions)
    material_of = read_claims(run.input.claims).material_of(run.study)
    facts = run.remember(merge_facts(run.input.evidence))
    excused = excused_in(run.study, facts)
    rows = build_joint_display(propositions, facts, run.labels, material_of, excused)
    run.figure(joint_display_figure(rows, run.labels))
