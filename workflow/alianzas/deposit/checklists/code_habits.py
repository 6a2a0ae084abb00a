"""What a checker looks for in code: paths of one machine, no seeds; and in files: empty, repeated."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from honest_results.file_hashes import file_hash

#: A folder that only one person's machine has.
_OWN_PATH = re.compile(r"(?:^|[\"'\s=(])(?:/home/\w|/Users/\w|/mnt/\w|[A-Za-z]:\\\\?\w|~/\w)")
#: What is code of a study: not the tests, which may name anything.
_CODE = (
    "workflow/scripts/",
    "workflow/alianzas/",
    "workflow/rules/",
    "workflow/packages/",
    "config/",
)
_ENDINGS = (".py", ".smk", ".yaml", ".yml", ".R", ".do")
#: Empty files that say something: of a package, of its types.
_MARKS = ("__init__.py", "py.typed", ".gitkeep")
#: Calls that draw from a generator nobody has given a seed.
_UNSEEDED = {"default_rng", "RandomState", "Random"}


def own_paths(folder: Path, files: Iterable[str]) -> list[str]:
    """Return file and line of each path of one person's machine in the code and the settings."""
    found = []
    for file in _code(files):
        text = (folder / file).read_text(encoding="utf-8", errors="replace")
        found += [
            f"{file}:{number}"
            for number, line in enumerate(text.splitlines(), start=1)
            if _OWN_PATH.search(line.partition("#")[0])
        ]
    return found


def unseeded(folder: Path, files: Iterable[str]) -> list[str]:
    """Return file and line of each generator of random numbers that is made without a seed."""
    found = []
    for file in _code(files):
        if not file.endswith(".py"):
            continue
        try:
            tree = ast.parse((folder / file).read_text(encoding="utf-8"))
        except SyntaxError:
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and not node.args and not node.keywords:
                called = node.func
                name = (
                    called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
                )
                if name in _UNSEEDED:
                    found.append(f"{file}:{node.lineno}")
    return found


def _code(files: Iterable[str]) -> Iterator[str]:
    """Yield the files that are code or settings, but for tests."""
    for file in files:
        if file.startswith(_CODE) and file.endswith(_ENDINGS) and "/tests/" not in file:
            yield file


def empty_files(folder: Path, files: Iterable[str]) -> list[str]:
    """Return the files of no bytes, but for those that mark something by being there."""
    return [
        file for file in files if (folder / file).stat().st_size == 0 and not file.endswith(_MARKS)
    ]


def repeated_files(folder: Path, files: Iterable[str]) -> list[list[str]]:
    """Return groups of files with the same bytes."""
    by_size: dict[int, list[str]] = defaultdict(list)
    for file in files:
        by_size[(folder / file).stat().st_size].append(file)
    groups: dict[str, list[str]] = defaultdict(list)
    for size, alike in by_size.items():
        if size and len(alike) > 1:
            for file in alike:
                groups[file_hash(folder / file)].append(file)
    return [group for group in groups.values() if len(group) > 1]
