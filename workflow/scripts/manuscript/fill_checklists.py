"""Fill the reporting checklists (inputs: checklists, facts; outputs: a table each)."""

import json
from pathlib import Path

from honest_results.step import step

with step() as run:
    from honest_results.documents.checklist_models import Checklist
    from honest_results.documents.filled_checklists import (
        check_checklist,
        checklist_table,
        facts_used,
        labels_of,
    )
    from honest_results.documents.outline import numbers
    from honest_results.provenance import Source, merge_sources
    from human_files.errors import ConfigurationError
    from human_files.settings_files import load_model

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
        table = checklist_table(checklist, facts, shown, run.labels)
        run.table(table, merge_sources(sources))
