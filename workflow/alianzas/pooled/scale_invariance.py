"""Whether the scales of several surveys measure alike, scale by scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.pooled.members import Survey
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scoring import recoded
from field_statistics.measurement.alignment import Alignment, align_groups
from field_statistics.measurement.invariance import (
    Invariance,
    InvarianceStep,
    measurement_invariance,
)
from honest_results.provenance import Source, merge_sources, weakest

if TYPE_CHECKING:
    import pandas as pd

#: The fall of CFI from which on equal parameters do not fit (Cheung & Rensvold, 2002).
LARGEST_FALL = 0.01
#: Fewer items do not identify the model of one factor.
FEWEST_ITEMS = 3
#: The models in the order in which they are fitted.
STEPS = ("configural", "metric", "scalar")


@dataclass(frozen=True)
class ScaleInvariance:
    """A scale in the studies that asked it alike, all of one provenance.

    ``aligned`` is there where the scale does not have equal intercepts, but a model in every study.
    """

    construct: str
    name: Mapping[str, str]
    level: str
    studies: Sequence[str]
    found: Invariance
    verdict: str
    aligned: Alignment | None
    sources: tuple[Source, ...]


def compare_scales(
    surveys: Sequence[Survey],
    answers: Mapping[str, tuple[pd.DataFrame, tuple[Source, ...]]],
    confidence: float,
) -> list[ScaleInvariance]:
    """Return every scale that two studies or more asked with the same items and points.

    ``answers``: by study, one row per firm with a column per question, and the raw files. Studies are
    compared with others of the same provenance only.
    """
    alike: dict[tuple[str, str, str], list[Survey]] = {}
    for survey in surveys:
        level = weakest(source.level for source in answers[survey.study][1])
        for construct in survey.questionnaire.constructs:
            asked = _asked(construct, survey.questionnaire)
            if asked is not None:
                alike.setdefault((construct, level, asked), []).append(survey)
    return [
        _compare(construct, level, members, answers, confidence)
        for (construct, level, _), members in alike.items()
        if len(members) > 1
    ]


def verdict_of(found: Invariance, confidence: float) -> str:
    """Return the last model that fits: "scalar", "metric", "configural"; "unknown" without models."""
    if found.configural is None or found.metric is None:
        return "unknown"
    if not _fits(found.metric, confidence):
        return "configural"
    return "scalar" if found.scalar is not None and _fits(found.scalar, confidence) else "metric"


def _fits(step: InvarianceStep, confidence: float) -> bool:
    """Say whether a model fits no worse than the one before."""
    rise, change = step.more_p, step.more_cfi
    return (
        rise is not None
        and change is not None
        and (rise >= 1 - confidence and change >= -LARGEST_FALL)
    )


def _asked(construct: str, questionnaire: Questionnaire) -> str | None:
    """Return how a scale is asked, None for one with too few items."""
    items = questionnaire.items(construct)
    if len(items) < FEWEST_ITEMS:
        return None
    return " ".join(
        sorted(f"{one.id}{'-' * one.reverse}{questionnaire.points(one)}" for one in items)
    )


def _compare(
    construct: str,
    level: str,
    members: Sequence[Survey],
    answers: Mapping[str, tuple[pd.DataFrame, tuple[Source, ...]]],
    confidence: float,
) -> ScaleInvariance:
    order = sorted(item.id for item in members[0].questionnaire.items(construct))
    values = []
    for study, _, questionnaire in members:
        given = answers[study][0]
        own = recoded(given[questionnaire.asked_items(given)], questionnaire, construct)
        values.append(own[order].to_numpy(dtype=float))
    found = measurement_invariance(values, [0] * len(order))
    verdict = verdict_of(found, confidence)
    aligned = align_groups(found.groups) if verdict in ("metric", "configural") else None
    return ScaleInvariance(
        construct,
        members[0].questionnaire.variable(construct).label.by_language(),
        level,
        [survey.study for survey in members],
        found,
        verdict,
        aligned,
        tuple(merge_sources(*(answers[survey.study][1] for survey in members))),
    )
