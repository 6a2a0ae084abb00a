"""Facts from the configuration (inputs: claims, labels; outputs: facts)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.claims import Claims
    from alianzas.config.load import load_model
    from alianzas.synthesis.study_facts import (
        describe_provenance,
        describe_study,
        published_values,
    )

    run.facts(describe_study(run.params.settings))
    run.facts(describe_provenance(run.params.levels, run.labels))
    run.facts(published_values(load_model(run.input.claims, Claims)))
