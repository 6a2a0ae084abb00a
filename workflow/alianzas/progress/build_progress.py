"""The documents: whether they are built, and whether anything has changed since."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from alianzas import data_package
from alianzas.commandline.input_checks import input_files, shared_files
from alianzas.config.study_model import Study
from alianzas.progress.items import Item, done, to_do
from honest_results.build.draft_folder import FOLDER
from honest_results.project import load_project
from human_files.language.messages import message


def build_items(study: Study, is_trial: bool, root: Path) -> Iterator[Item]:
    """Yield whether the raw files are described, and the documents built from what is there now.

    With ``is_trial`` pretend data stand in for some: a draft is then what comes first.
    """
    if data_package.check(study, root):
        yield to_do(
            message("The raw files are not all described as they are."),
            f"alianzas describe {study.study}",
        )
    wanted = [root / path for path in load_project(root).rendered(study.study, root)]
    if any(not path.is_file() for path in wanted):
        has_draft = any((root / FOLDER / "results" / study.study).glob("*.html"))
        if has_draft:
            words = message(
                "There is a draft: make preview STUDY={study} DRAFT=1", study=study.study
            )
            yield done(words)
        is_draft = is_trial and not has_draft
        yield to_do(
            message("The documents are not built yet."),
            f"make {'draft' if is_draft else 'paper'} STUDY={study.study}",
            comes_first=is_draft,
        )
        return
    built = min(path.stat().st_mtime_ns for path in wanted)
    own = (root / "manuscript" / study.study).glob("*")
    names = {*input_files(study, root), *shared_files(root)}
    names |= {path.relative_to(root).as_posix() for path in own}
    later = [name for name in sorted(names) if (root / name).stat().st_mtime_ns > built]
    if later:
        more = len(later) - 1
        words = message("Since the last build {file} has changed", file=later[0])
        words += message(" (and {n} others)", n=more) if more else ""
        yield to_do(f"{words}.", f"make paper STUDY={study.study}")
    else:
        yield done(message("The documents are built: results/{study}/", study=study.study))
