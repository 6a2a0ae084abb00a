"""Small cells of many tables at once: what a reader could work out from all that is shown together.

Tables that each hide their small cells may give them away together: by a total, by a group of firms
inside another, by a statistic that is a function of two counts. Here all cells are unknowns of one
system; what is shown fixes some of them, and linear programming bounds the rest.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.optimize import OptimizeResult

    Array = NDArray[np.float64]

Kind = Literal["protected", "always", "free"]

#: Rounding errors of linear programming.
_SLACK = 1e-6
#: What SciPy says of a linear program without end.
_UNBOUNDED = 3


@dataclass(frozen=True)
class Shown:
    """What is shown or hidden as one: a cell, or a statistic that gives several cells back.

    ``cost`` is what hiding it loses.
    """

    name: str
    cells: tuple[int, ...]
    cost: float


@dataclass
class CountTables:
    """Cells of tables that hang together, and what everybody knows of them.

    Every cell counts somebody and cannot be negative. A cell that is not part of anything shown is an
    unknown like those that are hidden.

    Examples
    --------
    >>> tables = CountTables()
    >>> tourism, technology = tables.cell(7), tables.cell(2)
    >>> tables.sums_to([tourism, technology], 9)
    >>> tables.show("tourism", [tourism])
    >>> tables.show("technology", [technology])
    >>> sorted(tables.hide(threshold=5))
    ['technology', 'tourism']
    >>> tables.interval(technology, ["technology"])
    (2.0, 2.0)
    """

    counts: list[int] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    equations: list[tuple[dict[int, float], float]] = field(default_factory=list)
    shown: dict[str, Shown] = field(default_factory=dict)

    def cell(self, count: int, kind: Kind = "protected", least: float = 0) -> int:
        """Add a cell and return its number.

        A cell is ``protected`` where its count is small, or ``always``, such as whatever is told of a
        group that is small itself; ``free`` cells may be worked out, such as who gave no answer.
        ``least`` is what everybody knows it is at least.
        """
        self.counts.append(int(count))
        self.least.append(least)
        self.kinds.append(kind)
        self.__dict__.pop("_system", None)
        return len(self.counts) - 1

    def sums_to(self, cells: Iterable[int], total: int, minus: Iterable[int] = ()) -> None:
        """Say that everybody knows the sum of ``cells``, less that of ``minus``: ``total``."""
        terms = dict.fromkeys(cells, 1.0) | dict.fromkeys(minus, -1.0)
        true = sum(sign * self.counts[cell] for cell, sign in terms.items())
        if true != total:
            raise ValueError(f"the cells sum to {true:g}, not to {total}")
        self.equations.append((terms, float(total)))
        self.__dict__.pop("_system", None)

    def show(self, name: str, cells: Sequence[int], cost: float = 1.0) -> None:
        """Say that ``cells`` can be read from ``name``, unless it is hidden."""
        self.shown[name] = Shown(name, tuple(cells), cost)

    def hide(self, threshold: int, hidden: Collection[str] = ()) -> frozenset[str]:
        """Return what must be hidden, so that no small cell is known to be small, or not to be 0.

        Parameters
        ----------
        threshold : int
            Counts from 1 to ``threshold`` − 1 are small.
        hidden : collection of str
            What is hidden in any case.

        Returns
        -------
        frozenset of str
            Names given to :meth:`show`. Of every small cell, all that is shown rules out neither 0 nor
            ``threshold``, unless what everybody knows does.

        Notes
        -----
        What is hidden beside the small cells is found by linear programming: the cheapest change of
        what is shown that lets a small cell be 0, and ``threshold`` (Kelly, Golden & Assad, 1992,
        *Networks*, 22(4), 397–417).
        """
        small = self.small(threshold)
        found = {*hidden}
        found |= {name for name, one in self.shown.items() if any(k in small for k in one.cells)}
        for cell in sorted(small, key=lambda k: (self.counts[k], k)):
            lowest, highest = self.interval(cell, self.shown)
            for target, sense in ((min(threshold, highest), 1), (max(0.0, lowest), -1)):
                low, high = self.interval(cell, found)
                if (high if sense > 0 else -low) < sense * target - _SLACK:
                    found |= self._partners(cell, target, sense, found)
        return frozenset(found)

    def small(self, threshold: int) -> set[int]:
        """Return the cells to protect."""
        if threshold <= 1:
            return set()
        return {
            k
            for k, count in enumerate(self.counts)
            if self.kinds[k] == "always" or (self.kinds[k] == "protected" and 0 < count < threshold)
        }

    def known_at_least(self, cell: int, least: float) -> None:
        """Say that everybody knows a cell to be at least ``least``."""
        self.least[cell] = max(self.least[cell], least)

    def interval(self, cell: int, hidden: Collection[str]) -> tuple[float, float]:
        """Return the least and the greatest value a cell can have, given all that is not ``hidden``."""
        import numpy as np

        cells, left, right = self._system_of(cell)
        least, most = self._bounds(cells, hidden)
        objective = np.zeros(len(cells))
        objective[cells.index(cell)] = 1
        bounds = np.column_stack([least, most])
        ends = [sense * _least(sense * objective, left, right, bounds) for sense in (1, -1)]
        return round(float(ends[0]), 6), round(float(ends[1]), 6)

    def unprotected(
        self, threshold: int, hidden: Collection[str]
    ) -> dict[int, tuple[float, float]]:
        """Return the small cells of which 0 or ``threshold`` is ruled out by what is not ``hidden``.

        A reader who knows only what everybody knows may rule them out as well: those are not returned.
        """
        found = {}
        for cell in sorted(self.small(threshold)):
            low, high = self.interval(cell, hidden)
            lowest, highest = self.interval(cell, self.shown)
            if low > max(0.0, lowest) + _SLACK or high < min(threshold, highest) - _SLACK:
                found[cell] = (low, high)
        return found

    def _bounds(self, cells: Sequence[int], hidden: Collection[str]) -> tuple[Array, Array]:
        import numpy as np

        fixed = {k for name, one in self.shown.items() if name not in hidden for k in one.cells}
        least = [self.counts[k] if k in fixed else self.least[k] for k in cells]
        most = [self.counts[k] if k in fixed else np.inf for k in cells]
        return np.array(least, dtype=float), np.array(most, dtype=float)

    def _partners(self, cell: int, target: float, sense: int, hidden: Collection[str]) -> set[str]:
        """Return what else must be hidden for a cell to reach ``target`` from below or above."""
        import numpy as np

        cells, left, right = self._system_of(cell)
        place = {k: number for number, k in enumerate(cells)}
        units = [
            one
            for name, one in self.shown.items()
            if name not in hidden and any(k in place for k in one.cells)
        ]
        moved = sorted({(k, one.cost) for one in units for k in one.cells if k in place})
        n = len(cells)
        # Each cell that is shown is its count plus what it rises less what it falls.
        wide = np.zeros((len(left) + len(moved), n + 2 * len(moved)))
        wide[: len(left), :n] = left
        values = [*right]
        objective = np.zeros(wide.shape[1])
        for row, (k, cost) in enumerate(moved):
            wide[len(left) + row, place[k]] = 1
            wide[len(left) + row, n + 2 * row] = -1
            wide[len(left) + row, n + 2 * row + 1] = 1
            values.append(self.counts[k])
            objective[n + 2 * row : n + 2 * row + 2] = cost
        bounds = [(self.least[k], np.inf) for k in cells] + [(0, np.inf)] * (2 * len(moved))
        low, high = bounds[place[cell]]
        bounds[place[cell]] = (target, high) if sense > 0 else (low, target)
        solved = _solve(objective, wide, np.array(values), np.array(bounds))
        if not solved.success:
            raise ArithmeticError(solved.message)
        changes = {
            k
            for row, (k, _) in enumerate(moved)
            if solved.x[n + 2 * row : n + 2 * row + 2].max() > _SLACK
        }
        return {one.name for one in units if changes.intersection(one.cells)}

    def _system_of(self, cell: int) -> tuple[list[int], Array, Array]:
        """Return the cells that hang together with ``cell``, and their equations."""
        return self._system[0][self._system[1][cell]]

    @cached_property
    def _system(
        self,
    ) -> tuple[list[tuple[list[int], Array, Array]], list[int]]:
        """The parts of the tables that have no equation in common, and the part of each cell."""
        import numpy as np

        part = list(range(len(self.counts)))

        def top(k: int) -> int:
            while part[k] != k:
                part[k] = part[part[k]]
                k = part[k]
            return k

        for terms, _ in self.equations:
            first, *others = terms
            for k in others:
                part[top(k)] = top(first)
        tops = sorted({top(k) for k in range(len(self.counts))})
        number = {each: place for place, each in enumerate(tops)}
        of = [number[top(k)] for k in range(len(self.counts))]
        systems = []
        for each in range(len(tops)):
            cells = [k for k, its in enumerate(of) if its == each]
            place = {k: column for column, k in enumerate(cells)}
            own = [
                (terms, value) for terms, value in self.equations if of[next(iter(terms))] == each
            ]
            left = np.zeros((len(own), len(cells)))
            for row, (terms, _) in enumerate(own):
                for k, sign in terms.items():
                    left[row, place[k]] = sign
            systems.append((cells, left, np.array([value for _, value in own], dtype=float)))
        return systems, of


def _least(objective: Array, left: Array, right: Array, bounds: Array) -> float:
    """Return the least value of the objective; minus infinity where there is none."""
    import numpy as np

    solved = _solve(objective, left, right, bounds)
    if solved.status == _UNBOUNDED:
        return -np.inf
    if not solved.success:
        raise ArithmeticError(solved.message)
    return float(solved.fun)


def _solve(objective: Array, left: Array, right: Array, bounds: Array) -> OptimizeResult:
    from scipy.optimize import linprog

    equations = {"A_eq": left, "b_eq": right} if len(left) else {}
    return linprog(objective, bounds=bounds, method="highs", **equations)
