"""The README's computational requirements: software, randomness, memory, time, storage, machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from alianzas.deposit.deposited import Deposited
from alianzas.deposit.readme.randomness import drawing_scripts, generators, seed_place
from alianzas.deposit.readme.words import box, code, counted, duration, size
from honest_results.build.software import choose_engine, pandoc_version
from honest_results.deposit.installed_size import installed_bytes
from honest_results.deposit.wheelhouse import WHEELS
from honest_results.rule_files import read_rules

LOCK = "requirements.lock"
#: Boxes of the template: up to how many seconds, and its words.
_TIMES = (
    (600, "under 10 minutes"),
    (3600, "10-60 minutes"),
    (8 * 3600, "1-8 hours"),
    (24 * 3600, "8-24 hours"),
    (3 * 86400, "1-3 days"),
    (14 * 86400, "3-14 days"),
    (float("inf"), "over 14 days"),
)
#: The same for storage, in bytes.
_SPACES = (
    (25e6, "under 25 MB"),
    (250e6, "25 MB - 250 MB"),
    (2e9, "250 MB - 2 GB"),
    (25e9, "2 GB - 25 GB"),
    (250e9, "25 GB - 250 GB"),
    (float("inf"), "over 250 GB"),
)


def requirements(deposit: Deposited) -> list[str]:
    """Return the section."""
    return [
        "## Computational requirements",
        "",
        *_software(deposit),
        *_randomness(deposit),
        *_resources(deposit),
    ]


def build_seconds(deposit: Deposited) -> float | None:
    """Return how long a build from nothing took; the sum of its steps where it was never one."""
    if deposit.run is None:
        return None
    return deposit.run.seconds or deposit.run.step_seconds


def locked_versions(root: Path) -> dict[str, str]:
    """Return the version of every package that the lock file names."""
    text = (root / LOCK).read_text(encoding="utf-8")
    return dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", text, re.MULTILINE))


def direct_dependencies(root: Path) -> dict[str, str]:
    """Return the packages that the programs themselves import, with their locked versions."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = [re.split(r"[ <>=!~\[;]", one)[0] for one in project["dependencies"]]
    versions = locked_versions(root)
    return {name: versions[name] for name in named if name in versions}


def _software(deposit: Deposited) -> list[str]:
    """Return what has to be installed, and what `make` installs."""
    project = tomllib.loads((deposit.folder / "pyproject.toml").read_text(encoding="utf-8"))
    supported = project["project"]["requires-python"]
    direct = direct_dependencies(deposit.folder)
    ran = f" (last run with {deposit.run.machine.python})" if deposit.run else ""
    engine = choose_engine(deposit.project.engine)
    with_quarto = engine["name"] == "quarto"
    wheels = (deposit.folder / WHEELS).is_dir()
    return [
        "### Software Requirements",
        "",
        "- Linux or macOS; on Windows inside the Windows Subsystem for Linux",
        "- `make` and a POSIX shell",
        f"- Python {code(supported)}{ran}",
        *(f"  - `{name}` {version}" for name, version in direct.items()),
        f"  - the file `{LOCK}` gives these and all they need ("
        f"{counted(len(locked_versions(deposit.folder)), 'package')}) with exact versions and SHA-256 "
        "hashes; `make paper` installs them into the folder `.venv` as its first step, checking the "
        "hashes, and changes nothing elsewhere"
        + (" (from `wheels/`, without network, where the system and Python fit)" if wheels else ""),
        f"- Pandoc {pandoc_version()} and Typst {direct['typst']} come with two of these packages"
        + ("" if with_quarto else " and rendered the published documents"),
        (
            f"- Quarto {engine['version']} rendered the published documents; without it Pandoc and "
            "Typst give the same text"
            if with_quarto
            else "- Quarto is optional: where it is installed it renders the documents to the same text"
        ),
        "",
        "`Dockerfile` and `deposit/apptainer.def` describe a container with all of this.",
        "",
    ]


def _randomness(deposit: Deposited) -> list[str]:
    """Return where random numbers come from."""
    lines = ["### Controlled Randomness", ""]
    for study in deposit.studies:
        rules = read_rules(deposit.folder).values()
        scripts = [rule.script for rule in rules if rule.name in deposit.rules and rule.script]
        drawing = drawing_scripts(scripts, deposit.folder)
        seed = seed_place(study.study, deposit.folder)
        if not drawing:
            lines += [box(False, f"No program of `{study.study}` draws random numbers."), ""]
            continue
        lines += [
            box(True, f"Random seed is set at `{seed}` ({code(seed.text)})"),
            "",
            "Every step draws from a seed of its own, which is a hash of that number and of the step's "
            "name, so the order in which steps run does not matter. These lines take it:",
            "",
            *(f"- `{place}`" for place in drawing),
            "",
            "Generators of random numbers are made at these lines, which the programs can reach:",
            "",
            *(f"- `{place}`: {code(place.text)}" for place in generators(scripts, deposit.folder)),
            "",
        ]
    return lines


def _resources(deposit: Deposited) -> list[str]:
    """Return memory, time and storage, and the machine."""
    seconds = build_seconds(deposit)
    run = deposit.run
    files = [deposit.folder / name for name in deposit.files()]
    packed = sum(path.stat().st_size for path in files)
    results = sum((deposit.folder / name).stat().st_size for name in deposit.made)
    needed = installed_bytes() + packed + results
    lines = [
        "### Memory, Runtime, Storage Requirements",
        "",
        "#### Summary",
        "",
        "Approximate time needed to reproduce the analyses on a standard desktop machine:",
        "",
        *_boxes(seconds, _TIMES),
        box(False, "Not feasible to run on a desktop machine, as described below."),
        "",
        "Approximate storage space needed:",
        "",
        *_boxes(needed, _SPACES),
        "",
        "#### Details",
        "",
        f"This deposit takes {size(packed)}, the installed packages {size(installed_bytes())} and the "
        f"rebuilt results {size(results)}.",
        "",
    ]
    if run is None:
        return [*lines, "Time and memory were not measured.", ""]
    machine = run.machine
    timed = (
        f"A build of everything from nothing took {duration(run.seconds)}; the steps"
        if run.seconds
        else "The steps"
    )
    lines += [
        f"The code was last run on {run.day} on a machine with {counted(machine.cores, 'core')} "
        f"({machine.processor}) and {size(machine.memory)} of memory, under {machine.system}, with "
        f"Python {machine.python}. {timed} took {duration(run.cpu_seconds)} of processor time in all, "
        f"and the largest used {size(run.memory)} of memory. Time and memory of each program are "
        "listed below; `deposit/last-run.json` has them in machine-readable form.",
        "",
    ]
    for study in deposit.studies:
        if study.deposit.hardware:
            lines += [f"The authors' own run: {study.deposit.hardware.words('en')}", ""]
    return lines


def _boxes(value: float | None, limits: tuple[tuple[float, str], ...]) -> list[str]:
    """Return a box for each range, ticked where the value lies in it."""
    below, boxes = 0.0, []
    for limit, words in limits:
        boxes.append(box(value is not None and below <= value < limit, words))
        below = limit
    return boxes
