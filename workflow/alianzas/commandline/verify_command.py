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


def run(options: Namespace, root: Path) -> int:
    """Verify one study or all; return 0 only if every byte is the same."""
    studies = chosen_studies(options.study, root, built=True)
    problems = [problem for study in studies for problem in data_package.check(study, root)]
    if problems:
        print("\n".join(f"error: {problem}" for problem in problems), file=sys.stderr)
        return DIFFERENT
    count = sum(len(data_package.raw_files(study, root)) for study in studies)
    print(f"Raw files: {count}, all as their hashes say.", flush=True)
    return verify_studies([study.study for study in studies], root)
