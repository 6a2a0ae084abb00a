"""Render a document in one language and format (inputs: text, results; output: the document)."""

from pathlib import Path

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.manuscript.job import Rendering
    from alianzas.manuscript.render import render

    job = Rendering(
        document=run.wildcards.document,
        language=run.language,
        format=run.wildcards.format,
        study=run.study,
        root=Path(),
    )
    render(job, run.params.engine["name"], Path(run.output.document))
