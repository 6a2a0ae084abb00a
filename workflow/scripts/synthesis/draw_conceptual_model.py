"""The conceptual model of the propositions (inputs: propositions, labels; output: figure)."""

from honest_results.step import step

with step() as run:
    from alianzas.synthesis.conceptual_model import conceptual_model
    from honest_results.claims.statement_models import Propositions
    from human_files.settings_files import load_model

    run.rests_on_settings()
    propositions = load_model(run.input.propositions, Propositions).propositions
    run.figure(conceptual_model(propositions, run.labels))
