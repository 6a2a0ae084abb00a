"""A build: everything from the raw files to the documents."""

from __future__ import annotations

import sys
import time
from argparse import Namespace
from pathlib import Path

from honest_results.build.executors import require_executor
from honest_results.build.progress import Display, display_for
from honest_results.build.snakemake_runs import run_verbose, run_with_display
from honest_results.project import documents, study_file, study_names
from honest_results.rule_files import words_of_rules
from human_files.errors import ConfigurationError, Problem, did_you_mean


def run(options: Namespace, root: Path) -> int:
    """Build; say at the end where the documents are, or which steps failed.

    ``options`` has ``study`` (None for all), ``snakemake`` (arguments for Snakemake) and ``verbose``
    (its own output). Raises ConfigurationError for a study that does not exist.
    """
    require_executor(root, options.snakemake)
    arguments = [*options.snakemake]
    if options.study is not None:
        known = study_names(root)
        if options.study not in known:
            advice = did_you_mean(options.study, known)
            raise ConfigurationError(
                Problem(study_file(options.study), "this study does not exist.", advice)
            )
        arguments += ["--config", f"studies=[{options.study}]"]
    if options.verbose:
        return run_verbose(root, arguments)
    begin = time.monotonic()
    display = display_for(words_of_rules(root))
    code = run_with_display(root, arguments, display)
    if code == 0:
        _tell_success(root, options.study, display, time.monotonic() - begin)
    elif code == 130:
        display.say("Stopped. The same command goes on where it stopped.")
    else:
        tell_failure(display, code)
    return code


def _tell_success(root: Path, study: str | None, display: Display, seconds: float) -> None:
    """Say how many steps were done, how long they took, and where the documents are."""
    if display.total == 0:
        print("Nothing to be done: everything is up to date.")
    else:
        steps = "1 step" if display.done == 1 else f"{display.done} steps"
        print(f"Done: {steps} in {in_words(seconds)}.")
    found = documents(root, study=study)
    if found:
        print("The documents:")
        print("\n".join(f"  {path.relative_to(root)}" for path in found))


def tell_failure(display: Display, code: int, folder: str = "") -> None:
    """Say which steps failed; ``folder`` is where the build ran, from the top."""
    lines = [
        f"  {failure.words}" + "".join(f"\n    log: {Path(folder, log)}" for log in failure.logs)
        for failure in display.failures
    ]
    if lines:
        lines.insert(0, "\nThese steps failed:")
        lines.append("Earlier results are kept. Correct the above and run the same command again.")
    elif not display.errors:
        lines = [
            f"error: Snakemake ended with exit code {code}.",
            "  Snakemake's own words: make paper VERBOSE=1",
        ]
    for line in lines:
        print(line, file=sys.stderr)


def in_words(seconds: float) -> str:
    """Return a duration as ``38 s`` or ``2 min 5 s``."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
