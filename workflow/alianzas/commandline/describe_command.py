"""``alianzas describe``: rewrites the data package of a study, and begins READMEs that are missing."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from alianzas import data_package, declared_levels
from alianzas.commandline.chosen_studies import chosen_studies
from alianzas.inputs.personal_data import personal_data
from human_files.errors import DataError
from human_files.language.messages import counted_message, message


def run(options: Namespace, root: Path) -> int:
    """Write ``data/<study>/datapackage.json`` for one study or for all; warn where levels differ.

    Raises DataError for raw files with personal data: what is described is about to be shared.
    """
    for study in chosen_studies(options.study, root):
        found = [each for each in personal_data(study, root) if each.file.startswith("data/")]
        if found:
            raise DataError(found)
        path = data_package.write(study, root)
        count = len(data_package.raw_files(study, root))
        print(
            counted_message(
                count,
                "{path}: {n} raw file.",
                "{path}: {n} raw files.",
                path=path.relative_to(root),
            )
        )
        levels = data_package.raw_files(study, root)
        for begun in declared_levels.begin_readmes(levels, root):
            print(message("{path}: begun; check what it says.", path=begun.relative_to(root)))
        for problem in data_package.levels_apart(study, root):
            print(message("warning: {problem}", problem=problem), file=sys.stderr)
    return 0
