"""The cells of the table of the sample: each characteristic's categories by group of firms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from field_statistics.joint_suppression import CountTables
from field_statistics.small_cells import mask_small_cells

if TYPE_CHECKING:
    import pandas as pd

#: What it costs to hide a number of a group, besides the firms it counts, and a number of all firms.
GROUP_COST, TOTAL_COST = 10, 10_000


@dataclass(frozen=True)
class Characteristic:
    """Who has which answer: ``members`` by category, in the order of the table."""

    name: str
    members: Mapping[str, pd.Series[bool]]


@dataclass(frozen=True)
class SampleCells:
    """The cells by characteristic, category and group; ``all`` is the group of all firms."""

    cells: Mapping[tuple[str, str, str], int]
    hidden: frozenset[str]


def add_sample(
    tables: CountTables,
    found: Sequence[Characteristic],
    groups: Mapping[str, pd.Series[bool]],
    threshold: int,
) -> SampleCells:
    """Add the cells of the sample to ``tables``.

    ``groups`` do not overlap, but for ``all``. What each characteristic hides by itself stays so.
    """
    import numpy as np

    apart = [name for name in groups if name != "all"]
    cells: dict[tuple[str, str, str], int] = {}
    hidden: set[str] = set()
    for one in found:
        columns = apart or ["all"]
        counts = np.array(
            [[int((firms & groups[g]).sum()) for g in columns] for firms in one.members.values()]
        )
        masked = mask_small_cells(counts, threshold)[:, -len(groups) :]
        for category, firms, row in zip(one.members, one.members.values(), masked, strict=True):
            parts = []
            for group, mask in zip(groups, row, strict=True):
                count = int((firms & groups[group]).sum())
                cell = tables.cell(count)
                is_total = group == "all"
                cost = (count or threshold) + (TOTAL_COST if is_total else GROUP_COST)
                name = "/".join(("sample", one.name, category, group))
                tables.show(name, [cell], cost)
                hidden |= {name} if mask else set()
                cells[one.name, category, group] = cell
                parts += [] if is_total else [cell]
            if parts:
                tables.sums_to(parts, 0, minus=[cells[one.name, category, "all"]])
        for group in groups:
            its = [cells[one.name, category, group] for category in one.members]
            tables.sums_to(its, sum(tables.counts[k] for k in its))
    return SampleCells(cells, frozenset(hidden))
