"""Pretend data for a trial build: written beside a study's own files, and taken away again.

All that is written lies in ``data/<study>/pretend`` and ``config/studies/<study>/pretend.yaml``; a
study's own files are neither read as data nor changed. Only ``datapackage.json``, which lists raw
files, gets their entries and loses them again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from alianzas import data_package
from alianzas.config.pretend_settings import (
    Pretend,
    load_pretend,
    pretend_file,
    pretend_folder,
)
from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study, present
from alianzas.starting.settings_templates import commented
from honest_results.facts import write_json
from honest_results.file_hashes import file_hash
from honest_results.project import codebook_file, load_project
from human_files.errors import ConfigurationError, DataError, Problem
from human_files.language.current import speaking
from human_files.language.labels import load_labels
from human_files.language.messages import message

#: The branches for whose data others can stand in, and the level of these: a program draws them.
BRANCHES = ("literature", "cases", "survey")
LEVEL = "simulated"
LABELS = "pretend"
Said = Callable[..., str]


@dataclass(frozen=True)
class Outcome:
    """What was written, and the branches that were left alone since their data are there."""

    branches: list[str]
    complete: list[str]
    files: list[str]


def simulate(name: str, wanted: Sequence[str], root: Path) -> Outcome:
    """Write pretend data for the branches of a study whose data are not there.

    ``wanted``: the branches, by default all. Raises ConfigurationError for a branch that the study does
    not have, and DataError where other files lie in the place of pretend ones.
    """
    study = load_study(name, root)
    chosen = [one for one in BRANCHES if getattr(study, one) is not None]
    if unknown := [one for one in wanted if one not in chosen]:
        raise ConfigurationError(
            Problem(
                f"config/studies/{name}",
                message('has no branch "{branch}" with data.', branch=unknown[0]),
                message("It has: {branches}.", branches=", ".join(chosen) or "–"),
            )
        )
    before = load_pretend(name, root)
    standing = before.branches if before is not None else []
    complete = [
        one for one in chosen if one not in standing and not missing_files(study, one, root)
    ]
    todo = [one for one in chosen if one not in (*standing, *complete)]
    todo = [one for one in todo if one in wanted or not wanted]
    if not todo:
        return Outcome([], complete, [])
    _refuse_others(name, before, root)
    languages = study.languages or load_project(root).languages
    given = {} if before is None else before.model_dump(exclude_none=True)
    with speaking(languages, study.country.code):
        said = _words(study, languages[0], root)
        for branch in todo:
            given[branch] = _made(branch, study, said, root)
        folder = root / pretend_folder(name)
        written = sorted(
            path.relative_to(root).as_posix() for path in folder.rglob("*") if path.is_file()
        )
        given["files"] = {file: file_hash(root / file) for file in written}
        head = commented(said("head"))
        text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=100)
        (root / pretend_file(name)).write_text(f"{head}\n\n{text}", encoding="utf-8")
        _list_in_package(load_study(name, root), root)
    return Outcome(todo, complete, [pretend_file(name), *written])


def missing_files(study: Study, branch: str, root: Path) -> list[str]:
    """Return the raw files that a branch of the study names and that are not there."""
    named = present(getattr(study, branch)).sources_by_file()
    return [file for file in named if not is_there(root / file)]


def is_there(path: Path) -> bool:
    """Say whether a raw file, or a folder with some, is there."""
    return any(path.iterdir()) if path.is_dir() else path.is_file()


def remove(name: str, wanted: Sequence[str], root: Path) -> list[str]:
    """Take away the pretend data of some branches, by default all; return the files removed.

    Raises DataError, and removes nothing, where a file was changed since it was written.
    """
    before = load_pretend(name, root)
    if before is None:
        return []
    gone = [one for one in before.branches if one in wanted or not wanted]
    kept = [one for one in before.branches if one not in gone]
    folder = pretend_folder(name)
    files = [
        file for file in before.files if file.startswith(tuple(f"{folder}/{o}/" for o in gone))
    ]
    _refuse_changed(before, files, root)
    for file in files:
        (root / file).unlink(missing_ok=True)
    if kept:
        given = before.model_dump(exclude_none=True)
        given = {key: value for key, value in given.items() if key not in gone}
        given["files"] = {key: value for key, value in before.files.items() if key not in files}
        head = (root / pretend_file(name)).read_text(encoding="utf-8").partition("\n\n")[0]
        text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=100)
        (root / pretend_file(name)).write_text(f"{head}\n\n{text}", encoding="utf-8")
    else:
        (root / pretend_file(name)).unlink()
        files.append(pretend_file(name))
    _remove_empty(root / folder)
    _unlist(name, files, root)
    return files


def _made(branch: str, study: Study, said: Said, root: Path) -> dict[str, Any]:
    """Write the files of a branch; return the settings that stand in for those of the study."""
    folder = f"{pretend_folder(study.study)}/{branch}"
    readme = root / folder / "README.md"
    readme.parent.mkdir(parents=True, exist_ok=True)
    parts = [f"# {said('readme.title')}", said("readme.level", level=LEVEL)]
    readme.write_text("\n\n".join([*parts, said("readme.head")]) + "\n", encoding="utf-8")
    if branch == "literature":
        from alianzas.starting.pretend_literature import literature_files

        return literature_files(study, folder, said, root)
    if branch == "cases":
        from alianzas.starting.pretend_cases import case_files

        return case_files(study, folder, said, root)
    return _answers(study, folder, root)


def _answers(study: Study, folder: str, root: Path) -> dict[str, Any]:
    """Write pretend answers to the questionnaire; return the settings that name them."""
    from alianzas.config.simulation_settings import SurveySimulation
    from alianzas.starting.pretend_survey import survey_parameters
    from alianzas.survey.questionnaire import load_questionnaire
    from alianzas.survey.simulation.kobo_workbook import write_export
    from alianzas.survey.simulation.submissions import draw_submissions

    settings = present(study.survey)
    file = codebook_file(study.study, "questionnaire", root)
    questionnaire = load_questionnaire(root / file, settings.lists, file)
    given: dict[str, Any] = {
        "provenance": "simulated",
        "responses": {"file": f"{folder}/responses.xlsx"},
    }
    truth = settings.simulation
    if truth is None:
        truth = SurveySimulation.model_validate(survey_parameters(study, questionnaire))
        given["simulation"] = truth.model_dump(mode="json", exclude_unset=True)
    drawn = settings.model_copy(update={"simulation": truth, "provenance": "simulated"})
    submissions = draw_submissions(drawn, questionnaire)
    write_export(submissions, questionnaire, root / folder / "responses.xlsx", truth.form_version)
    return given


def _words(study: Study, language: str, root: Path) -> Said:
    """Return what says a phrase of pretend data in a language."""
    labels = load_labels(LABELS, root=root)

    def said(key: str, **fields: object) -> str:
        return labels(f"pretend.{key}", language).format(**{"study": study.study, **fields})

    return said


def _refuse_others(name: str, before: Pretend | None, root: Path) -> None:
    """Raise DataError for files in the folder of pretend data that were not written by us."""
    known = before.files if before is not None else {}
    folder = root / pretend_folder(name)
    found = [path.relative_to(root).as_posix() for path in folder.rglob("*") if path.is_file()]
    problems = [
        Problem(
            file,
            message("lies where pretend data are written, and is none of them."),
            message("Move it elsewhere; nothing was changed."),
        )
        for file in sorted(found)
        if file not in known
    ]
    if problems:
        raise DataError(problems)
    _refuse_changed(before, list(known), root)


def _refuse_changed(before: Pretend | None, files: Sequence[str], root: Path) -> None:
    """Raise DataError for pretend files that somebody has changed since they were written."""
    problems = [
        Problem(
            file,
            message("was changed since it was written as pretend data."),
            message("Move it elsewhere if it is to be kept, else delete it; nothing was removed."),
        )
        for file in files
        if before is not None
        and (root / file).is_file()
        and file_hash(root / file) != before.files[file]
    ]
    if problems:
        raise DataError(problems)


def _list_in_package(study: Study, root: Path) -> None:
    """Add the pretend files to the data package; the other entries stay as they are."""
    path = root / data_package.package_file(study.study)
    whole = data_package.describe(study, root)
    if path.is_file():
        listed = _package(path)
        folder = pretend_folder(study.study).removeprefix(f"data/{study.study}/")
        ours = [one for one in whole["resources"] if one["path"].startswith(f"{folder}/")]
        others = [one for one in listed["resources"] if not one["path"].startswith(f"{folder}/")]
        whole = {**listed, "resources": sorted([*others, *ours], key=lambda one: one["path"])}
    write_json(whole, path)


def _unlist(name: str, files: Sequence[str], root: Path) -> None:
    """Take the files out of the data package; the other entries stay as they are."""
    path = root / data_package.package_file(name)
    if path.is_file():
        listed = _package(path)
        gone = {file.removeprefix(f"data/{name}/") for file in files}
        kept = [one for one in listed["resources"] if one["path"] not in gone]
        write_json({**listed, "resources": kept}, path)


def _package(path: Path) -> dict[str, Any]:
    """Return a data package; raise DataError where the file is none."""
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        [one["path"] for one in content["resources"]]
    except (ValueError, KeyError, TypeError) as error:
        found, advice = message("is not a data package."), message("Restore it, or delete it.")
        raise DataError(Problem(str(path), found, advice)) from error
    return content


def _remove_empty(folder: Path) -> None:
    """Remove the folders that hold nothing any more."""
    inside = sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True)
    for path in [*inside, folder]:
        if path.is_dir() and not any(path.iterdir()):
            path.rmdir()
