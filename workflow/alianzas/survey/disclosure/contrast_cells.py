"""The cells behind the contrasts of benefits: how many firms of each model name each benefit."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from alianzas.survey.questionnaire import Questionnaire
from field_statistics.joint_suppression import CountTables

if TYPE_CHECKING:
    import pandas as pd

#: What it costs to hide a contrast that a proposition or claim is judged by.
NEEDED_COST = 100_000


def add_contrasts(
    tables: CountTables,
    allied: pd.DataFrame,
    questionnaire: Questionnaire,
    threshold: int,
    needed: Collection[str],
) -> None:
    """Add the firms that name each benefit, by model of alliance, to ``tables``.

    A contrast of a model with the others and the sizes of both leave one pair of counts. Of a model
    with fewer than ``threshold`` firms nothing is told at all. ``needed`` are keys of facts that are
    given up last.
    """
    asked, brought = questionnaire.role("model"), questionnaire.role("benefits")
    if asked is None or brought is None:
        return
    known = allied[[asked, brought]].dropna()
    models, named = known[asked].str.split(), known[brought].str.split()
    if models.map(len).gt(1).any():
        return  # models overlap: nothing adds up
    model = models.str[0]
    sizes = {code: int((model == code).sum()) for code in questionnaire.codes(asked)}
    for benefit in questionnaire.codes(brought):
        has = named.map(lambda codes, benefit=benefit: benefit in codes).astype(bool)
        if has.all() or not has.any():
            continue  # told of all firms alike, and no contrast is made
        total = tables.cell(int(has.sum()))
        tables.show("/".join(("benefits", benefit)), [total], NEEDED_COST)
        parts = []
        for code, size in sizes.items():
            count = int((has & (model == code)).sum())
            part = tables.cell(count, "always" if 0 < size < threshold else "protected")
            silent = tables.cell(size - count, "free")
            tables.sums_to([part, silent], size)
            others = tables.cell(int(has.sum()) - count)
            tables.sums_to([part, others], 0, minus=[total])
            key = f"survey.contrast.benefit.{benefit}.{code}.difference"
            cost = NEEDED_COST if key in needed else 1 + count
            tables.show("/".join(("contrast", benefit, code)), [part, others], cost)
            parts.append(part)
        tables.sums_to(parts, 0, minus=[total])
