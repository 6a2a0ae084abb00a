"""``alianzas simulate``: pretend data for a trial build before the data are there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from human_files.language.messages import counted_message, message


def add_arguments(command: ArgumentParser) -> None:
    """Add the arguments."""
    command.add_argument("study", metavar="STUDY")
    command.add_argument(
        "branches",
        nargs="*",
        metavar="BRANCH",
        help=message("literature, cases, survey; default: each that has no data yet"),
    )
    command.add_argument(
        "--remove",
        action="store_true",
        help=message("take away what was written, and nothing else"),
    )


def run(options: Namespace, root: Path) -> int:
    """Write pretend data, or take them away, and say what was done."""
    from alianzas.starting.simulating import remove, simulate

    name = options.study
    if options.remove:
        files = remove(name, options.branches, root)
        print(
            counted_message(
                len(files),
                "{n} file of pretend data was removed.",
                "{n} files of pretend data were removed.",
            )
        )
        return 0
    outcome = simulate(name, options.branches, root)
    for branch in outcome.complete:
        print(message("{branch}: the data are there, and were left alone.", branch=branch))
    if not outcome.branches:
        print(message("Nothing to be made up."))
        return 0
    print(
        message(
            "Pretend data for {branches}: {n} files in data/{study}/pretend/. All that is built from "
            "them says so.",
            branches=", ".join(outcome.branches),
            n=len(outcome.files),
            study=name,
        )
    )
    print()
    print(message("Next:"))
    print(message("  A first look:             make draft STUDY={study}", study=name))
    print(message("  … of it in the browser:   make preview STUDY={study} DRAFT=1", study=name))
    print(message("  All documents:            make paper STUDY={study}", study=name))
    print(message("  When the data come:       make simulate STUDY={study} REMOVE=1", study=name))
    return 0
