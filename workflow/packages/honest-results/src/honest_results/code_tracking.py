"""Which library modules a script can reach, as one hash.

Snakemake tracks the text of a script but not the library behind it. Each rule carries this hash as
a parameter: a changed module reruns exactly the rules whose scripts import it, directly or not.
The hash also covers ``requirements.lock``, since another version of a library is other code.

It covers the plug-ins, too, that are installed for the groups of entry points that the library asks
for (a module says so by ``GROUP = "…"``): who they are and their versions, not their code.

The library is every package in ``workflow/`` and in ``workflow/packages/*/src/`` of the compendium
that the script belongs to.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from human_files.plugins import installed_plugins

# A pattern, not the parser: it reads the whole library in a twentieth of the time, and the worst it
# can do is to take a sentence in a docstring for an import, which reruns a rule too often. A test
# compares it with Python's own parser on every file of the library.
_STATEMENT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n#]*))",
    re.MULTILINE,
)
_NAME = re.compile(r"\w+")
#: How a module says for which group of entry points it asks.
_GROUP = re.compile(r'^GROUP = "([\w.-]+)"$', re.MULTILINE)
#: Imports that only a type checker makes.
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:[ \t]+.*\n|[ \t]*\n)+", re.MULTILINE)


@cache
def library(workflow: Path) -> Mapping[str, Path]:
    """Return the folder of every package in the folder ``workflow``, by the package's name."""
    patterns = ("*/__init__.py", "packages/*/src/*/__init__.py")
    folders = [path.parent for pattern in patterns for path in workflow.glob(pattern)]
    return {folder.name: folder for folder in sorted(folders)}


def library_paths(workflow: Path) -> list[Path]:
    """Return the folders that Python has to search for the library in the folder ``workflow``."""
    return [workflow, *sorted(workflow.glob("packages/*/src"))]


def _workflow(path: Path) -> Path:
    """Return the nearest folder above ``path`` that is called ``workflow``."""
    return next((folder for folder in path.parents if folder.name == "workflow"), path.parent)


@cache
def _imports(path: Path, workflow: Path) -> frozenset[Path]:
    """Return the library's files that the file at ``path`` imports by name, anywhere in it."""
    found: set[Path] = set()
    text = _FOR_TYPES.sub("", path.read_text(encoding="utf-8"))
    for match in _STATEMENT.finditer(text):
        module, names, modules = match.groups()
        if module:
            found.update(_files(module, workflow))
            for name in _NAME.findall(names):
                found.update(_files(f"{module}.{name}", workflow))
        else:
            for name in modules.split(","):
                found.update(_files(name.split(" as ")[0].strip(), workflow))
    return frozenset(found)


def _files(module: str, workflow: Path) -> list[Path]:
    """Return the files that importing ``module`` runs: itself and the packages above it."""
    top, *parts = module.split(".")
    folder = library(workflow).get(top)
    if folder is None:
        return []
    candidates = [folder.joinpath(*parts[:i], "__init__.py") for i in range(len(parts) + 1)]
    if parts:
        candidates.append(folder.joinpath(*parts).with_suffix(".py"))
    return [path for path in candidates if path.is_file()]


def imports_of(path: Path) -> frozenset[Path]:
    """Return the library's files that the one at ``path`` imports itself."""
    return _imports(path.resolve(), _workflow(path.resolve()))


def import_closure(script: Path) -> list[Path]:
    """Return ``script`` and every library file it can reach by imports, sorted."""
    reached: set[Path] = set()
    waiting = [script.resolve()]
    workflow = _workflow(waiting[0])
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting.extend(_imports(path, workflow))
    return sorted(reached)


@cache
def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@cache
def _plugins(path: Path) -> tuple[tuple[str, ...], ...]:
    """Return the plug-ins that the module at ``path`` may use: distribution, version, name, value."""
    groups = _GROUP.findall(path.read_text(encoding="utf-8"))
    return tuple(tuple(map(str, plugin)) for group in groups for plugin in installed_plugins(group))


def code_hash(script: Path) -> str:
    """Return one hash (16 hex digits) of the script, its import closure and the locked versions."""
    total = hashlib.sha256()
    for path in import_closure(script):
        total.update(path.name.encode())
        total.update(_digest(path))
        for plugin in _plugins(path):
            total.update("\0".join(plugin).encode())
    lock = _workflow(script.resolve()).parent / "requirements.lock"
    if lock.is_file():
        total.update(_digest(lock))
    return total.hexdigest()[:16]
