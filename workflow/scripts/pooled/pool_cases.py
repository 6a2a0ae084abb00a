"""Compare the cases of several studies (input: their facts; outputs: facts, table, figure)."""

from honest_results.step import step

with step() as run:
    from alianzas.pooled.coding_effects import agreement_effects
    from alianzas.pooled.family_results import write_families
    from alianzas.pooled.members import facts_by_study

    effects = [
        effect
        for study, facts in facts_by_study(run, "facts").items()
        for effect in agreement_effects(study, facts, run.params.confidence, run.labels)
        if effect.family in run.params.families
    ]
    run.remember({f"{e.study}.{e.outcome}": {"sources": e.sources} for e in effects})
    write_families(run, effects)
