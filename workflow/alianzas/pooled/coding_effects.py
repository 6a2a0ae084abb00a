"""The effects of cases and reviews: how far readers agree, and what shares of studies use a theory.

They come from the facts of the study's own article.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from statistics import NormalDist
from typing import Any

from alianzas.config.codebook import Dimension
from alianzas.pooled.effects import Effect
from honest_results.provenance import composed
from human_files.language.labels import Labels

Facts = Mapping[str, Mapping[str, Any]]

#: Agreement by the key of its fact: family, and the outcome, whose name is the label
#: ``pooled.agreement.<outcome>``.
AGREEMENTS = {
    "cases.agreement.kappa": ("case_agreement", "cases"),
    "literature.screening.kappa": ("review_agreement", "screening"),
    "literature.full_text.kappa": ("review_agreement", "full_text"),
    "literature.coding.kappa": ("review_agreement", "coding"),
}


def agreement_effects(study: str, facts: Facts, confidence: float, labels: Labels) -> list[Effect]:
    """Return the agreement of the readers of a study, before they talk, as kappa.

    ``facts``: those of its article, with sources. Perfect agreement has no error, and cannot be pooled.
    """
    found = []
    for key, (family, outcome) in AGREEMENTS.items():
        if key not in facts:
            continue
        fact = facts[key]
        value, error = fact["value"], kappa_error(fact)
        reach = None if error is None else NormalDist().inv_cdf((1 + confidence) / 2) * error
        found.append(
            Effect(
                study,
                family,
                outcome,
                labels.by_language(f"pooled.agreement.{outcome}"),
                fact.get("n"),
                value,
                error,
                None if value is None or reach is None else max(-1.0, value - reach),
                None if value is None or reach is None else min(1.0, value + reach),
                "kappa",
                composed([fact]),
            )
        )
    return found


def kappa_error(fact: Mapping[str, Any]) -> float | None:
    """Return the standard error behind kappa's interval; None where it has none or no width.

    The interval is kappa ± z · error, cut at −1 and 1: its longer side tells the error.
    """
    if fact["value"] is None or "interval" not in fact:
        return None
    low, high = fact["interval"]
    z = NormalDist().inv_cdf((1 + fact["confidence"]) / 2)
    error = max(fact["value"] - low, high - fact["value"]) / z
    return float(error) if error > 1e-9 else None


def theory_effects(
    study: str, facts: Facts, theories: Dimension, basis: str, confidence: float
) -> list[Effect]:
    """Return the share of the included studies that use each theory, as a logit.

    ``basis``: what was read, titles, abstracts or full texts, which do not show the same. Where no
    study, or every one, uses a theory, half a study is added to both sides.
    """
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    found = []
    for code in theories.assignable:
        fact = facts.get(f"literature.theory.{code.id}.percent")
        if fact is None or fact["value"] is None or not fact.get("n"):
            continue
        n = int(fact["n"])
        with_it = round(fact["value"] * n)
        more = 0.5 if with_it in (0, n) else 0.0
        users, others = with_it + more, n - with_it + more
        logit, error = math.log(users / others), math.sqrt(1 / users + 1 / others)
        found.append(
            Effect(
                study,
                "theories",
                code.id,
                code.label.by_language(),
                n,
                logit,
                error,
                logit - z * error,
                logit + z * error,
                basis,
                composed([fact]),
            )
        )
    return found
