"""Do the documents follow from the raw files?

Everything is built again from the tracked files alone, in a temporary folder, and compared with the
present results.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from honest_results.build.build_comparison import TOLERANCE, Comparison, compare_builds
from honest_results.build.cold_copy import cold_copy, environment_of
from honest_results.build.progress import display_for
from honest_results.build.snakemake_runs import run_with_display
from honest_results.comparison import are_comparable, comparison_project
from honest_results.project import documents, load_project
from honest_results.rule_files import words_of_rules
from human_files.errors import error_mark
from human_files.language.messages import message

#: Exit codes beside 0: something differs; bytes differ but every number agrees.
DIFFERENT, ONLY_BYTES = 1, 3


def verify_studies(names: Sequence[str], root: Path) -> int:
    """Rebuild studies from their raw files in a temporary folder, and report every difference.

    Parameters
    ----------
    names : sequence of str
        Studies, one without results is built first. Several are verified with their comparison.
    root : path
        Top of the compendium.

    Returns
    -------
    int
        0 if every byte is the same; 3 if bytes differ but all facts agree; 1 if something differs; or
        the exit code of a build that failed.
    """
    runs = _runs(names, root)
    rendered = [path for run in runs for path in run if path.startswith("results/")]
    if not all((root / path).is_file() for path in rendered):
        print(message("There are no results to compare with yet; building them …"), flush=True)
        code = _build_all(root, runs)
        if code != 0:
            return code
    print(message("Building again from the raw files, in a temporary folder …"), flush=True)
    with cold_copy(root) as copy:
        code = _build_all(copy, runs, environment_of(copy))
        if code != 0:
            logs = root / "logs" / "verify"
            if (copy / "logs").is_dir():
                shutil.rmtree(logs, ignore_errors=True)
                shutil.copytree(copy / "logs", logs)
                print(
                    "  "
                    + message(
                        "The rebuild's logs are in {folder}/.", folder=logs.relative_to(root)
                    ),
                    file=sys.stderr,
                )
            return code
        codes = [
            _report(name, compare_builds(root / "results" / name, copy / "results" / name))
            for name in dict.fromkeys(Path(path).parts[1] for path in rendered)
        ]
    return max(codes, key=[0, ONLY_BYTES, DIFFERENT].index)


def _runs(names: Sequence[str], root: Path) -> list[list[str]]:
    """Return the arguments of each build: studies in other languages apart, their comparison last."""
    project = load_project(root)
    groups = project.together(names)
    usual = len(project.together()) == 1 and {*names} <= {*project.studies}
    runs = []
    for group in groups:
        paths = [path for name in group for path in documents(root, present=False, study=name)]
        choice = [] if usual else ["--config", f"studies=[{','.join(group)}]"]
        runs.append([*(path.relative_to(root).as_posix() for path in paths), *choice])
    if are_comparable(names, root):
        both = project.model_copy(update={"studies": [*names]})
        [compared] = comparison_project(both).rendered_by_study(root)
        choice = ["--config", f"studies=[{','.join(names)}]", "pooled=true"]
        runs.append([*compared, *choice])
    return runs


def _build_all(root: Path, runs: list[list[str]], variables: dict[str, str] | None = None) -> int:
    """Build one run after the other; return the first exit code that is not 0."""
    return next((code for run in runs if (code := _build(root, run, variables)) != 0), 0)


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


def _report(name: str, found: Comparison) -> int:
    """Print how the results of one study compare, and return the exit code."""
    kinds = sorted(found.same.keys() | found.other.keys())
    print(f"{name}:")
    for kind in kinds:
        total = found.same[kind] + found.other[kind]
        print(f"  {kind:<8} {found.same[kind]:>4} " + message("of {total} identical", total=total))
    if found.identical:
        print(
            "  "
            + message("Verified: all {n} files are the same byte for byte.", n=found.same.total())
        )
        return 0
    lists = {
        message("differs"): found.differing,
        message("only here"): found.only_here,
        message("only in the rebuild"): found.only_there,
    }
    for words, files in lists.items():
        for file in files:
            print(f"  {words}: results/{name}/{file}")
    if found.numbers_agree:
        print(
            "  "
            + message(
                "Not the same bytes, but all {n} facts agree (relative tolerance {tolerance}): to "
                "be expected of a build on another machine or system.",
                n=found.compared_facts,
                tolerance=f"{TOLERANCE:g}",
            )
        )
        return ONLY_BYTES
    print("\n".join("  " + message("fact {words}", words=line) for line in found.facts))
    print(
        "  "
        + message(
            "Not verified. If the inputs were changed after the last build, run `make paper` first."
        )
    )
    return DIFFERENT
