"""A build: everything from the raw files to the documents."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path

from honest_results.build.executors import require_executor
from honest_results.build.progress import Display, display_for
from honest_results.build.snakemake_runs import run_verbose, run_with_display
from honest_results.comparison import are_comparable, comparison_project
from honest_results.deposit.measured_run import record_run
from honest_results.project import (
    POOLED,
    documents,
    is_made,
    load_project,
    study_file,
    study_names,
)
from honest_results.rule_files import words_of_rules
from human_files.errors import ConfigurationError, Problem, did_you_mean, error_mark
from human_files.language.messages import counted_message, message


def run(options: Namespace, root: Path) -> int:
    """Build; say at the end where the documents are, or which steps failed.

    ``options`` has ``study`` (names separated by spaces; None for all), ``snakemake`` (arguments for
    Snakemake) and ``verbose`` (its own output). Studies in other languages are built one after the
    other; several studies are compared when all are built. Raises ConfigurationError for a study that
    does not exist.
    """
    require_executor(root, options.snakemake)
    studies = None if options.study is None else _existing(options.study.split(), root)
    project = load_project(root)
    groups = project.together(studies)
    chosen = studies is not None or len(groups) > 1
    runs = [_choice(group) if chosen else [] for group in groups]
    built = project.studies if studies is None else studies  # in the order of the person
    compared = built if _is_compared(built, options.snakemake, root) else []
    if compared:
        runs.append([*_choice(compared), "pooled=true"])
    begin, started, done = time.monotonic(), time.time(), 0
    for run in runs:
        arguments = [*options.snakemake, *run]
        if options.verbose:
            code = run_verbose(root, arguments)
        else:
            display = display_for(words_of_rules(root))
            code = run_with_display(root, arguments, display)
            done += display.done
            if code == 130:
                display.say(message("Stopped. The same command goes on where it stopped."))
            elif code != 0:
                tell_failure(display, code)
        if code != 0:
            return code
    for study in [*built, *([POOLED] if compared else [])]:
        record_run(study, root, started, alone=len(built) == 1)
    if not options.verbose:
        _tell_success(root, studies, compared, done, time.monotonic() - begin)
    return 0


def _choice(studies: list[str]) -> list[str]:
    """Return the arguments that build these studies."""
    return ["--config", f"studies=[{','.join(studies)}]"]


def _is_compared(studies: list[str], arguments: list[str], root: Path) -> bool:
    """Say whether studies are compared: several with a branch in common, and everything is built."""
    return not any(map(is_made, arguments)) and are_comparable(studies, root)


def _existing(studies: list[str], root: Path) -> list[str]:
    """Return ``studies``; raise ConfigurationError for one that does not exist."""
    known = study_names(root)
    for study in studies:
        if study not in known:
            advice = did_you_mean(study, known)
            raise ConfigurationError(
                Problem(study_file(study), message("this study does not exist."), advice)
            )
    return studies


def _tell_success(
    root: Path, studies: list[str] | None, compared: list[str], done: int, seconds: float
) -> None:
    """Say how many steps were done, how long they took, and where the documents are."""
    if done == 0:
        print(message("Nothing to be done: everything is up to date."))
    else:
        print(done_in(done, seconds))
    shown: list[str | None] = [*studies] if studies else [None]
    found = [path for study in shown for path in documents(root, study=study)]
    if compared:
        both = load_project(root).model_copy(update={"studies": compared})
        [paths] = comparison_project(both).rendered_by_study(root)
        found += [root / path for path in paths if (root / path).is_file()]
    if found:
        print(message("The documents:"))
        print("\n".join(f"  {path.relative_to(root)}" for path in found))


def tell_failure(display: Display, code: int, folder: str = "") -> None:
    """Say which steps failed; ``folder`` is where the build ran, from the top."""
    lines = [
        f"  {failure.words}"
        + "".join("\n    " + message("log: {file}", file=Path(folder, log)) for log in failure.logs)
        for failure in display.failures
    ]
    if lines:
        lines.insert(0, message("\nThese steps failed:"))
        lines.append(
            message("Earlier results are kept. Correct the above and run the same command again.")
        )
    elif not display.errors:
        lines = [
            error_mark() + message("Snakemake ended with exit code {code}.", code=code),
            message("  Snakemake's own words: make paper VERBOSE=1"),
        ]
    for line in lines:
        print(line, file=sys.stderr)


def done_in(steps: int, seconds: float) -> str:
    """Return how many steps were done, and how long they took."""
    return counted_message(
        steps, "Done: {n} step in {time}.", "Done: {n} steps in {time}.", time=in_words(seconds)
    )


def in_words(seconds: float) -> str:
    """Return a duration as ``38 s`` or ``2 min 5 s``."""
    minutes, rest = divmod(round(seconds), 60)
    return message("{minutes} min {rest} s", minutes=minutes, rest=rest) if minutes else f"{rest} s"
