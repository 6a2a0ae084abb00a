"""Where random numbers come from: the seed, each script that draws, and each generator in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from honest_results.code_tracking import import_closure
from honest_results.project import study_file

#: Calls that make a generator of random numbers.
_GENERATORS = {"default_rng", "Random", "RandomState", "SeedSequence"}


class Place(NamedTuple):
    """A line of code: file from the top, line, and what stands there."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


def seed_place(study: str, root: Path) -> Place:
    """Return where a study sets its seed."""
    file = study_file(study)
    for number, line in enumerate((root / file).read_text(encoding="utf-8").splitlines(), start=1):
        if re.match(r"seed\s*:", line):
            return Place(file, number, line.partition("#")[0].strip())
    raise LookupError(f"{file} has no seed")


def drawing_scripts(scripts: list[str], root: Path) -> list[Place]:
    """Return every place in these scripts that takes the seed of its step."""
    return [place for script in scripts for place in _places(root, script, _takes_seed)]


def generators(scripts: list[str], root: Path) -> list[Place]:
    """Return every place that makes a generator, in code that one of these scripts can reach."""
    reached = {path for script in scripts for path in import_closure(root / script)}
    files = sorted(path.relative_to(root.resolve()).as_posix() for path in reached)
    return [place for file in files for place in _places(root, file, _makes_generator)]


def _places(root: Path, file: str, wanted: object) -> Iterator[Place]:
    """Yield the lines of a file with a node of the kind wanted, each once."""
    assert callable(wanted)
    text = (root / file).read_text(encoding="utf-8")
    lines = text.splitlines()
    found = {node.lineno for node in _nodes(text) if wanted(node)}
    for line in sorted(found):
        yield Place(file, line, lines[line - 1].strip())


@cache
def _nodes(text: str) -> tuple[ast.expr, ...]:
    """Return every expression of a program."""
    return tuple(node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.expr))


def _takes_seed(node: ast.expr) -> bool:
    return (
        isinstance(node, ast.Attribute)
        and node.attr == "seed"
        and isinstance(node.value, ast.Name)
        and node.value.id == "run"
    )


def _makes_generator(node: ast.expr) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called = node.func
    name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
    return name in _GENERATORS
