"""A deposit from beginning to end: built, exported, published, described, packed."""

from __future__ import annotations

import os
import re
import shutil
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alianzas.config.study_model import Study
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.open_questions import open_questions
from alianzas.deposit.reuse_entries import add_licences
from alianzas.deposit.writers import WRITERS
from alianzas.inputs.personal_data import output_problems, personal_data_in_outputs
from honest_results.comparison import are_comparable
from honest_results.deposit.chosen_studies import choose_studies, others_folders
from honest_results.deposit.manifest import write_manifest
from honest_results.deposit.measured_run import MeasuredRun, read_run
from honest_results.deposit.packing import pack, settle
from honest_results.deposit.published import PUBLISHED, Account, account, publish
from honest_results.deposit.source_tree import Commit, export
from honest_results.deposit.wheelhouse import fetch_wheels
from honest_results.project import POOLED, load_project
from human_files.errors import DataError, Problem, ResultError
from human_files.language.messages import message

#: The README of those who work with the programs, which makes room for that of the deposit.
COMPENDIUM = "COMPENDIUM.md"
_TRIES = 3


@dataclass(frozen=True)
class Made:
    """A deposit that is there: its folder, its ZIP, what it holds and leaves out."""

    folder: Path
    archive: Path
    files: int
    #: What lay in ``results/`` and no step makes any more.
    leftovers: list[str]
    deposit: Deposited


def build(
    studies: Sequence[Study], root: Path, run: Callable[[Namespace, Path], int]
) -> Account | int:
    """Bring the results up to date with the commit.

    Parameters
    ----------
    studies : sequence of Study
        What is built.
    root : path
        Top of the compendium.
    run : callable
        What builds, given the options of the command and ``root``; returns the exit code.

    Returns
    -------
    Account or int
        What the build makes; or its exit code, where a step failed.

    Raises
    ------
    ResultError
        Where files stay out of date.
    """
    names = [study.study for study in studies]
    arguments = [
        ["--config", f"studies=[{','.join(group)}]"] for group in load_project(root).together(names)
    ]
    if are_comparable(names, root):
        arguments.append(["--config", f"studies=[{','.join(names)}]", "pooled=true"])
    # After one that was cut off, a build may leave documents that only the next one makes.
    for _ in range(_TRIES):
        options = Namespace(study=" ".join(names), snakemake=[], verbose=False)
        code = run(options, root)
        if code != 0:
            return code
        found = account(root, arguments)
        if not found.pending:
            return found
    raise ResultError(
        Problem(
            found.pending[0],
            message("is still out of date after the build."),
            message("Run make clean, and repeat."),
        )
    )


def assemble(
    studies: Sequence[Study],
    built: Account,
    commit: Commit,
    root: Path,
    output: Path,
    *,
    wheels: bool,
) -> Made:
    """Write the deposit of studies that are built.

    Parameters
    ----------
    studies : sequence of Study
        What is deposited.
    built : Account
        What the build makes.
    commit : Commit
        The commit, from which no tracked file differs.
    root, output : path
        Top of the compendium, and the folder in which the deposit's folder and ZIP are made.
    wheels : bool
        Whether the packages come along.

    Returns
    -------
    Made
        Where it is, and what was left out.

    Raises
    ------
    DataError
        Where personal data is in what would be published.
    """
    names = [study.study for study in studies]
    version = stated_version(root)
    folder = output / "-".join(["alianzas", *names, version])
    archive = folder.with_name(f"{folder.name}.zip")
    if folder.exists():
        shutil.rmtree(folder)
    archive.unlink(missing_ok=True)
    output.mkdir(parents=True, exist_ok=True)
    links = export(root, commit.digits, folder, others_folders(names, root))
    deposit = Deposited(
        studies=[*studies],
        root=root,
        folder=folder,
        project=load_project(root).model_copy(update={"studies": names}),
        commit=commit.digits,
        version=version,
        date=commit.date,
        languages=load_project(root).languages_of(names[0]),
        run=_run(names, root),
    )
    deposit.changes = _changes(names, links, folder)
    leftovers = _publish(names, built, deposit)
    if wheels:
        epoch = str(int(commit.date.timestamp()))
        fetch_wheels(root, folder, {**os.environ, "SOURCE_DATE_EPOCH": epoch})
    add_licences(folder, wheels=wheels)  # by patterns, before the files: some writers ask for them
    with _in_english():
        for study in studies:
            for question in open_questions(study, root):
                deposit.ask(*question)
        for write in WRITERS:
            for path, content in write(deposit).items():
                if (folder / path).is_file():
                    deposit.changes.append(f"`{path}` is that of the deposit.")
                _write(folder / path, content)
    _refuse_personal_data(studies, folder)
    write_manifest(folder)
    settle(folder, commit.date)
    pack(folder, commit.date, archive)
    return Made(folder, archive, len(deposit.files()), leftovers, deposit)


def _refuse_personal_data(studies: Sequence[Study], folder: Path) -> None:
    """Raise DataError where personal data is published, and leave nothing of it behind."""
    findings = [
        finding
        for study in studies
        for finding in personal_data_in_outputs(study, folder, [f"{PUBLISHED}/{study.study}"])
    ]
    if findings:
        shutil.rmtree(folder)
        raise DataError(output_problems(findings))


def stated_version(root: Path) -> str:
    """Return the version of the compendium, as CITATION.cff states it."""
    text = (root / "CITATION.cff").read_text(encoding="utf-8")
    found = re.search(r"^version:\s*[\"']?([\w.+-]+)", text, re.MULTILINE)
    return found[1] if found else "0"


def _changes(names: list[str], links: list[str], folder: Path) -> list[str]:
    """Adapt the exported files, and return what is not as in the commit."""
    (folder / "README.md").rename(folder / COMPENDIUM)
    changes = [f"`README.md` of the commit is `{COMPENDIUM}`."]
    if choose_studies(names, folder):
        listed = ", ".join(names)
        changes.append(f"`config/config.yaml` builds the studies deposited here ({listed}).")
    changes.append("`REUSE.toml` has entries for the files that were added.")
    changes += [f"`{link}` is a link there, and is left out." for link in links]
    return changes


def _publish(names: list[str], built: Account, deposit: Deposited) -> list[str]:
    """Copy the published results, and return what was left over from earlier builds."""
    root, made = deposit.root, built.rules
    published = [*names, *([POOLED] if are_comparable(names, root) else [])]
    deposit.rules = frozenset(made.values())
    leftovers: list[str] = []
    for name in published:
        files, others = publish(name, made, root, deposit.folder)
        deposit.made |= {
            f"{PUBLISHED}/{name}/{file}": made[f"results/{name}/{file}"] for file in files
        }
        leftovers += [f"results/{name}/{file}" for file in others]
    return leftovers


def _run(names: list[str], root: Path) -> MeasuredRun | None:
    """Return what the last build of the studies took: of several, their runs together."""
    runs = [read_run(name, root) for name in [*names, *([POOLED] if len(names) > 1 else [])]]
    found = [run for run in runs if run is not None]
    return found[0] if len(found) == 1 else MeasuredRun.joined(found) if found else None


def _write(path: Path, content: bytes | str) -> None:
    """Write a file, with the line ends of Unix."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)


@contextmanager
def _in_english() -> Iterator[None]:
    """Say messages in English within a ``with`` block, whatever the terminal speaks."""
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = "en"
    try:
        yield
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before
