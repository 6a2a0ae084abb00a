"""Compare the reviews of several studies (inputs: their facts; outputs: facts, tables, figures)."""

from honest_results.step import step

with step() as run:
    from alianzas.config.codebook import Codebook
    from alianzas.config.literature_settings import LiteratureSettings
    from alianzas.pooled.coding_effects import agreement_effects, theory_effects
    from alianzas.pooled.family_results import write_families
    from alianzas.pooled.members import facts_by_study, files
    from human_files.settings_files import load_model

    effects, confidence = [], run.params.confidence
    facts_of = facts_by_study(run, "screened", "coded", "counted")
    for (study, facts), file in zip(facts_of.items(), files(run, "codebooks"), strict=True):
        theories = load_model(file, Codebook).by_id["theory"]
        effects += agreement_effects(study, facts, confidence, run.labels)
        basis = LiteratureSettings.model_validate(run.params.settings[study]["literature"]).basis
        effects += theory_effects(study, facts, theories, basis, confidence)
    kept = [effect for effect in effects if effect.family in run.params.families]
    run.remember({f"{e.study}.{e.outcome}": {"sources": e.sources} for e in kept})
    write_families(run, kept)
