"""Checks every input of the review as the build reads it, and reports all problems at once."""

from __future__ import annotations

from pathlib import Path

from alianzas.config.codebook import Codebook
from alianzas.config.study_model import Study, present
from alianzas.literature.identification import import_sources
from alianzas.literature.record_ledger import unique_of
from alianzas.literature.screening import screen
from alianzas.literature.study_coding import code_studies
from alianzas.literature.window_check import included_outside
from honest_results.project import codebook_file
from human_files.collecting import Collector
from human_files.errors import Problem
from human_files.language.messages import message
from human_files.settings_files import load_model
from references.screening.codebook import ScreeningCodebook


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is wrong with the bibliographic files, the codebooks and the sheets.

    For a sheet that does not exist yet the advice says how to make it.
    """
    if study.literature is None:
        return []
    to_make = _sheets_to_make(study, root)
    files = {problem.file for problem in to_make}
    return [problem for problem in _problems(study, root) if problem.file not in files] + to_make


def _sheets_to_make(study: Study, root: Path) -> list[Problem]:
    """Return a problem for each sheet that is missing, with the command that makes it."""
    settings = present(study.literature)
    problems = []
    for stage, sheets, command in (
        ("title_abstract", settings.screening, "screening-sheet"),
        ("full_text", settings.full_text, "screening-sheet"),
        ("coding", settings.coding, "coding-sheet"),
    ):
        if sheets is None:
            continue
        which = "" if stage == "title_abstract" else f" --stage {stage}"
        blank = f"alianzas literature {command} {study.study}"
        blank += "" if stage == "coding" else which
        consensus = f"alianzas literature consensus-sheet {study.study}{which}"
        advice = {
            **dict.fromkeys(
                (entry.file for entry in sheets.passes),
                message(
                    "`{command}` writes one to fill in; otherwise correct the path in the study file.",
                    command=blank,
                ),
            ),
            sheets.consensus.file: message(
                "`{command}` writes one to fill in, once both passes are complete; otherwise "
                "correct the path in the study file.",
                command=consensus,
            ),
        }
        problems += [
            Problem(file, message("does not exist yet."), words)
            for file, words in advice.items()
            if not (root / file).exists()
        ]
    return problems


def _problems(study: Study, root: Path) -> list[Problem]:
    """Return the problems found by reading the inputs step by step."""
    found = Collector()
    settings = present(study.literature)
    files = {name: codebook_file(study.study, name, root) for name in ("screening", "ado_tcm")}
    screening = found.attempt(
        load_model, root / files["screening"], ScreeningCodebook, files["screening"]
    )
    coding = found.attempt(load_model, root / files["ado_tcm"], Codebook, files["ado_tcm"])
    if screening is None:
        found.attempt(import_sources, settings.sources, root)
        return found.problems
    unique = found.attempt(unique_of, settings, root)
    if unique is None:
        return found.problems
    if not (root / settings.screening.consensus.file).exists():
        # Afterwards the final decisions are checked; a consensus may exclude what a reader included.
        found.problems += included_outside(
            unique.records, settings.screening, settings.window, unique.names, root
        )
    screened = found.attempt(
        screen,
        unique.records,
        settings.screening,
        screening,
        settings.window,
        study.confidence,
        root,
        settings.full_text,
        unique.names,
    )
    if screened is not None and coding is not None:
        found.attempt(
            code_studies,
            screened.records,
            settings.coding,
            coding,
            study.confidence,
            root,
            unique.names,
        )
    return found.problems
