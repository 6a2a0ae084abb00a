"""Write Quarto's settings and the styles for Word (input: styles; outputs: settings, reference)."""

from pathlib import Path

from honest_results.step import step

with step() as run:
    from honest_results.documents.pandoc_engine import pandoc_path
    from honest_results.documents.quarto_engine import settings
    from honest_results.documents.word_files import reference_document

    reference, title = Path(run.output.reference), run.params.title[run.languages[0]]
    reference.write_bytes(reference_document(title, Path(run.input.styles), pandoc_path()))
    Path(run.output.settings).write_text(settings(f"../{reference.as_posix()}"), encoding="utf-8")
