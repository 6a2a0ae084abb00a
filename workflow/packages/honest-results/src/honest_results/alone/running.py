"""Opening a step without a build around it, and saying what it made."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from honest_results.alone.arguments import Asked, read_arguments
from honest_results.alone.jobs import Job, read_job
from honest_results.alone.working_folder import NOTE, fill, working_folder
from honest_results.build.surroundings import settle_process
from human_files.errors import ConfigurationError, Problem, UserError, error_mark
from human_files.language.messages import message


@dataclass(frozen=True)
class Alone:
    """A script that runs alone: its job, the compendium, and the folder it works in."""

    job: Job
    root: Path
    folder: Path

    def report(self) -> list[str]:
        """Return the lines that say what was made, and what of it is not as in the build's results."""
        made = [name for name in self.job.outputs if (self.folder / name).is_file()]
        other = [name for name in made if not _is_alike(self.root / name, self.folder / name)]
        where = _seen_from(self.root, self.folder)
        about = ", ".join(f"{name} {value}" for name, value in self.job.wildcards.items())
        start = message(
            "{rule} ({about}): {n} files in {where}",
            rule=self.job.snakemake.rule,
            about=about,
            n=len(made),
            where=where,
        )
        if self.folder == self.root:
            return [message("{start}, where the build's were.", start=start)]
        if not other:
            return [message("{start}, all as the build made them.", start=start)]
        return [
            message("{start}; of these are not as the build made them:", start=start),
            *(f"  {n}" for n in other),
        ]


def of_script(script: Path) -> Alone:
    """Return the step of a script that was started by itself, as the command line asks for it.

    A mistake of the person's ends Python with one message.
    """
    asked = read_arguments(script.stem)
    try:
        return prepare(script.stem, asked, compendium(script.resolve().parent))
    except UserError as error:
        print(f"{error_mark()}{error}", file=sys.stderr)
        raise SystemExit(1) from None


def of_names(
    rule: str, study: str | None, output: Path | str | None, chosen: Mapping[str, str]
) -> Alone:
    """Return the step of ``rule`` in the compendium that the working directory is in."""
    folder = Path(output) if output is not None else None
    return prepare(rule, Asked(study, chosen, folder), compendium(Path.cwd()))


def prepare(rule: str, asked: Asked, root: Path) -> Alone:
    """Read the job of ``rule``, lay out the folder it works in, and go there.

    Raises UserError for a job that cannot be done.
    """
    folder = working_folder(root, rule, asked.output)
    os.chdir(root)
    settle_process(root)
    job = read_job(root, rule, asked)
    fill(folder, root, job.inputs, job.outputs)
    os.chdir(folder)
    return Alone(job, root, folder)


def compendium(start: Path) -> Path:
    """Return the compendium's folder: the nearest at or above ``start``, or that of this library."""
    for folder in (start, *start.parents, *Path(__file__).resolve().parents):
        # What a script alone works in looks like a compendium: its Snakefile leads to the real one or,
        # where a disk knows no links, is a copy.
        if (folder.parent / NOTE).is_file():
            continue
        if (folder / "Snakefile").is_file() and (folder / "config/config.yaml").is_file():
            return (folder / "Snakefile").resolve().parent
    raise ConfigurationError(
        Problem(
            str(start),
            message("is not inside a compendium (a folder with Snakefile and config/config.yaml)."),
            message("Change to the compendium's folder and try again."),
        )
    )


def _is_alike(one: Path, other: Path) -> bool:
    return one.is_file() and one.read_bytes() == other.read_bytes()


def _seen_from(root: Path, folder: Path) -> str:
    if folder == root:
        return "results/"
    return folder.relative_to(root).as_posix() if folder.is_relative_to(root) else str(folder)
