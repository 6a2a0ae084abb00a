"""The elements of a collection, as far as the code writes them out: what a loop goes through."""

from __future__ import annotations

import ast
from typing import cast

from honest_results.tracing.code_reading import Function, Library, Place

Elements = list[tuple[ast.expr, Place]]

#: Functions that give the elements of their first argument, in some order.
_SAME = ("list", "tuple", "set", "sorted", "reversed", "dict")
#: Stands for an element, or a part of one, that only running the code would tell.
UNKNOWN = ast.Await(ast.Constant(None))


def written_out(node: ast.expr, place: Place, library: Library) -> Elements | None:
    """Return the elements of the collection ``node``; None where they are not written out.

    Those of a mapping are its keys.
    """
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return [(each, place) for each in node.elts]
    if isinstance(node, ast.Dict):
        return [(key, place) for key in node.keys if key is not None]
    if isinstance(node, ast.DictComp):
        return _of_comprehension(node, place, library)
    if isinstance(node, ast.Call):
        return _of_call(node, place, library)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name):
        # A type, Literal["a", "b"].
        inside = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        return [(each, place) for each in inside] if node.value.id == "Literal" else None
    if isinstance(node, ast.Name):
        meant = _meant(node.id, place, library)
        return written_out(*meant, library) if meant is not None else None
    return None


def _of_call(node: ast.Call, place: Place, library: Library) -> Elements | None:
    if isinstance(node.func, ast.Attribute):
        collection, where = node.func.value, place
        if isinstance(collection, ast.Name):
            collection, where = _meant(collection.id, place, library) or (collection, place)
        if node.func.attr == "items" and isinstance(collection, ast.Dict):
            pairs = zip(collection.keys, collection.values, strict=True)
            return [(_tuple(key, value), where) for key, value in pairs if key is not None]
        if node.func.attr == "items" and isinstance(collection, ast.Call):
            # A model's fields, model.model_dump(include={"a", "b"}).
            named = [w.value for w in collection.keywords if w.arg == "include"]
            keys = written_out(named[0], where, library) if named else None
            return [(_tuple(k, UNKNOWN), w) for k, w in keys] if keys is not None else None
        if node.func.attr == "items" and isinstance(collection, ast.DictComp):
            keys = _of_comprehension(collection, where, library)
            return [(_tuple(k, UNKNOWN), w) for k, w in keys] if keys is not None else None
        return written_out(collection, where, library) if node.func.attr == "keys" else None
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name == "zip":
        return _of_zip(node, place, library)
    if not node.args or name not in (*_SAME, "enumerate", "get_args"):
        return None
    elements = written_out(node.args[0], place, library)
    if name == "enumerate" and elements is not None:
        return [(_tuple(UNKNOWN, each), where) for each, where in elements]
    return elements


def _of_zip(node: ast.Call, place: Place, library: Library) -> Elements | None:
    columns = [written_out(each, place, library) for each in node.args]
    known = [column for column in columns if column is not None]
    if not known:
        return None
    return [
        (_tuple(*(UNKNOWN if c is None else c[row][0] for c in columns)), known[0][row][1])
        for row in range(min(map(len, known)))
    ]


def _of_comprehension(node: ast.DictComp, place: Place, library: Library) -> Elements | None:
    """Return the keys of a mapping that are the elements of another collection."""
    key, loop = node.key, node.generators[0]
    if isinstance(key, ast.Name) and isinstance(loop.target, ast.Name) and key.id == loop.target.id:
        return written_out(loop.iter, place, library)
    return None


def _meant(name: str, place: Place, library: Library) -> tuple[ast.expr, Place] | None:
    """Return the value of a name that is assigned once in a function around, or of a constant."""
    for node in reversed(place.around):
        if isinstance(node, Function):
            assigned = place.module.assigned.get((node, name), [])
            if assigned:
                return assigned[0] if len(assigned) == 1 else None
            if name in {a.arg for a in ast.walk(node.args) if isinstance(a, ast.arg)}:
                return None
    constant = library.constant(name, place.module)
    return constant[0] if len(constant) == 1 else None


def _tuple(*parts: ast.expr) -> ast.expr:
    return cast(ast.expr, ast.Tuple([*parts], ast.Load()))
