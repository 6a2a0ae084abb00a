"""Fill the reporting checklists (inputs: checklists, facts; outputs: a table each)."""

import json
from pathlib import Path

from alianzas.step import step

with step(snakemake) as run:
    from alianzas.config.checklists import Checklist
    from alianzas.config.load import load_model
    from alianzas.errors import ConfigurationError
    from alianzas.manuscript.checklists import (
        check_checklist,
        checklist_table,
        facts_used,
        labels_of,
    )
    from alianzas.manuscript.outline import numbers
    from alianzas.provenance import Source, merge_sources

    facts = json.loads(Path(run.input.facts).read_text(encoding="utf-8"))["facts"]
    documents = run.params.documents
    shown = {label for outline in documents.values() for label in numbers(outline, facts)}
    for file in run.input.checklists:
        checklist = load_model(file, Checklist)
        lines = Path(file).read_text(encoding="utf-8")
        problems = check_checklist(checklist, file, lines, labels_of(documents), facts)
        if problems:
            raise ConfigurationError(problems)
        used = facts_used(checklist, facts).values()
        sources = [Source(entry["file"], entry["level"]) for f in used for entry in f["sources"]]
        checklist_table(checklist, facts, shown, run.labels).write(
            Path("results", run.study, "tables"),
            labels=run.labels,
            languages=run.languages,
            rule=run.rule,
            script=run.script,
            sources=merge_sources(sources),
        )
