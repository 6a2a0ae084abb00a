"""The colophon's facts: what software built the article, from which commit (outputs: facts)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.software import pandoc_version
    from alianzas.synthesis.colophon import describe_software

    state = run.params.software
    versions = {**state["versions"], "pandoc": pandoc_version()}
    run.facts(describe_software({**state, "versions": versions}, run.labels))
