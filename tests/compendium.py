"""A copy of the project in a temporary folder, and the commands a person types there."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from honest_results.code_tracking import library_paths
from honest_results.project import MADE

ROOT = Path(__file__).parents[1]
#: Any fixed date: builds under test must not depend on when the last commit was made.
EPOCH = "1767225600"
#: The study that is shipped for comparisons, and the line that leaves it out of a build.
SECOND_STUDY, ONE_STUDY = "peru-simulated", "studies: [ecuador]\n"


@dataclass
class Compendium:
    """A copy of the project in a temporary folder, with the commands a person types."""

    folder: Path

    def run(self, *command: str, timeout: int = 900) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *command],
            cwd=self.folder,
            env=self.environment(),
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": os.pathsep.join(map(str, library_paths(self.folder / "workflow"))),
            "SOURCE_DATE_EPOCH": EPOCH,
        }

    def alianzas(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        code = "import sys; from alianzas.commandline.main import main; sys.exit(main())"
        return self.run("-c", code, *arguments)

    def build(self, *results: str) -> subprocess.CompletedProcess[str]:
        """Build everything, or only some results."""
        return self.alianzas("build", *(["--", *results] if results else []))

    def planned(self) -> set[str]:
        """Return the rules that a build would run."""
        done = self.run("-m", "snakemake", "--dry-run")
        assert done.returncode == 0, done.stderr + done.stdout
        return set(
            re.findall(r"^ *(?:local)?rule (\w+):", done.stdout + done.stderr, re.MULTILINE)
        ) - {"all"}

    def hashes(self) -> dict[str, str]:
        """Return the hash of every result, by its path under results/, and of all records."""
        return {
            path.relative_to(self.folder).as_posix().removeprefix("results/"): hashlib.sha256(
                path.read_bytes()
            ).hexdigest()
            for path in self.made()
        }

    def made(self) -> list[Path]:
        """Return the files that builds have made: results, and the records on the way to them."""
        found = (path for top in MADE for path in (self.folder / top).rglob("*"))
        return sorted(path for path in found if path.is_file())

    def copy(self, folder: Path) -> Compendium:
        """Copy all of it: what is built in the copy does not reach the original."""
        return Compendium(shutil.copytree(self.folder, folder, symlinks=True))

    def linked(self, folder: Path) -> Compendium:
        """Copy it, but for what is built, of which the copy has hard links: for plans, not for builds.

        A build that fails dates the results that it puts back, and with them those linked to.
        """
        built = [self.folder / top for top in MADE]

        def without_built(inside: str, names: list[str]) -> list[str]:
            return [name for name in names if Path(inside, name) in built]

        shutil.copytree(self.folder, folder, symlinks=True, ignore=without_built)
        for top in built:
            shutil.copytree(top, folder / top.name, copy_function=os.link)
        return Compendium(folder)

    def dates(self) -> dict[Path, tuple[int, int]]:
        """Return size and time of all that is built: what changes when it is written or dated."""
        return {path: (path.stat().st_size, path.stat().st_mtime_ns) for path in self.made()}

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def made_alone(folder: Path) -> dict[str, bytes]:
    """Return every result that a script alone made in its folder; its inputs are links."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for top in MADE
        for path in sorted((folder / top).rglob("*"))
        if path.is_file() and not path.is_symlink()
    }


def copy_project(
    folder: Path, change: Callable[[Path], None] | None = None, *, second_study: bool = False
) -> Compendium:
    """Copy what Git would clone (and what is not committed yet) and make it a repository.

    ``change`` may alter the copy before it is committed. Without ``second_study`` the copy has Ecuador
    alone, and builds every study that is put beside it.
    """
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    folder.mkdir(exist_ok=True)
    for name in filter(None, listed.split("\0")):
        source, target = ROOT / name, folder / name
        if not second_study and SECOND_STUDY in source.parts:
            continue
        if source.is_file() or source.is_symlink():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target, follow_symlinks=False)
    if not second_study:
        settings = folder / "config/config.yaml"
        text = settings.read_text(encoding="utf-8")
        assert ONE_STUDY in text
        settings.write_text(text.replace(ONE_STUDY, ""), encoding="utf-8")
    if change is not None:
        change(folder)
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    dates = {"GIT_AUTHOR_DATE": f"{EPOCH} +0000", "GIT_COMMITTER_DATE": f"{EPOCH} +0000"}
    for command in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-q", "-m", "Copy"]):
        subprocess.run(["git", *command], cwd=folder, check=True, env={**os.environ, **dates})
    return Compendium(folder)
