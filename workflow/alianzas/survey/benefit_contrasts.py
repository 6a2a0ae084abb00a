"""Firms in one model of alliance against firms in the others: what each names as its benefits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from alianzas.survey.questionnaire import Questionnaire
from field_statistics.proportion_contrasts import contrast_shares
from honest_results.facts import Fact

if TYPE_CHECKING:
    import pandas as pd


def benefit_contrasts(
    allied: pd.DataFrame,
    questionnaire: Questionnaire,
    hidden: Callable[[str, str, str], bool],
    confidence: float,
) -> list[Fact]:
    """Return facts ``survey.contrast.benefit.<benefit>.<model>.difference``.

    ``allied`` are the answers of allied firms (codes separated by spaces); no facts where the model of
    alliance or its benefits are not asked.
    Each fact is the share of the model's firms that name the benefit minus the share of other allied
    firms that do, with Newcombe's interval. There is no value where a group has no firm ("few"), where
    all or none name the benefit ("constant"), or where it would give back a number of firms that is not
    shown ("few"): ``hidden`` says so of ("contrast", benefit, model).
    """
    asked, brought = questionnaire.role("model"), questionnaire.role("benefits")
    if asked is None or brought is None:
        return []
    known = allied[[asked, brought]].dropna()
    models = known[asked].str.split()
    named = known[brought].str.split()
    facts = []
    for benefit in questionnaire.codes(brought):
        has = named.map(lambda codes, benefit=benefit: benefit in codes).astype(bool)
        for model in questionnaire.codes(asked):
            group = models.map(lambda codes, model=model: model in codes).astype(bool)
            counts = (
                int((has & group).sum()),
                int(group.sum()),
                int((has & ~group).sum()),
                int((~group).sum()),
            )
            facts.append(
                _fact(
                    f"survey.contrast.benefit.{benefit}.{model}.difference",
                    counts,
                    hidden("contrast", benefit, model),
                    confidence,
                )
            )
    return facts


def _fact(
    key: str,
    counts: tuple[int, int, int, int],
    is_hidden: bool,
    confidence: float,
) -> Fact:
    """Return the contrast of (count, firms) in a model and (count, firms) in the others."""
    ours, firms, theirs, others = counts
    n, empty = firms + others, (float("nan"), float("nan"))
    if not firms or not others or is_hidden:
        return Fact(key, None, "percent", n=n, interval=empty, confidence=confidence, missing="few")
    if ours + theirs in (0, n):
        return Fact(
            key, None, "percent", n=n, interval=empty, confidence=confidence, missing="constant"
        )
    found = contrast_shares(*counts, confidence)
    interval = (found.low, found.high)
    return Fact(key, found.difference, "percent", n=n, interval=interval, confidence=confidence)
