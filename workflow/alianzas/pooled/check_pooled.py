"""Checks the text of a comparison without building it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.pooled.comparison_facts import comparison_facts
from alianzas.pooled.families import studies_with
from honest_results.comparison import COMPARISON, are_comparable, languages_in_common
from honest_results.documents.bibliography import examine_all
from honest_results.documents.check_references import Known, check_references
from honest_results.documents.guard import check_typed, read_allowed
from honest_results.documents.parts import visible
from honest_results.documents.texts import files_of, read_text
from honest_results.project import POOLED, Project
from honest_results.rule_files import read_rules
from human_files.collecting import Collector
from human_files.errors import Problem
from human_files.language.current import speaking
from human_files.language.labels import load_labels


def check_comparison(project: Project, studies: Sequence[Study], root: Path) -> list[Problem]:
    """Return what is wrong with the text of a comparison of ``studies``; nothing of a single one.

    Which parts of the text are shown follows from the settings; facts of a build are not looked for.
    """
    names = [study.study for study in studies]
    if not are_comparable(names, root):
        return []
    found = Collector()
    languages = languages_in_common(project, names)
    by_name = {study.study: study for study in studies}
    settings = {name: study.model_dump(mode="json") for name, study in by_name.items()}
    with speaking(languages):
        labels = load_labels("pooled", root=root)
        facts = comparison_facts(settings, studies_with(by_name), labels)
    settled = {fact.key: {"value": fact.value} for fact in facts}
    rules = read_rules(root).values()
    bibliography = examine_all(files_of(POOLED, "references.bib", root), root)
    found.add(*bibliography.problems)
    known = Known(
        citations=bibliography.keys,
        tables=[name for rule in rules for name in rule.tables],
        figures=[name for rule in rules for name in rule.figures],
        facts=None,
        lost={},
    )
    allowed = [
        phrase
        for file in files_of(POOLED, "allowed-literals.yaml", root)
        for phrase in found.attempt(read_allowed, root, file) or []
    ]
    for language in languages:
        text = found.attempt(read_text, POOLED, COMPARISON.name, language, root)
        if text is not None:
            found.add(*check_references(text, known, {}, settled))
            found.add(*check_typed(visible(text, settled), allowed))
    return found.problems
