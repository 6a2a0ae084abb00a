"""Building again from the raw files alone, in a temporary folder."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from honest_results.build.cold_copy import cold_copy, environment_of
from honest_results.build.progress import display_for
from honest_results.build.snakemake_runs import run_with_display
from honest_results.comparison import are_comparable, comparison_project
from honest_results.project import POOLED, documents, load_project
from honest_results.rule_files import words_of_rules
from human_files.errors import error_mark
from human_files.language.messages import message

#: What tells Quarto, when run by hand, where Word's styles are: a build makes it with the documents.
_SETTINGS = "results/_manuscript.yml"


class RebuildError(Exception):
    """A build failed, and has told why; ``code`` is its exit code."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def make_results(names: Sequence[str], root: Path) -> None:
    """Build the studies in ``root`` itself, if a document of theirs is not there yet.

    Raises RebuildError where the build fails.
    """
    runs = _runs(names, root)
    if not all((root / path).is_file() for path in _rendered(runs)):
        print(message("There are no results to compare with yet; building them …"), flush=True)
        _build_all(root, runs)


@contextmanager
def rebuilt(
    names: Sequence[str], root: Path, keep_logs: Path, files: Sequence[str] | None = None
) -> Iterator[Path]:
    """Build the studies again, and provide the folder with their results.

    Parameters
    ----------
    names : sequence of str
        Studies; several are built with their comparison.
    root : path
        Top of the compendium that is verified.
    keep_logs : path
        Where the logs of a build that fails are kept.
    files : sequence of str, optional
        The files it consists of, by their path from the top; by default those that Git tracks, else
        all but what a build makes.

    Raises
    ------
    RebuildError
        Where the build fails.
    """
    print(message("Building again from the raw files, in a temporary folder …"), flush=True)
    with cold_copy(root, files) as copy:
        try:
            _build_all(copy, _runs(names, copy), environment_of(copy))
        except RebuildError:
            if (copy / "logs").is_dir():
                shutil.rmtree(keep_logs, ignore_errors=True)
                shutil.copytree(copy / "logs", keep_logs)
                told = message("The rebuild's logs are in {folder}/.", folder=keep_logs)
                print(f"  {told}", file=sys.stderr)
            raise
        yield copy / "results"


def result_folders(names: Sequence[str], root: Path) -> list[str]:
    """Return the folders of results of some studies: one for each, and one for their comparison."""
    return [*names, *([POOLED] if len(names) > 1 and are_comparable(names, root) else [])]


def _runs(names: Sequence[str], root: Path) -> list[list[str]]:
    """Return the arguments of each build: studies in other languages apart, their comparison last."""
    project = load_project(root)
    groups = project.together(names)
    usual = len(project.together()) == 1 and {*names} <= {*project.studies}
    runs = []
    for group in groups:
        paths = [path for name in group for path in documents(root, present=False, study=name)]
        choice = [] if usual else ["--config", f"studies=[{','.join(group)}]"]
        targets = [path.relative_to(root).as_posix() for path in paths]
        runs.append([*targets, _SETTINGS, *choice])
    if are_comparable(names, root):
        both = project.model_copy(update={"studies": [*names]})
        [compared] = comparison_project(both).rendered_by_study(root)
        choice = ["--config", f"studies=[{','.join(names)}]", "pooled=true"]
        runs.append([*compared, *choice])
    return runs


def _rendered(runs: Sequence[Sequence[str]]) -> list[str]:
    """Return the documents that the runs make."""
    return [
        path for run in runs for path in run if path.startswith("results/") and path != _SETTINGS
    ]


def _build_all(root: Path, runs: list[list[str]], variables: dict[str, str] | None = None) -> None:
    """Build one run after the other; raises RebuildError at the first that fails."""
    for run in runs:
        code = _build(root, run, variables)
        if code != 0:
            raise RebuildError(code)


def _build(root: Path, targets: list[str], variables: dict[str, str] | None = None) -> int:
    """Build the targets, say which steps failed, and return the exit code."""
    display = display_for(words_of_rules(root))
    code = run_with_display(root, targets, display, variables)
    for failure in display.failures:
        print(
            error_mark() + message("this step failed: {words}", words=failure.words),
            file=sys.stderr,
        )
    return code
