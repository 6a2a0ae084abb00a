"""Checks every input of the case studies as the build reads it, and reports all problems at once."""

from __future__ import annotations

from pathlib import Path

from alianzas.cases.adjudication import adjudicate
from alianzas.cases.case_codes import load_case_codes
from alianzas.cases.case_quotations import read_translations
from alianzas.cases.case_texts import read_texts
from alianzas.cases.coders import read_coders
from alianzas.cases.judgements import Material, read_judgements
from alianzas.cases.profiles import read_profiles
from alianzas.cases.qca.case_numbers import read_measures
from alianzas.cases.qca.case_sets import check_names, measure_columns
from alianzas.config.study_model import Study, present
from honest_results.project import codebook_file, study_file
from honest_results.settings_addresses import files_at
from human_files.collecting import Collector
from human_files.errors import Problem
from human_files.language.messages import message


def check_inputs(study: Study, root: Path) -> list[Problem]:
    """Return what is wrong with profiles, texts, sheets, translations, measures and codebook.

    For a sheet that does not exist yet the advice says how to make it.
    """
    if study.cases is None:
        return []
    to_make = _sheets_to_make(study, root)
    files = {name for problem in to_make for name in (problem.file, str(root / problem.file))}
    return [problem for problem in _problems(study, root) if problem.file not in files] + to_make


def _sheets_to_make(study: Study, root: Path) -> list[Problem]:
    """Return a problem for each coding sheet that is missing, with what makes it."""
    settings = present(study.cases)
    command = f"alianzas cases sheet {study.study} --output CODING.xlsx"
    sheet = message(
        "`{command}` writes one to fill in; otherwise correct the path in the study file.",
        command=command,
    )
    consensus = message(
        "`{command}` writes it, with what the coders judge differently side by side, once their "
        "sheets are filled in; where they agree in everything, it is the header alone: case, "
        "source, code, value, passage, reason.",
        command=f"alianzas cases consensus-sheet {study.study} --output CONSENSUS.xlsx",
    )
    advice = {**dict.fromkeys((coder.file for coder in settings.coders), sheet)}
    advice[settings.consensus] = consensus
    return [
        Problem(file, message("does not exist yet."), words)
        for file, words in advice.items()
        if not (root / file).exists()
    ]


def _problems(study: Study, root: Path) -> list[Problem]:
    """Return the problems found by reading the inputs step by step."""
    found = Collector()
    settings = present(study.cases)
    codes = found.attempt(load_case_codes, root / codebook_file(study.study, "case_codes", root))
    if codes is None:
        return found.problems
    profiles = found.attempt(read_profiles, root / settings.profiles, codes)
    if profiles is None:
        return found.problems
    cases = list(profiles["case"])
    files = files_at(settings.model_dump(mode="json"), "texts", root)
    texts = found.attempt(read_texts, [root / file for file in files], cases, settings.texts)
    if texts is None:
        return found.problems
    material = Material(codes, cases, texts, list(profiles["firm"]))
    work = {coder.name: root / coder.file for coder in settings.coders}
    users = {coder.name: coder.user for coder in settings.coders}
    judgements = found.attempt(read_coders, work, material, users)
    sheet = root / settings.consensus
    consensus = found.attempt(read_judgements, sheet, material, complete=False)
    if judgements is not None and consensus is not None:
        found.attempt(adjudicate, judgements, consensus, profiles, sheet)
    if settings.translations is not None:
        found.attempt(read_translations, root / settings.translations, texts)
    qca = settings.qca
    if qca is not None:
        found.add(*check_names(qca, codes, study_file(study.study, "cases")))
        if qca.measures is not None:
            found.attempt(read_measures, root / qca.measures, cases, measure_columns(qca))
    return found.problems
