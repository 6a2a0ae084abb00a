"""Check the bibliography and fit its style (outputs: its keys, a style for each language)."""

from pathlib import Path

from honest_results.step import step

with step() as run:
    from honest_results.documents.bibliography import read_keys
    from honest_results.documents.styles import fit_style
    from honest_results.facts import write_json

    write_json(read_keys(*run.input.bibliography), run.output.citations)
    style = Path(run.input.style).read_text(encoding="utf-8")
    for language, file in zip(run.languages, run.output.styles, strict=True):
        Path(file).write_text(fit_style(style, language), encoding="utf-8")
