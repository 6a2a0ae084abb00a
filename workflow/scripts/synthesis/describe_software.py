"""The colophon's facts: what software built the article, from which commit (outputs: facts)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.synthesis.colophon import describe_software

    run.facts(describe_software(run.params.software, run.labels))
