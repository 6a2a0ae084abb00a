"""The text of the documents, checked without rendering it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from alianzas import data_package
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

    Facts are known only after a build; before it, references to them are not looked up. Where the
    last build is older than what makes the facts, a problem that rests on them says so.
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
    built = root / "results" / study.study / "facts.json"
    bibliography = _read(f"{FOLDER}/references.bib", root, found)
    known = Known(
        citations=citation_keys(bibliography or ""),
        tables=[name for rule in rules for name in rule.tables],
        figures=[name for rule in rules for name in rule.figures],
        facts=_facts(built),
    )
    changed = _changed_since(built, study, root)
    outlines = {(text.language, text.document): outline(text) for text in documents}
    for text in documents:
        others = {
            name: other
            for (language, name), other in outlines.items()
            if language == text.language and name != text.document
        }
        problems = check_references(text, known, others)
        if changed is not None:
            certain = check_references(text, replace(known, facts=None), others)
            problems = [
                problem if problem in certain else _may_have_gone(problem, changed)
                for problem in problems
            ]
        found.add(*problems)
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


def _changed_since(built: Path, study: Study, root: Path) -> str | None:
    """Return the last changed of the files that make facts, if it is younger than ``built``.

    These are code, configuration and raw data; the text is checked against what they make.
    """
    if not built.is_file():
        return None
    patterns = ("workflow/**/*.py", "workflow/**/*.smk", "config/**/*.yaml")
    files = [path for pattern in patterns for path in root.glob(pattern)]
    files += [root / name for name in data_package.raw_files(study, root)]
    last = max((path for path in files if path.is_file()), key=_time, default=built)
    return last.relative_to(root).as_posix() if _time(last) > _time(built) else None


def _time(path: Path) -> int:
    return path.stat().st_mtime_ns


def _may_have_gone(problem: Problem, changed: str) -> Problem:
    return replace(
        problem,
        advice=f"{problem.advice} The results checked against are of the last build, and "
        f"{changed} was changed since: if that brings what is missing, run `make paper`, which "
        "checks the text again.",
    )
