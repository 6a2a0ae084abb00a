"""The modules behind a result, the nearest to the function that makes it first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from honest_results import step
from honest_results.code_tracking import import_closure, imports_of


@dataclass(frozen=True)
class Near:
    """A module, and how many imports it is away from the one whose function makes the result."""

    file: Path
    distance: int


def modules_by_relevance(script: Path, start: Path | None) -> tuple[list[Near], int]:
    """Return the modules that ``script`` can reach, by their distance from ``start``, and a count.

    What only the script reaches comes after all that ``start`` does. The count is of modules that every
    step shares, which are not listed; nor are empty packages.
    """
    shared = {*import_closure(Path(step.__file__))}
    reached = [path for path in import_closure(script) if path not in shared]
    first = start.resolve() if start is not None else script.resolve()
    distance = _distances(first)
    beyond = _distances(script.resolve())
    furthest = max(distance.values(), default=0)
    near = [
        Near(path, distance.get(path, furthest + beyond.get(path, 1)))
        for path in reached
        if path != script.resolve() and path.name != "__init__.py"
    ]
    order = sorted(near, key=lambda each: (each.distance, beyond.get(each.file, 0), each.file))
    return order, len(shared)


def _distances(start: Path) -> dict[Path, int]:
    """Return how many imports each module is away from ``start``."""
    found = {start: 0}
    waiting: Sequence[Path] = [start]
    while waiting:
        further: list[Path] = []
        for path in waiting:
            for other in sorted(imports_of(path)):
                if other not in found:
                    found[other] = found[path] + 1
                    further.append(other)
        waiting = further
    return found
