"""Facts from the configuration (inputs: files of claims, labels; outputs: facts)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.synthesis import SynthesisSettings
    from alianzas.synthesis.claims.reading import read_claims
    from alianzas.synthesis.study_facts import (
        describe_provenance,
        describe_study,
        published_values,
    )

    run.facts(describe_study(run.params.settings))
    run.facts(describe_provenance(run.params.levels, run.labels))
    ours = SynthesisSettings.model_validate(run.params.settings["synthesis"]).claims
    shared = read_claims([run.input.shared])
    run.facts(published_values([*read_claims(ours).claims, *shared.claims]))
