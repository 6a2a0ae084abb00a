"""Check the bibliography (input: bibliography; output: the keys of its entries)."""

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.manuscript.bibliography import read_keys
    from alianzas.results.facts import write_json

    write_json(read_keys(run.input.bibliography), run.output.citations)
