"""``alianzas new``: the files of a new study, in its own languages, and what to do next."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from honest_results.project import CONFIG, STUDIES, load_project, study_file
from human_files.errors import ConfigurationError
from human_files.language.messages import counted_message, message


def add_arguments(command: ArgumentParser) -> None:
    """Add the arguments; all are optional on a terminal, which asks for those that are left out."""
    command.add_argument(
        "study", nargs="?", metavar="STUDY", help=message("the name of its folder")
    )
    command.add_argument("--country", metavar="COUNTRY", help=message("by name or code: Peru, PE"))
    # Not --language, which is that of the terminal everywhere.
    command.add_argument(
        "--languages",
        nargs="+",
        metavar="LANGUAGE",
        help=message("of its documents, the first one first"),
    )
    command.add_argument(
        "--branches",
        nargs="+",
        metavar="BRANCH",
        help=message("one or more of literature, cases, survey, synthesis"),
    )


def run(options: Namespace, root: Path) -> int:
    """Write the files and print the next three things to do."""
    from alianzas.starting.asking import told
    from alianzas.starting.new_study import begin

    new = told(options, root)
    written = begin(new, root, date.today())
    count = counted_message(len(written), "{n} file was written:", "{n} files were written:")
    print("\n".join([count, *(f"  {name}" for name in written)]))
    if not _is_built(new.study, root):
        print(
            message(
                "{config} names other studies to build, and is as it was: with STUDY={study}, this "
                "one is built.",
                config=CONFIG,
                study=new.study,
            )
        )
    print()
    print(message("Next:"))
    for number, line in enumerate(_next(new.study, new.branches), start=1):
        print(f"  {number}. {line}")
    print()
    print(message("Where the study stands, at any time:  make next STUDY={study}", study=new.study))
    return 0


def _is_built(study: str, root: Path) -> bool:
    """Say whether a build of all studies builds this one."""
    try:
        return study in load_project(root).studies
    except ConfigurationError:
        return False


def _next(study: str, branches: Sequence[str]) -> list[str]:
    """Return the next three things to do."""
    first = {
        "literature": message(
            "Put the exports of your search into data/{study}/literature/ and name them under "
            "`sources:` in {file}.",
            study=study,
            file=study_file(study, "literature"),
        ),
        "cases": message(
            "Put the texts of your cases into data/{study}/cases/texts/, and their profiles beside.",
            study=study,
        ),
        "survey": message(
            "Form and questionnaire for the fieldwork:  make instruments STUDY={study}", study=study
        ),
    }
    data = next((first[one] for one in ("survey", "literature", "cases") if one in branches), "")
    return [
        message(
            "See the article on pretend data:  make simulate STUDY={study}  and then  "
            "make draft STUDY={study}",
            study=study,
        ),
        message(
            "Write title, authors and what is in [brackets] in {folder}/.",
            folder=f"{STUDIES}/{study}",
        ),
        data,
    ]
