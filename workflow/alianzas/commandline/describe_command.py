"""``alianzas describe``: rewrites the data package of a study, and begins READMEs that are missing."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from alianzas import data_package, declared_levels
from alianzas.commandline.chosen_studies import chosen_studies


def run(options: Namespace, root: Path) -> int:
    """Write ``data/<study>/datapackage.json`` for one study or for all; warn where levels differ."""
    for study in chosen_studies(options.study, root):
        path = data_package.write(study, root)
        count = len(data_package.raw_files(study, root))
        print(f"{path.relative_to(root)}: {count} raw files.")
        levels = data_package.raw_files(study, root)
        for begun in declared_levels.begin_readmes(levels, root):
            print(f"{begun.relative_to(root)}: begun; check what it says.")
        for problem in data_package.levels_apart(study, root):
            print(f"warning: {problem}", file=sys.stderr)
    return 0
