"""``alianzas build``: builds, and searches what was made for personal data before anybody shares it.

Steps mask or refuse what they know; this is the net below them. What is found is told and taken away,
so that nothing of it lies about, and the build fails.
"""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from alianzas.inputs.personal_data import (
    output_problems,
    personal_data_in_outputs,
    personal_names,
)
from honest_results.build import building
from honest_results.project import MADE, load_project
from human_files.errors import DataError, UserError, error_mark

#: Where a build leaves something of a study, beside its results and records.
_LOGS = "logs"


def run(options: Namespace, root: Path) -> int:
    """Build; 1 where personal data was found in what was made, else as the build ended.

    Raises DataError where the name of a raw file holds personal data: it would be in every result.
    """
    studies = _studies(options, root)
    problems = [problem for study in studies for problem in personal_names(study, root)]
    if problems:
        raise DataError(problems)
    begin = time.time()
    code = building.run(options, root)
    # A file system may keep times by the second.
    return 1 if take_away_personal_data(studies, root, since=begin - 2) else code


def take_away_personal_data(studies: Sequence[Study], root: Path, since: float = 0.0) -> bool:
    """Tell and remove the outputs in which personal data is found; return whether there were any."""
    found = False
    for study in studies:
        folders = [*(f"{top}/{study.study}" for top in MADE), f"{_LOGS}/{study.study}"]
        findings = personal_data_in_outputs(study, root, folders, since)
        for problem in output_problems(findings):
            print(f"{error_mark()}{problem}", file=sys.stderr)
        for file in {one.file for one in findings}:
            (root / file).unlink(missing_ok=True)
        found = found or bool(findings)
    return found


def _studies(options: Namespace, root: Path) -> list[Study]:
    """Return the studies to be built that can be loaded; the build tells what is wrong with others."""
    found: list[Study] = []
    with suppress(UserError):
        names = load_project(root).studies if options.study is None else options.study.split()
        for name in names:
            with suppress(UserError):
                found.append(load_study(name, root))
    return found
