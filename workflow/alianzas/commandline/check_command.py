"""``alianzas check``: every mistake in every input, without building anything.

Each part of the project contributes a function ``check_inputs(study, root)`` in a module
``check_<part>``; :data:`BRANCHES` names the parts. They read the inputs with the same functions as
the build. What is allowed but cannot be right (``doubtful_inputs``) is told too, and is no error.
"""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from alianzas import data_package
from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from honest_results.build import software
from honest_results.project import load_project
from human_files.collecting import Collector
from human_files.errors import Problem
from human_files.language.labels import Labels

#: Packages with a module ``check_<name>``.
BRANCHES = ("literature", "cases", "survey", "synthesis", "manuscript")

Check = Callable[[Study, Path], list[Problem]]


def run(options: Namespace, root: Path) -> int:
    """Print every problem and every doubt; return 1 if there is a problem."""
    found = Collector()
    project = found.attempt(load_project)
    found.attempt(Labels.load, *_labels())
    if project is not None:
        found.attempt(software.choose_engine, project.engine)
    names = [options.study] if options.study else (project.studies if project else [])
    files = _shared_files()
    doubtful: list[Problem] = []
    unnamed: list[str] = []
    for name in names:
        study = found.attempt(load_study, name)
        if study is None or project is None:
            continue
        files |= set(data_package.raw_files(study, Path()))
        files.add(f"config/studies/{name}.yaml")
        if not study.article.authors:
            unnamed.append(name)
        for check in _branches():
            found.add(*check(study, Path()))
        doubtful += [doubt for look in _doubters() for doubt in look(study, Path())]
        told = {problem.file for problem in found.problems}
        found.add(
            *(
                problem
                for problem in data_package.check(study, Path())
                # A missing file has been reported by its branch, with advice.
                if problem.found != data_package.MISSING or problem.file not in told
            )
        )
    for doubt in doubtful:
        print(f"doubtful: {doubt}", file=sys.stderr)
    for problem in found.problems:
        print(f"error: {problem}", file=sys.stderr)
    if found.problems:
        count = len(found.problems)
        print(f"\n{count} problem{'s' if count > 1 else ''}.", file=sys.stderr)
        return 1
    aside = f" Doubtful: {len(doubtful)}; nothing is concluded from them." if doubtful else ""
    for name in unnamed:
        print(
            "No authors are named yet, and the documents say so. Name them under "
            f"`article: authors:` in config/studies/{name}.yaml."
        )
    print(f"{len(files)} files, no problems.{aside}")
    if project is not None and project.engine == "auto" and software.has_unfit_quarto():
        reason = software.missing_quarto(software.quarto_version())
        print(f"Quarto does not render the documents: {reason} The embedded engine does.")
    return 0


def _branches() -> list[Check]:
    """Return the check function of every branch."""
    return [import_module(f"alianzas.{name}.check_{name}").check_inputs for name in BRANCHES]


def _doubters() -> list[Check]:
    """Return the functions that look for what cannot be right, of the branches that have one."""
    modules = [import_module(f"alianzas.{name}.check_{name}") for name in BRANCHES]
    return [module.doubtful_inputs for module in modules if hasattr(module, "doubtful_inputs")]


def _labels() -> list[Path]:
    return sorted(Path("config/i18n").glob("*.yaml"))


def _shared_files() -> set[str]:
    """Return the inputs that all studies share."""
    patterns = (
        "config/config.yaml",
        "config/i18n/*.yaml",
        "config/codebooks/**/*.yaml",
        "manuscript/*.qmd",
        "manuscript/references.bib",
        "manuscript/allowed-literals.yaml",
    )
    return {path.as_posix() for pattern in patterns for path in Path().glob(pattern)}
