"""``alianzas check``: every mistake in every input, and then a trial of every step.

What is in the inputs is looked for first (:mod:`alianzas.commandline.input_checks`). Of the studies in
which nothing is found there, every step short of typesetting is carried out with few replicates
(:mod:`honest_results.build.trial`), so that what the check passes can be built; ``--quick`` leaves
that out.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from alianzas.commandline import input_checks
from alianzas.commandline.language_command import standing
from alianzas.config.study_files import in_its_languages, load_study
from alianzas.config.study_model import Study
from alianzas.inputs.printed_signs import unprintable_signs
from alianzas.inputs.stray_files import without_study
from alianzas.inputs.unfinished_merges import unfinished_merges
from alianzas.languages.catalogue import incomplete
from alianzas.pooled.check_pooled import check_comparison
from honest_results.build import software
from honest_results.build.trial import try_steps
from honest_results.project import Project, load_project, study_file
from human_files.collecting import Collector
from human_files.errors import Problem, UserError, error_mark
from human_files.language.grammar import LANGUAGES_FOLDER
from human_files.language.labels import load_labels
from human_files.language.messages import counted_message, message

_STOPPED = 130


def run(options: Namespace, root: Path) -> int:
    """Print every problem and every doubt; return 1 if there is a problem."""
    if options.deposit:
        from alianzas.commandline import deposit_check_command

        return deposit_check_command.run(options, root)
    shared = Collector()
    project = shared.attempt(load_project)
    shared.attempt(load_labels)
    if project is not None:
        shared.attempt(software.choose_engine, project.engine)
    names = [options.study] if options.study else (project.studies if project else [])
    merges = unfinished_merges(names, Path())
    shared.add(*merges)
    files = input_checks.shared_files(Path())
    found = Collector()
    found.add(*shared.problems)
    found.add(*([] if options.study else without_study(Path())))
    doubtful: list[Problem] = []
    unnamed: list[str] = []
    sound: list[Study] = []
    for name in names:
        study = found.attempt(load_study, name)
        if study is None or project is None or merges:
            continue  # nothing can be said of a study that exists in two versions
        files |= input_checks.input_files(study, Path())
        if not study.article.authors:
            unnamed.append(name)
        with in_its_languages(study):
            problems = input_checks.study_problems(study, Path(), with_facts=options.quick)
            found.add(*problems)
            doubtful += found.attempt(input_checks.study_doubts, study, Path()) or []
        if not problems and not shared.problems:
            sound.append(study)
    if project is not None:
        found.add(*check_comparison(project, sound, Path()))
    spoken = dict.fromkeys(code for name in names if project for code in project.languages_of(name))
    for code in spoken:
        doubtful += found.attempt(_incomplete, code) or []
    unmerged = {problem.file for problem in merges}
    told = [
        str(problem)
        for problem in found.problems
        # Whatever else is wrong with a file that holds two versions at once follows from that.
        if problem in merges or problem.file not in unmerged
    ]
    if project is not None and sound and not options.quick:
        outcome = try_steps(root, project, [study.study for study in sound])
        if outcome.is_stopped:
            print(message("Stopped. The same command goes on where it stopped."), file=sys.stderr)
            return _STOPPED
        told += outcome.problems
        if not outcome.problems:  # all that the documents print is there
            signs = (unprintable_signs(study, project, Path()) for study in sound)
            told += dict.fromkeys(str(problem) for problems in signs for problem in problems)
    for doubt in doubtful:
        print(message("doubtful: {problem}", problem=doubt), file=sys.stderr)
    if told:
        _tell_problems(told)
        # Otherwise what comes next is to correct them.
        _tell_next(names, only="make simulate")
        return 1
    for name in unnamed:
        print(
            message(
                "No authors are named yet, and the documents say so. Name them under `article: "
                "authors:` in {study_file}.",
                study_file=study_file(name),
            )
        )
    aside = " " + message("Doubtful: {n}, told above.", n=len(doubtful)) if doubtful else ""
    tried = (
        message("The steps were not tried.") if options.quick else message("Every step was tried.")
    )
    print(message("{n} files, no problems.", n=len(files)) + f" {tried}{aside}")
    _tell_engine(project)
    _tell_next(names)
    return 0


def _incomplete(language: str) -> list[Problem]:
    """Return the doubt that a language lacks texts, or has some of an older wording."""
    if not any(incomplete(language, Path()).values()):
        return []
    command = message("`alianzas language export {language}` shows them.", language=language)
    return [Problem(f"{LANGUAGES_FOLDER}/{language}", f"{standing(language, Path())}.", command)]


def _tell_next(names: Sequence[str], only: str = "") -> None:
    """Say what comes next in each study, where a command does it that begins with ``only``."""
    from alianzas.commandline.next_command import next_words
    from alianzas.progress.items import next_item
    from alianzas.progress.standing import parts_of

    for name in names:
        try:
            item = next_item(parts_of(name, Path()))
        except UserError:  # told above
            continue
        if item is None or not item.command or item.command.startswith("make check"):
            continue
        if item.command.startswith(only):
            print(f"\n{name}. {next_words(item)}")


def _tell_problems(told: list[str]) -> None:
    """Print the problems, and how many they are."""
    for problem in told:
        print(f"{error_mark()}{problem}", file=sys.stderr)
    count = counted_message(len(told), "{n} problem.", "{n} problems.")
    print(f"\n{count}", file=sys.stderr)


def _tell_engine(project: Project | None) -> None:
    """Say why a Quarto that is there does not render the documents."""
    if project is not None and project.engine == "auto" and software.has_unfit_quarto():
        reason = software.missing_quarto(software.quarto_version())
        print(
            message("Quarto does not render the documents: {reason}", reason=reason)
            + " "
            + message("The embedded engine does.")
        )
