"""``alianzas deposit``: code, data and published results as one folder and one ZIP."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from alianzas.commandline.chosen_studies import chosen_studies
from human_files.errors import DataError
from human_files.language.messages import counted_message, message

#: Where deposits are made, unless another folder is named; Git ignores it.
FOLDER = "deposits"
#: What Dataverse takes as one file by default, the least of the usual archives.
_LARGE = 2_500_000_000
_SHOWN = 5


def add_arguments(command: ArgumentParser) -> None:
    """Add the arguments."""
    command.add_argument(
        "--output",
        metavar="FOLDER",
        type=Path,
        help=message("where the folder and the ZIP are made; default: {folder}/", folder=FOLDER),
    )
    command.add_argument(
        "--wheels",
        action="store_true",
        help=message("with all packages, so that it installs without network on such a machine"),
    )


def run(options: Namespace, root: Path) -> int:
    """Build what is not up to date, write the deposit, and say where it is and what is still open."""
    from alianzas import data_package
    from alianzas.commandline import build_command
    from alianzas.deposit.assembling import assemble, build
    from alianzas.inputs.personal_data import personal_data
    from honest_results.deposit.source_tree import clean_commit

    studies = chosen_studies(options.study, root)
    commit = clean_commit(root)
    problems = [
        problem
        for study in studies
        for problem in (*data_package.check(study, root), *personal_data(study, root))
    ]
    if problems:
        raise DataError(problems)
    print(message("Bringing the results up to date …"), flush=True)
    built = build(studies, root, build_command.run)
    if isinstance(built, int):
        return built
    print(message("Writing the deposit …"), flush=True)
    output = options.folder / options.output if options.output else root / FOLDER
    made = assemble(studies, built, commit, root, output, wheels=options.wheels)
    size = made.archive.stat().st_size
    print(
        message("{folder}/: {n} files", folder=_named(made.folder, root), n=made.files)
        + "\n"
        + message("{file}: {size} MB", file=_named(made.archive, root), size=f"{size / 1e6:.1f}")
    )
    for line in _remarks(made.leftovers, size):
        print(line)
    open_now = len(made.deposit.open_questions)
    if open_now:
        print(
            counted_message(
                open_now,
                "{n} question is still open: see the end of its README.md.",
                "{n} questions are still open: see the end of its README.md.",
            )
        )
    print(message("Verify it: .venv/bin/alianzas verify {file}", file=_named(made.archive, root)))
    return 0


def _remarks(leftovers: list[str], size: int) -> list[str]:
    """Return what should be known of a deposit."""
    lines = []
    if leftovers:
        more = " …" if len(leftovers) > _SHOWN else ""
        files = ", ".join(leftovers[:_SHOWN]) + more
        lines.append(
            counted_message(
                len(leftovers),
                "{n} file that no step makes any more was left out: {files}",
                "{n} files that no step makes any more were left out: {files}",
                files=files,
            )
        )
    if size > _LARGE:
        lines.append(
            message(
                "The ZIP is larger than the 2.5 GB that Dataverse takes as one file; ask the archive, "
                "or upload the folder's files."
            )
        )
    return lines


def _named(path: Path, root: Path) -> str:
    """Return a path as the person knows it: from the top, where it lies inside."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
