"""The compendium as a stranger receives it: in any folder, as any user, with or without Git.

Each place gets what a plain build made, without some results of every kind. Only these are made
again there, by the same commands; all must come back with the same bytes.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from compendium import EPOCH, Compendium, copy_project
from honest_results.code_tracking import library_paths

UID = 12345
#: Made again: a rendered document in each format, a figure, a table, records straight from raw files.
DOCUMENTS = ("claims.en.html", "article.en.html", "article.en.pdf", "article.en.docx")
FIGURES = "figures/{name}.en.{end}"
READING = ("import_literature", "import_cases", "import_responses")


@dataclass
class Place:
    """A folder with the compendium, and the conditions that commands run under there."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    user: int | None = None
    prefix: tuple[str, ...] = ()
    #: The interpreter that its environment was made with.
    python: str = sys.executable

    @property
    def results(self) -> Path:
        return self.folder / "results/ecuador"

    def run(self, *command: str | Path) -> subprocess.CompletedProcess[str]:
        given = {
            "PATH": os.environ["PATH"],
            "PYTHON": self.python,
            "SOURCE_DATE_EPOCH": EPOCH,  # as in the plain build
        }
        done = subprocess.run(
            [*self.prefix, *map(str, command)],
            cwd=self.folder.parent,
            env={**given, **self.environment},
            user=self.user,
            group=self.user,
            extra_groups=None if self.user is None else [],
            umask=0o077 if self.user else -1,
            capture_output=True,
            encoding="utf-8",
            timeout=600,
            check=False,
        )
        told = done.stdout + done.stderr
        assert done.returncode == 0, told
        assert "Traceback" not in told
        return done

    def make(self, target: str, *settings: str) -> subprocess.CompletedProcess[str]:
        return self.run("make", "-C", self.folder, target, *settings)

    def python_module(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a module in the environment of this place, from its top."""
        change = "import os, runpy, sys; os.chdir(sys.argv.pop(1)); sys.argv.pop(0)"
        code = f"{change}; runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)"
        return self.run(self.folder / ".venv/bin/python", "-c", code, self.folder, *arguments)

    def build(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.python_module("alianzas.commandline", "build", "--", *arguments)


def environment_in(folder: Path, python: str) -> None:
    """Give ``folder`` a ready .venv in a moment: the packages are those of this environment."""
    venv = folder / ".venv"
    subprocess.run([python, "-m", "venv", "--without-pip", str(venv)], check=True)
    packages = next(venv.glob("lib/python*/site-packages"))
    places = [sysconfig.get_path("purelib"), *map(str, library_paths(folder / "workflow"))]
    (packages / "these.pth").write_text("\n".join(places) + "\n", encoding="utf-8")
    for name, module in (("alianzas", "alianzas.commandline"), ("snakemake", "snakemake")):
        program = venv / "bin" / name
        program.write_text(f'#!/bin/sh\nexec "$(dirname "$0")/python" -m {module} "$@"\n')
        program.chmod(0o755)
    spec = importlib.util.spec_from_file_location("bootstrap", folder / "workflow/bootstrap.py")
    assert spec and spec.loader
    bootstrap = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bootstrap)
    (venv / ".ready").write_text(bootstrap.signature(venv), encoding="utf-8")


def take_along(built: Compendium, folder: Path) -> None:
    """Bring what the plain build made, but for what is to be made again."""
    for name in ("results", ".snakemake", "logs"):
        shutil.copytree(built.folder / name, folder / name, dirs_exist_ok=True)
    results = folder / "results/ecuador"
    for path in (
        *(results / name for name in DOCUMENTS),
        *results.glob("figures/flow.en.*"),
        *results.glob("figures/likert.en.*"),
        *results.glob("tables/case_profiles.*"),
    ):
        path.unlink()


def made_there(place: Place, *, tries_steps: bool = False) -> None:
    """Make what is missing, then read the raw files again; the check may try every step, too."""
    ready = place.make("ready")
    assert "Setting up" not in ready.stderr, "the environment was not taken as ready: test is void"
    settings = () if tries_steps else ("QUICK=1",)
    assert "no problems" in place.make("check", *settings).stdout
    place.build(*(f"results/ecuador/{name}" for name in DOCUMENTS))
    place.build("--forcerun", *READING, "--until", *READING)


def differences(built: Compendium, place: Place, besides: Callable[[str], bool]) -> list[str]:
    """Return the files that are not the same as the plain build's, and not excused."""
    plain, here = built.hashes(), Compendium(place.folder).hashes()
    assert plain.keys() == here.keys()
    return [file for file in plain if plain[file] != here[file] and not besides(file)]


#: What names the commit, and what names the software, besides the article that quotes both.
SOURCE = {"source.json", "facts/describe_source.json"}
SOFTWARE = {"facts.json", "facts/merge_facts.json"}


def quotes(names: set[str]) -> Callable[[str], bool]:
    """Return what says whether a file is one of ``names`` or part of the article."""

    def is_one(file: str) -> bool:
        name = file.removeprefix("ecuador/")
        return name in names or name.removeprefix("manuscript/").startswith("article.")

    return is_one


def colophon(folder: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in ("facts.json", "source.json"):
        text = (folder / "results/ecuador" / name).read_text(encoding="utf-8")
        for key, fact in json.loads(text)["facts"].items():
            if key.startswith("colophon."):
                found[key] = fact["text"]["en"]
    return found


def without_network() -> tuple[str, ...]:
    """Return what cuts a command off from the network, where this user may do that."""
    cut = ("unshare", "--net")
    works = shutil.which("unshare") and subprocess.run([*cut, "true"], check=False).returncode == 0
    return cut if works else ()


def test_in_a_folder_with_any_name(built: Compendium, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary (1) & ñ"
    temporary.mkdir()
    folder = tmp_path / "Mi unidad (1)" / 'O\'Hara & "ñandú"; $HOME `x` #5% [a]*'
    folder.mkdir(parents=True)
    copy_project(folder)
    environment_in(folder, sys.executable)
    take_along(built, folder)
    home = tmp_path / "home of ñ"
    home.mkdir()
    place = Place(folder, {"TMPDIR": str(temporary), "HOME": str(home)})
    made_there(place, tries_steps=True)
    # Snakemake by itself, without a word on cores: the profile says it.
    for rule in ("check_bibliography", "describe_questionnaire"):
        place.python_module("snakemake", "--forcerun", rule, "--until", rule)
    assert differences(built, place, lambda file: False) == []
    assert list(temporary.iterdir()) == []


def interpreter_for(user: int) -> str:
    """Return a Python of this version that ``user`` may run, with the packages of this one."""
    if os.getuid() != 0:
        pytest.skip("only root can be somebody else")
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    other = shutil.which(version, path="/usr/local/bin:/usr/bin")
    for python in (sys.executable, *([other] if other else [])):
        code = f"import sys; sys.path.append({sysconfig.get_path('purelib')!r}); import snakemake"
        try:
            done = subprocess.run(
                [python, "-c", code], user=user, group=user, extra_groups=[], capture_output=True
            )
        except OSError:
            continue
        if done.returncode == 0:
            return python
    pytest.skip(f"no {version} that another user may run")


def test_as_a_user_without_name_or_home(built: Compendium, tmp_path: Path) -> None:
    """Also: a tight umask, the C locale, a time zone of its own, raw files that cannot be written."""
    python = interpreter_for(UID)
    open_to_all = Path(subprocess.check_output(["mktemp", "-d"], text=True).strip())
    open_to_all.chmod(0o755)
    try:
        folder = open_to_all / "compendium"
        folder.mkdir()
        copy_project(folder)
        environment_in(folder, python)
        take_along(built, folder)
        for path in (folder, *folder.rglob("*")):
            if ".git" not in path.relative_to(folder).parts:  # the clone stays another user's
                os.chown(path, UID, UID, follow_symlinks=False)
        for path in (folder / "data").rglob("*"):
            path.chmod(0o555 if path.is_dir() else 0o444)
        odd = {"LC_ALL": "C", "LANG": "C", "TZ": "Pacific/Chatham"}
        place = Place(folder, odd, user=UID, python=python)
        made_there(place)
        place.environment["TZ"] = "Nowhere/Land"
        place.build("--forcerun", "draw_literature_figures", "--until", "draw_literature_figures")
        assert colophon(folder)["colophon.commit"] == colophon(built.folder)["colophon.commit"]
        same = colophon(folder) == colophon(built.folder)  # else another 3.11.x of the system
        excused = quotes(SOFTWARE) if not same else lambda file: False
        assert differences(built, place, excused) == []
    finally:
        shutil.rmtree(open_to_all)


def test_as_a_downloaded_archive_inside_somebody_elses_repository(
    built: Compendium, tmp_path: Path
) -> None:
    """Also: without a network."""
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "notes.txt").write_text("not ours\n")
    identity = ("-c", "user.name=They", "-c", "user.email=they@example.org")
    for command in (("init", "-q"), ("add", "-A"), (*identity, "commit", "-q", "-m", "Theirs")):
        subprocess.run(["git", *command], cwd=theirs, check=True)
    folder = theirs / "alianzas-main"
    archive = tmp_path / "alianzas.zip"
    prefix = ("--prefix", f"{folder.name}/")
    subprocess.run(
        ["git", "archive", "--output", archive, *prefix, "HEAD"], cwd=built.folder, check=True
    )
    subprocess.run([sys.executable, "-m", "zipfile", "-e", archive, theirs], check=True)
    for path in folder.rglob("*"):
        os.utime(path, (0, 0))  # else what is taken along would be older, and all of it made anew
    environment_in(folder, sys.executable)
    take_along(built, folder)
    place = Place(folder, {"HOME": str(tmp_path)}, prefix=without_network())
    made_there(place)
    here, plain = (colophon(where)["colophon.commit"] for where in (folder, built.folder))
    commit = plain.split(",")[0]
    assert here == f"archive of {commit}; later changes are not known"
    assert differences(built, place, quotes(SOURCE)) == []
    # The article differs where it names the source, and in nothing else; not in its date either.
    html, before = (
        (where / "results/ecuador/article.en.html").read_text(encoding="utf-8").splitlines()
        for where in (folder, built.folder)
    )
    pairs = zip(before, html, strict=True)
    assert all("colophon.commit" in one for one, other in pairs if one != other)
