"""Code read without running it: its functions, who calls them, and what names stand for in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp
#: What gives a name another meaning inside, or leaves open whether its inside is run.
_AROUND = (
    *(ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.For, ast.If, ast.Try),
    *(ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp),
)


@dataclass(frozen=True, eq=False)
class Place:
    """A piece of code: its module, and what is around it (functions, loops …), outermost first."""

    module: Module
    node: ast.AST
    around: tuple[ast.AST, ...]

    @property
    def functions(self) -> list[Function]:
        """The functions around it, the outermost first."""
        return [node for node in self.around if isinstance(node, Function)]

    @property
    def function(self) -> Function | None:
        """The innermost function around it; None at the top of a module."""
        return self.functions[-1] if self.functions else None

    @property
    def name(self) -> str:
        """The full name of that function, such as ``Analysis.facts``; empty without one."""
        named = [n for n in self.around if isinstance(n, Function | ast.ClassDef)]
        while named and isinstance(named[-1], ast.ClassDef):
            named.pop()
        return ".".join(node.name for node in named)

    @property
    def line(self) -> int:
        """Its line in the file."""
        return getattr(self.node, "lineno", 1)


@dataclass(frozen=True, eq=False)
class Module:
    """A file of code."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The text of the file."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """The parsed file."""
        return ast.parse(self.text)

    @cached_property
    def calls(self) -> dict[str, list[Place]]:
        """Every call, by the last part of what is called."""
        found: dict[str, list[Place]] = {}
        for place in _walk(self, self.tree, ()):
            if isinstance(place.node, ast.Call):
                found.setdefault(called(place.node), []).append(place)
        return found

    @cached_property
    def strings(self) -> dict[str, Place]:
        """The first place of every string that is written out."""
        found: dict[str, Place] = {}
        for place in _walk(self, self.tree, ()):
            if isinstance(place.node, ast.Constant) and isinstance(place.node.value, str):
                found.setdefault(place.node.value, place)
        return found

    @cached_property
    def assigned(self) -> dict[tuple[Function | None, str], list[tuple[ast.expr, Place]]]:
        """What is assigned to each name: in a function or (None) at the top of the module."""
        found: dict[tuple[Function | None, str], list[tuple[ast.expr, Place]]] = {}
        for place in _walk(self, self.tree, ()):
            for name, value in _assignments(place.node):
                found.setdefault((place.function, name), []).append((value, place))
        return found


@dataclass(frozen=True)
class Library:
    """The files that a script can reach; each is parsed when it is asked for."""

    modules: list[Module] = field(default_factory=list)

    @classmethod
    def of(cls, paths: list[Path]) -> Library:
        """Return the library of the files at ``paths``."""
        return cls([Module(path) for path in paths])

    def calls(self, name: str) -> Iterator[Place]:
        """Yield every call of something whose name ends in ``name``."""
        wanted = re.compile(rf"\b{re.escape(name)}\(")
        for module in self.modules:
            if wanted.search(module.text):
                yield from module.calls.get(name, [])

    def string(self, text: str) -> Place | None:
        """Return the first place where ``text`` is written out as a string."""
        found = (m.strings.get(text) for m in self.modules if text in m.text)
        return next((place for place in found if place is not None), None)

    def constant(self, name: str, module: Module) -> list[tuple[ast.expr, Place]]:
        """Return what is assigned to ``name`` at the top of ``module`` or where it imports it from."""
        if (None, name) in module.assigned:
            return module.assigned[None, name]
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ImportFrom) or not node.module:
                continue
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    ending = "/" + node.module.replace(".", "/") + ".py"
                    for other in self.modules:
                        if other.path.as_posix().endswith(ending):
                            return other.assigned.get((None, alias.name), [])
        return []


def called(node: ast.Call) -> str:
    """Return the last part of the name of what is called."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""


def _assignments(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Yield the names that a statement assigns to, with the values."""
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _unpacked(target, node.value)
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        yield from _unpacked(node.target, node.value)


def _unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    if isinstance(target, ast.Name):
        yield target.id, value
    elif isinstance(target, ast.Tuple):
        parts: list[ast.expr | None] = [None] * len(target.elts)
        if isinstance(value, ast.Tuple) and len(value.elts) == len(target.elts):
            parts = [*value.elts]
        for inner, part in zip(target.elts, parts, strict=True):
            if part is not None:
                yield from _unpacked(inner, part)


def _walk(module: Module, node: ast.AST, around: tuple[ast.AST, ...]) -> Iterator[Place]:
    if isinstance(node, _AROUND):
        around = (*around, node)
    for child in ast.iter_child_nodes(node):
        yield Place(module, child, around)
        yield from _walk(module, child, around)
