"""The joint display as a figure (inputs: facts of all branches, propositions; output: figure)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.synthesis_settings import SynthesisSettings
    from alianzas.synthesis.joint_display import build_joint_display
    from alianzas.synthesis.joint_figure import joint_display_figure
    from honest_results.claims.statement_models import Propositions
    from honest_results.fact_merging import merge_facts
    from human_files.settings_files import load_model

    settings = run.settings(SynthesisSettings)
    propositions = load_model(run.input.propositions, Propositions).propositions
    facts = run.remember(merge_facts(run.input.evidence))
    rows = build_joint_display(propositions, facts, run.labels, settings.material_of)
    run.figure(joint_display_figure(rows, run.labels))
