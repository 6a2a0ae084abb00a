"""The text of the documents, checked without rendering it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from alianzas.collecting import Collector
from alianzas.config.load import load_project
from alianzas.config.study import Study
from alianzas.errors import Problem
from alianzas.manuscript.check import Known, check_references
from alianzas.manuscript.guard import check_literals, read_allowed
from alianzas.manuscript.outline import outline
from alianzas.manuscript.source import Manuscript, citation_keys
from alianzas.rule_files import read_rules

FOLDER = "manuscript"


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is wrong with the documents: references to nothing, results typed by hand.

    Facts are known only after a build; before it, references to them are not looked up.
    """
    found = Collector()
    project = load_project(root)
    documents: list[Manuscript] = []
    for document in project.documents:
        for language in project.languages:
            words = _read(document.source(language), root, found)
            if words is not None:
                documents.append(Manuscript(document.source(language), language, words))
    rules = read_rules(root).values()
    bibliography = _read(f"{FOLDER}/references.bib", root, found)
    known = Known(
        citations=citation_keys(bibliography or ""),
        tables=[name for rule in rules for name in rule.tables],
        figures=[name for rule in rules for name in rule.figures],
        facts=_facts(root / "results" / study.study / "facts.json"),
    )
    outlines = {(text.language, text.document): outline(text) for text in documents}
    for text in documents:
        others = {
            name: other
            for (language, name), other in outlines.items()
            if language == text.language and name != text.document
        }
        found.add(*check_references(text, known, others))
    allowed = found.attempt(read_allowed, root)
    if allowed is not None:
        found.add(*check_literals(documents, allowed))
    return found.problems


def _read(file: str, root: Path, found: Collector) -> str | None:
    try:
        return (root / file).read_text(encoding="utf-8")
    except FileNotFoundError:
        found.add(Problem(file, "is missing.", "Restore the file."))
    except UnicodeDecodeError:
        found.add(Problem(file, "is not UTF-8 text.", "Save it as UTF-8."))
    return None


def _facts(path: Path) -> dict[str, Any] | None:
    if not path.is_file():
        return None
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["facts"]
    return facts
