"""``alianzas verify``: does the article follow from the raw files?

The raw files are compared with the hashes in the data package; then everything is rebuilt and
compared (:mod:`honest_results.build.rebuilding`).
"""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from alianzas import data_package
from alianzas.commandline.chosen_studies import chosen_studies
from honest_results.build.rebuilding import DIFFERENT, verify_studies
from human_files.errors import error_mark
from human_files.language.messages import message


def run(options: Namespace, root: Path) -> int:
    """Verify one study or all; return 0 only if every byte is the same."""
    studies = chosen_studies(options.study, root)
    problems = [problem for study in studies for problem in data_package.check(study, root)]
    if problems:
        print("\n".join(f"{error_mark()}{problem}" for problem in problems), file=sys.stderr)
        return DIFFERENT
    count = sum(len(data_package.raw_files(study, root)) for study in studies)
    print(message("Raw files: {n}, all as their hashes say.", n=count), flush=True)
    return verify_studies([study.study for study in studies], root)
