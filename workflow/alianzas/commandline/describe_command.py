"""``alianzas describe``: rewrites the data package of a study."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from alianzas import data_package
from alianzas.commandline.chosen_studies import chosen_studies


def run(options: Namespace, root: Path) -> int:
    """Write ``data/<study>/datapackage.json`` for one study or for all."""
    for study in chosen_studies(options.study, root):
        path = data_package.write(study, root)
        count = len(data_package.raw_files(study, root))
        print(f"{path.relative_to(root)}: {count} raw files.")
    return 0
