"""The function that makes a fact, table or figure, found in the code that its script can reach."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from honest_results.code_tracking import import_closure, imports_of
from honest_results.tracing.code_reading import Library, Module, Place
from honest_results.tracing.key_patterns import Pattern, patterns

#: What makes a result of each kind, and the name of the argument that holds the result's own.
_CONSTRUCTORS = {"fact": (("Fact", "fact"), "key"), "table": (("Table",), "id")}
_CONSTRUCTORS["figure"] = (("Figure",), "id")


@dataclass(frozen=True)
class Maker:
    """A function: where it is, and what its docstring says first."""

    file: Path
    line: int
    function: str
    words: str


def makers(
    kind: str, key: str, script: Path, about: Mapping[str, Any] | None = None
) -> list[Maker]:
    """Return the function that makes the result ``key``, then those that call it with that name.

    ``kind`` is "fact", "table" or "figure"; ``about`` is the fact (value and kind). Of several that
    might make it, it is the one whose code says most of the name, then of the value. Empty where
    none says anything of it.
    """
    library = Library.of(import_closure(script))
    best: tuple[tuple[int, int], Place, Pattern] | None = None
    for place in _constructions(kind, library):
        expression = _argument(place, _CONSTRUCTORS[kind][1], 0)
        if expression is None or not _is_of_kind(place, about) or _is_empty(place, about):
            continue
        for pattern in patterns(expression, place, library):
            if pattern.letters and pattern.fits(key):
                score = (pattern.letters, _likeness(place, about, library))
                if best is None or score > best[0]:
                    best = (score, place, pattern)
    if best is None:
        written = library.string(key)
        return [_maker(written)] if written is not None else []
    _, place, pattern = best
    return [_maker(each) for each in (place, *pattern.callers)]


def imported(script: Path, function: str) -> Maker | None:
    """Return the place of a function that a script imports; None where it imports none of the name."""
    for path in sorted(imports_of(script)):
        module = Module(path)
        if f"def {function}(" in module.text:
            for node in module.tree.body:
                if isinstance(node, ast.FunctionDef) and node.name == function:
                    words = (ast.get_docstring(node) or "").partition("\n")[0]
                    return Maker(path, node.lineno, function, words)
    return None


def _is_of_kind(place: Place, about: Mapping[str, Any] | None) -> bool:
    """Say whether what is made may be a fact of the kind of ``about``."""
    said = _argument(place, "kind", 2) if about is not None else None
    return not isinstance(said, ast.Constant) or about is None or said.value == about["kind"]


def _is_empty(place: Place, about: Mapping[str, Any] | None) -> bool:
    """Say whether what is made never has a value, and ``about`` has one."""
    if about is None or about["value"] is None:
        return False
    value = _argument(place, "value", 1)
    return isinstance(value, ast.Constant) and value.value is None


def _likeness(place: Place, about: Mapping[str, Any] | None, library: Library) -> int:
    """Return how much the code says of the fact's value; below 0 where it says another."""
    value = _argument(place, "value", 1) if about is not None else None
    if value is None or about is None:
        return 0
    if isinstance(value, ast.Constant):
        return 1000 if value.value == about["value"] else -1
    if not isinstance(about["value"], str):
        return 0
    found = [p.letters for p in patterns(value, place, library) if p.fits(about["value"])]
    return max(found, default=-1)


def _constructions(kind: str, library: Library) -> Iterator[Place]:
    """Yield the calls that make a result of this kind."""
    for name in _CONSTRUCTORS[kind][0]:
        for place in library.calls(name):
            # Such as Run.fact itself, which is no maker of the fact that it adds.
            if not (place.module.path.name == "step.py" and place.name == "Run.fact"):
                yield place


def _argument(place: Place, name: str, position: int) -> ast.expr | None:
    """Return an argument of a call, given by name or position."""
    assert isinstance(place.node, ast.Call)
    for word in place.node.keywords:
        if word.arg == name:
            return word.value
    given = place.node.args[: position + 1]
    if len(given) <= position or any(isinstance(each, ast.Starred) for each in given):
        return None
    return given[position]


def _maker(place: Place) -> Maker:
    function = place.function
    words = ast.get_docstring(function if function is not None else place.module.tree) or ""
    return Maker(place.module.path, place.line, place.name, words.partition("\n")[0])
