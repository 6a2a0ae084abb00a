"""Filling the reporting checklists of a study: what the rules that make them share."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from honest_results.documents.filled_checklists import (
    check_checklist,
    checklist_table,
    facts_used,
    labels_of,
)
from honest_results.documents.outline import numbers
from honest_results.documents.study_checklists import by_name, read_checklist
from honest_results.provenance import Source, merge_sources
from human_files.errors import ConfigurationError

if TYPE_CHECKING:
    from honest_results.step import Run


def fill_checklists(run: Run) -> None:
    """Write a table for each checklist of a step.

    Its inputs are the files of the checklists and the merged facts; its parameters the outlines of the
    study's documents and the labels of the texts that studies share. Raises ConfigurationError with
    what a checklist names in vain.
    """
    facts = json.loads(Path(run.input.facts).read_text(encoding="utf-8"))["facts"]
    documents = run.params.documents
    known = labels_of(documents) | {*run.params.labels}
    shown = {label for outline in documents.values() for label in numbers(outline, facts)}
    for files in by_name(run.input.checklists):
        checklist = read_checklist(files)
        for file, part in checklist.by_file.items():
            lines = Path(file).read_text(encoding="utf-8")
            problems = check_checklist(part, file, lines, known, facts)
            if problems:
                raise ConfigurationError(problems)
        used = facts_used(checklist.whole, facts).values()
        sources = [Source(entry["file"], entry["level"]) for f in used for entry in f["sources"]]
        table = checklist_table(checklist.whole, facts, shown, run.labels)
        run.table(table, merge_sources(sources))
