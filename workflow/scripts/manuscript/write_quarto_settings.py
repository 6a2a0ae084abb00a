"""Write Quarto's settings and the styles for Word (input: styles; outputs: settings, reference)."""

from pathlib import Path

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.manuscript.embedded import pandoc_path
    from alianzas.manuscript.quarto import settings
    from alianzas.manuscript.word import reference_document

    reference, title = Path(run.output.reference), run.params.title[run.languages[0]]
    reference.write_bytes(reference_document(title, Path(run.input.styles), pandoc_path()))
    Path(run.output.settings).write_text(settings(f"../{reference.as_posix()}"), encoding="utf-8")
