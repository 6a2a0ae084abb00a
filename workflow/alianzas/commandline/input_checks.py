"""What can be seen in the inputs of a study without carrying out any step.

Each part of the project contributes a function ``check_inputs(study, root)`` in a module
``check_<part>``; :data:`PARTS` names the parts. They read the inputs with the same functions as the
build. What is allowed but cannot be right (``doubtful_inputs``) is told too, and is no error.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from alianzas import data_package
from alianzas.config.study_model import Study
from honest_results.build import trial
from honest_results.project import STUDIES
from human_files.collecting import Collector
from human_files.errors import Problem
from human_files.language.messages import message

#: Packages with a module ``check_<name>``.
PARTS = ("inputs", "literature", "cases", "survey", "synthesis", "manuscript")
#: Those whose check finds more where the facts of a build or a trial are known.
NAMING_FACTS = ("synthesis", "manuscript")


def study_problems(study: Study, root: Path, *, with_facts: bool) -> list[Problem]:
    """Return what is wrong with the inputs of a study; ``with_facts``: also by the last facts known."""
    found = Collector()
    facts = last_facts(study.study, root) if with_facts else None
    for name in PARTS:
        check = import_module(f"alianzas.{name}.check_{name}").check_inputs
        known = (facts,) if name in NAMING_FACTS else ()
        # A file that several parts read, and that one cannot, is told once.
        found.add(*(found.attempt(check, study, root, *known) or ()))
    told = {problem.file for problem in found.problems}
    found.add(
        *(
            problem
            for problem in data_package.check(study, root)
            # A missing file has been reported by its branch, with advice.
            if problem.found != message(data_package.MISSING) or problem.file not in told
        )
    )
    return found.problems


def study_doubts(study: Study, root: Path) -> list[Problem]:
    """Return what cannot be right in the inputs of a study, although it is allowed."""
    modules = [import_module(f"alianzas.{name}.check_{name}") for name in PARTS]
    return [
        doubt
        for module in modules
        if hasattr(module, "doubtful_inputs")
        for doubt in module.doubtful_inputs(study, root)
    ]


def last_facts(study: str, root: Path) -> Path | None:
    """Return the file of facts of the last build or trial of a study, whichever is the later."""
    places = [root / top / "results" / study / "facts.json" for top in ("", trial.FOLDER)]
    files = [path for path in places if path.is_file()]
    return max(files, key=lambda path: path.stat().st_mtime_ns, default=None)


def input_files(study: Study, root: Path) -> set[str]:
    """Return the files that a study alone has."""
    own = (root / STUDIES / study.study).rglob("*.yaml")
    return {
        *data_package.raw_files(study, root),
        *(path.relative_to(root).as_posix() for path in own),
    }


def shared_files(root: Path) -> set[str]:
    """Return the inputs that all studies share."""
    patterns = (
        "config/config.yaml",
        "config/languages/**/*.yaml",
        "config/codebooks/**/*.yaml",
        "manuscript/*.qmd",
        "manuscript/references.bib",
        "manuscript/allowed-literals.yaml",
    )
    return {
        path.relative_to(root).as_posix() for pattern in patterns for path in root.glob(pattern)
    }
