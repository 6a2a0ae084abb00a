"""How far the two readings agreed, in two sentences (three where full texts were assessed)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.literature.screening import compared_decisions
from alianzas.sentences import Texts, join_sentences, sentence
from field_statistics.agreement import Agreement, cohen_kappa
from honest_results.facts import Fact
from human_files.language.current import current_languages
from human_files.language.cuts import decimals_beside
from human_files.language.numbers import format_interval, format_value

if TYPE_CHECKING:
    import pandas as pd

    from human_files.language.labels import Labels


def agreement_fact(
    screened: pd.DataFrame, coding: Agreement, labels: Labels, confidence: float
) -> Fact:
    """Return the fact ``literature.agreement.statement``; its value is "full" or "partial".

    ``screened`` has the decisions of both passes; ``coding`` is pooled over all decisions on codes.
    """
    found = {
        stage: cohen_kappa(given.first, given.second, confidence)
        for stage, given in compared_decisions(screened).items()
        if given.records
    }
    stages = {**{str(stage): agreement for stage, agreement in found.items()}, "coding": coding}
    said = [
        _sentence(stage, agreement, "first" if place == 0 else "next", labels)
        for place, (stage, agreement) in enumerate(stages.items())
    ]
    full = all(one.percent == 1 for one in (*found.values(), coding))
    return Fact(
        "literature.agreement.statement",
        "full" if full else "partial",
        "phrase",
        text=join_sentences(said),
    )


def _sentence(stage: str, agreement: Agreement, place: str, labels: Labels) -> Texts:
    """Return how far the readings agreed at a stage."""
    alike = round(agreement.percent * agreement.n)
    units = f"literature.agreement.units.{stage}"
    form = "full" if alike == agreement.n else "none" if not alike else "partial"
    return sentence(
        f"literature.agreement.{form}",
        labels,
        stage=labels.by_language(f"literature.agreement.stage.{stage}"),
        subject=labels.by_language(f"literature.agreement.subject.{place}"),
        of=sentence(f"{units}.{'one' if agreement.n == 1 else 'many'}", labels, n=agreement.n),
        all=sentence(f"{units}.{'one' if agreement.n == 1 else 'all'}", labels, n=agreement.n),
        n=alike,
        kappa=kappa_words(agreement, labels),
    )


def kappa_words(agreement: Agreement, labels: Labels) -> Texts:
    """Return kappa with its interval, as far as they are defined and say something.

    Kappa near 1 is shown with as many decimals as tell it from 1. An interval without width, as after
    full agreement, is left out.
    """
    kappa, interval = agreement.kappa, agreement.interval
    if kappa is None:
        return dict(labels.by_language("literature.full_text.kappa_undefined"))
    places = max(2, min(3, decimals_beside(kappa, 1, 2)))
    shown = {
        language: format_value(kappa, "coefficient", language, places)
        for language in current_languages()
    }
    if interval is None or agreement.percent == 1:
        return sentence("literature.agreement.kappa", labels, kappa=shown)
    bounds = {
        language: format_interval(interval, "coefficient", language, places)
        for language in current_languages()
    }
    return sentence("literature.full_text.kappa", labels, kappa=shown, interval=bounds)
