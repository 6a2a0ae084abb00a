"""What an expression that names a result can stand for: text with gaps, known without running it.

``f"survey.drivers.{name}.beta"`` is ("survey.drivers.", None, ".beta"); a name is followed to what is
assigned to it, a parameter to what its callers hand over, with the callers it came by.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from honest_results.tracing.code_reading import Comprehension, Function, Library, Place
from honest_results.tracing.collections_in_code import written_out

#: Gets a part of an element of a collection; None where it cannot be told.
Chooser = Callable[[ast.expr], ast.expr | None]

#: No more alternatives are looked at for one expression, nor callers of callers.
_MOST, _DEPTH = 400, 5


@dataclass(frozen=True)
class Pattern:
    """Texts with gaps (None) between them, and the calls through which they were handed over."""

    parts: tuple[str | None, ...]
    callers: tuple[Place, ...] = ()

    def __add__(self, other: Pattern) -> Pattern:
        """Return one pattern after the other."""
        return Pattern(self.parts + other.parts, self.callers + other.callers)

    @property
    def letters(self) -> int:
        """How many letters of it are known."""
        return sum(len(part) for part in self.parts if part is not None)

    def fits(self, key: str) -> bool:
        """Say whether ``key`` may be what the expression stands for."""
        written = (".+" if part is None else re.escape(part) for part in self.parts)
        return re.fullmatch("".join(written), key) is not None


GAP = Pattern((None,))


def patterns(expression: ast.expr, place: Place, library: Library, depth: int = 0) -> list[Pattern]:
    """Return what ``expression`` at ``place`` can stand for."""
    return [*_Reader(library, depth).read(expression, place)][:_MOST] or [GAP]


class _Reader:
    """Follows an expression through the library; ``depth`` callers were followed already."""

    def __init__(self, library: Library, depth: int) -> None:
        self.library = library
        self.depth = depth

    def read(self, node: ast.expr, place: Place) -> Iterator[Pattern]:
        """Yield what the expression can stand for; a gap for what only running it would tell."""
        if isinstance(node, ast.Constant):
            yield Pattern((str(node.value),))
        elif isinstance(node, ast.JoinedStr):
            yield from self._joined(node.values, place)
        elif isinstance(node, ast.FormattedValue):
            yield from self.read(node.value, place)
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            yield from self._joined([node.left, node.right], place)
        elif isinstance(node, ast.IfExp):
            yield from self.read(node.body, place)
            yield from self.read(node.orelse, place)
        elif isinstance(node, ast.BoolOp):
            for value in node.values:
                yield from self.read(value, place)
        elif isinstance(node, ast.Subscript) and isinstance(node.value, ast.Dict):
            for value in node.value.values:
                yield from self.read(value, place)
        elif isinstance(node, ast.Name):
            yield from self._name(node.id, place)
        else:
            yield GAP

    def _joined(self, nodes: list[ast.expr], place: Place) -> Iterator[Pattern]:
        found = [Pattern(())]
        for node in nodes:
            choices = [*self.read(node, place)] or [GAP]
            found = [before + choice for before in found for choice in choices][:_MOST]
        yield from found

    def _name(self, name: str, place: Place) -> Iterator[Pattern]:
        """Yield what a name can stand for: in loops around it, in its functions, in its module."""
        for node in reversed(place.around):
            for target, values in _loops(node):
                choose = _chooser(name, target)
                if choose is not None:
                    yield from self._elements(values, choose, place)
                    return
            if isinstance(node, Function):
                assigned = _before(place, place.module.assigned.get((node, name), []))
                for value, where in assigned:
                    yield from self.read(value, where)
                if assigned:
                    return
                names = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
                if name in names or name in {a.arg for a in node.args.kwonlyargs}:
                    yield from self._handed_over(name, names, node)
                    return
        constant = self.library.constant(name, place.module)
        for value, where in constant:
            yield from self.read(value, where)
        if not constant:
            yield GAP

    def _handed_over(self, name: str, names: list[str], function: Function) -> Iterator[Pattern]:
        """Yield what the callers of ``function`` hand over as its parameter ``name``."""
        if self.depth >= _DEPTH:
            yield GAP
            return
        deeper = _Reader(self.library, self.depth + 1)
        place_of = names.index(name) if name in names else -1
        if names and names[0] in ("self", "cls") and place_of > 0:
            place_of -= 1
        found = False
        for call in self.library.calls(function.name):
            assert isinstance(call.node, ast.Call)
            by_name = {word.arg: word.value for word in call.node.keywords if word.arg}
            value = by_name.get(name)
            if value is None and 0 <= place_of < len(call.node.args):
                value = call.node.args[place_of]
            if value is None or isinstance(value, ast.Starred):
                choices = [GAP]
            else:
                choices = [*deeper.read(value, call)] or [GAP]
            found = True
            for choice in choices[:_MOST]:
                yield Pattern(choice.parts, (call, *choice.callers))
        if not found:
            yield GAP

    def _elements(self, values: ast.expr, choose: Chooser, place: Place) -> Iterator[Pattern]:
        """Yield what the elements of a collection stand for, as far as the code writes them out."""
        written = written_out(values, place, self.library)
        if written is None:
            yield GAP
            return
        for element, where in written:
            chosen = choose(element)
            if chosen is None:
                yield GAP
            else:
                yield from self.read(chosen, where)


def _loops(node: ast.AST) -> list[tuple[ast.expr, ast.expr]]:
    """Return what each loop of a statement or comprehension sets, and what it goes through."""
    if isinstance(node, ast.For):
        return [(node.target, node.iter)]
    if isinstance(node, Comprehension):
        return [(each.target, each.iter) for each in node.generators]
    return []


def _before(place: Place, assigned: list[tuple[ast.expr, Place]]) -> list[tuple[ast.expr, Place]]:
    """Return those assignments that may hold at ``place``: the last before it, and where that one
    is in a branch that ``place`` is not in, the others before it too."""
    earlier = [(value, where) for value, where in assigned if where.line < place.line]
    if not earlier:
        return assigned
    last = max(earlier, key=lambda each: each[1].line)
    branches = [n for n in last[1].around if isinstance(n, ast.If | ast.Try | ast.For)]
    return earlier if any(node not in place.around for node in branches) else [last]


def _chooser(name: str, target: ast.expr) -> Chooser | None:
    """Return how to get from an element of a collection to ``name``, if the loop's target has it."""
    if isinstance(target, ast.Name):
        return (lambda element: element) if target.id == name else None
    if not isinstance(target, ast.Tuple):
        return None
    for number, inner in enumerate(target.elts):
        deeper = _chooser(name, inner)
        if deeper is not None:
            return _part(number, len(target.elts), deeper)
    return None


def _part(number: int, size: int, further: Chooser) -> Chooser:
    """Return how to get the part ``number`` of a tuple of ``size``, and from there on."""

    def choose(element: ast.expr) -> ast.expr | None:
        if isinstance(element, ast.Tuple) and len(element.elts) == size:
            return further(element.elts[number])
        return None

    return choose
