"""The joint display (inputs: facts of all branches, propositions; outputs: facts, table, list)."""

from pathlib import Path

from honest_results.step import step

with step() as run:
    from alianzas.synthesis.comparisons import compare_counts
    from alianzas.synthesis.excused import excused_in
    from alianzas.synthesis.joint_display import build_joint_display, joint_display_facts
    from alianzas.synthesis.joint_table import joint_display_table
    from alianzas.synthesis.proposition_list import proposition_list
    from honest_results.claims.claims_files import read_claims
    from honest_results.claims.statement_models import Propositions
    from honest_results.fact_merging import merge_facts
    from human_files.settings_files import load_model

    propositions = load_model(run.input.propositions, Propositions)
    register = read_claims(run.input.claims)
    material_of = register.material_of(run.study)
    facts = run.remember(merge_facts(run.input.evidence))
    excused = excused_in(run.study, facts)
    rows = build_joint_display(propositions, facts, run.labels, material_of, excused)
    run.facts(joint_display_facts(rows, propositions.read_from, run.labels))
    run.facts(compare_counts(facts, run.labels))
    run.table(joint_display_table(rows, run.labels, ledger=bool(register.claims)))
    for language, path in zip(run.languages, run.output.propositions, strict=True):
        Path(path).write_text(
            proposition_list(propositions.propositions, run.labels, language), encoding="utf-8"
        )
