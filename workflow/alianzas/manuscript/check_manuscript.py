"""Checks the text of the documents without rendering it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from alianzas import data_package
from alianzas.config.study_model import Study
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.build.freshness import changed_since
from honest_results.documents.bibliography import examine_all, repeated_keys
from honest_results.documents.check_references import Known, check_references
from honest_results.documents.checklist_models import Checklist
from honest_results.documents.conditions import Facts
from honest_results.documents.filled_checklists import check_checklist
from honest_results.documents.guard import (
    AllowedLiteral,
    check_typed,
    not_needed,
    read_allowed,
)
from honest_results.documents.outline import outline
from honest_results.documents.own_texts import (
    changed_sections,
    check_folders,
    lost_labels,
    unpaired_sections,
)
from honest_results.documents.parts import visible
from honest_results.documents.source import Manuscript, named
from honest_results.documents.study_checklists import (
    checklist_files,
    read_checklist,
    shared_labels,
    shown_checklists,
    unknown_files,
)
from honest_results.documents.texts import files_of, read_text
from honest_results.fact_merging import SOURCE, read_merged
from honest_results.project import Project, load_project, study_names
from honest_results.rule_files import read_rules
from human_files.collecting import Collector
from human_files.errors import ManuscriptError, Problem
from human_files.language.grammar import known_languages
from human_files.language.messages import counted_message, message


def check_inputs(study: Study, root: Path, built: Path | None = None) -> list[Problem]:
    """Return what is wrong with the documents: dangling references, results typed manually.

    Facts are known only from a build or a trial: ``built`` is its file of them; without one, references
    to facts are not checked. Where such references lead nowhere and the file is older than what
    produces the facts, a problem says so.
    """
    found = Collector()
    project = load_project(root)
    documents: list[Manuscript] = []
    of_study = project.documents_of(study.study, root)
    found.add(*check_folders(project.documents, study_names(root), root))
    languages = project.languages_of(study.study)
    for document in of_study:
        for language in languages:
            text = found.attempt(read_text, study.study, document.name, language, root)
            if text is not None:
                documents.append(text)
    settled = settled_facts(study, root)
    rules = read_rules(root).values()
    sources = files_of(study.study, "references.bib", root)
    bibliography = examine_all(sources, root)
    found.add(*bibliography.problems)
    known = Known(
        citations=bibliography.keys,
        tables=[name for rule in rules for name in rule.tables],
        figures=[name for rule in rules for name in rule.figures],
        facts=None if built is None else _facts(built, settled),
        lost={
            label: place
            for language in languages
            for label, place in lost_labels(study.study, of_study, language, root).items()
        },
    )
    checklists = _checklists(study.study, documents, settled, root, found)
    problems = _leading_nowhere(documents, checklists, known, settled, root)
    found.add(*problems)
    raw_files = data_package.raw_files(study, root)
    changed = None if built is None else changed_since(built, raw_files, root)
    if built is not None and changed is not None:
        before = replace(known, facts=None)
        certain = _leading_nowhere(documents, checklists, before, settled, root)
        doubtful = len([problem for problem in problems if problem not in certain])
        if doubtful:
            found.add(_outdated(built.relative_to(root).as_posix(), changed, doubtful))
    facts = settled if known.facts is None else known.facts
    shown = [visible(text, facts) for text in documents]
    found.add(*_typed(shown, [*documents, *_all_texts(project, root)], study, root))
    return found.problems


def doubtful_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is to be told of a study's own texts, and its sources that all have, too."""
    project = load_project(root)
    documents = project.documents_of(study.study, root)
    languages = project.languages_of(study.study)
    sources = files_of(study.study, "references.bib", root)
    try:
        told = [
            *changed_sections(study.study, documents, languages, root),
            *unpaired_sections(study.study, documents, languages, root),
        ]
    except ManuscriptError:
        return []  # told as an error
    return told + repeated_keys([file for file in sources if (root / file).is_file()], root)


def _all_texts(project: Project, root: Path) -> list[Manuscript]:
    """Return the texts of all studies that can be read: the shared ones, and each study's own."""
    attempts = Collector()  # what cannot be read has been told
    return [
        text
        for document in project.documents
        for language in known_languages(root)
        for name in [Path(document.source(language)).name]
        for path in sorted(root.glob(f"manuscript/**/{name}"))
        for file in [path.relative_to(root).as_posix()]
        for text in [attempts.attempt(Manuscript.read, file, language, root)]
        if text is not None
    ]


def _typed(
    shown: list[Manuscript], every: list[Manuscript], study: Study, root: Path
) -> list[Problem]:
    """Return a problem per result typed by hand, and per allowed phrase that no text needs.

    ``shown`` is what the study has; a shared phrase may be for a part of another, so that ``every``
    text is looked at for the need of it.
    """
    found = Collector()
    files = files_of(study.study, "allowed-literals.yaml", root)
    phrases = {file: found.attempt(read_allowed, root, file) or [] for file in files}
    allowed = [phrase for some in phrases.values() for phrase in some]
    needed: set[AllowedLiteral] = set()
    for text in shown:
        found.add(*check_typed(text, allowed, needed))
    for text in every:
        check_typed(text, allowed, needed)
    for file, some in phrases.items():
        found.add(*not_needed(some, needed, file))
    return found.problems


def _leading_nowhere(
    documents: list[Manuscript],
    checklists: dict[str, Checklist],
    known: Known,
    settled: Facts,
    root: Path,
) -> list[Problem]:
    """Return a problem for every reference in documents and checklists that leads nowhere."""
    outlines = {(text.language, text.document): outline(text) for text in documents}
    problems: list[Problem] = []
    for text in documents:
        others = {
            name: other
            for (language, name), other in outlines.items()
            if language == text.language and name != text.document
        }
        problems += check_references(text, known, others, settled)
    labels = {place["label"] for one in outlines.values() for place in one["places"]}
    project = load_project(root)
    labels |= {*shared_labels(project.documents, known_languages(root)[0], root)}
    for file, checklist in checklists.items():
        lines = (root / file).read_text(encoding="utf-8")
        problems += check_checklist(checklist, file, lines, labels, known.facts)
    return problems


def _checklists(
    study: str, documents: list[Manuscript], settled: Facts, root: Path, found: Collector
) -> dict[str, Checklist]:
    """Return what can be read of the reporting checklists that a study shows, by file."""
    tables = {name for text in documents for name in named(visible(text, settled), "table")}
    found.add(*unknown_files(study, root))
    by_file: dict[str, Checklist] = {}
    for name in shown_checklists(tables):
        read = found.attempt(read_checklist, checklist_files(study, name, root), root)
        by_file |= read.by_file if read is not None else {}
    return by_file


def _outdated(results: str, changed: str, doubtful: int) -> Problem:
    """Return a problem that says that a new build may satisfy some references."""
    return Problem(
        results,
        message("is from the last build, and {file} has changed since.", file=changed),
        counted_message(
            doubtful,
            "Where a reference above leads to a result that this change adds, run `make check`, "
            "which tries the steps and checks the text against their results. Otherwise correct "
            "the text.",
            "Where {n} references above lead to a result that this change adds, run `make check`, "
            "which tries the steps and checks the text against their results. Otherwise correct "
            "the text.",
        ),
    )


def _facts(path: Path, settled: Facts) -> dict[str, Any] | None:
    """Return the facts of the last build with what is settled since; None before a build."""
    if not path.is_file():
        return None
    built = read_merged(path, path.with_name(SOURCE))
    return built | {key: {**built.get(key, {}), **fact} for key, fact in settled.items()}
