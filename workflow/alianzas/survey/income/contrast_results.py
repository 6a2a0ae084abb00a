"""The direct contrasts of groups of allied firms as facts."""

from __future__ import annotations

from collections.abc import Mapping

from alianzas.survey.income.group_contrasts import GroupContrasts
from alianzas.survey.joint_tests import alike, joint_test_facts
from alianzas.survey.model_words import table_texts
from alianzas.survey.numbers_in_text import numbers_fact
from alianzas.survey.phrases import fill, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.regression import direction
from honest_results.facts import Fact
from human_files.language.labels import Labels

#: The joint test of the groups of each classification, by the key of its facts.
_ALIKE = {"models": "survey.income.models_alike", "groups": "survey.income.groups_alike"}


def contrast_facts(
    found: Mapping[str, GroupContrasts],
    questionnaire: Questionnaire,
    labels: Labels,
    confidence: float,
) -> list[Fact]:
    """Say whether groups of allied firms differ from each other, each test in one model.

    ``found``: those that the study makes, by classification.
    """
    words = labels.with_texts(table_texts(questionnaire))
    facts = []
    if "structure" in found:
        facts += _structure_facts(found["structure"], words, confidence)
    for kind, key in _ALIKE.items():
        if kind in found:
            one = found[kind]
            together = alike(one.test, confidence)
            text = _contrast_text("alike", together, one, words)
            facts += joint_test_facts(key, one.test)
            facts.append(Fact(f"{key}.phrase", together, "phrase", text=text))
    return facts


def _structure_facts(structure: GroupContrasts, words: Labels, confidence: float) -> list[Fact]:
    """Say how well-structured alliances differ from others."""
    estimate, how = structure.difference, direction(structure.difference)
    key = "survey.income.well_structured_vs_other"
    return [
        Fact(
            f"{key}.percent",
            estimate.value if estimate else None,
            "percent",
            n=estimate.n if estimate else None,
            interval=estimate.interval if estimate else None,
            confidence=confidence,
            decimals=1,
            missing=None if estimate else "not_estimated",
        ),
        *joint_test_facts(key, structure.test),
        numbers_fact(key, estimate, "survey.numbers.difference", words, "percent", 1),
        Fact(
            f"{key}.phrase", how, "phrase", text=_contrast_text("contrast", how, structure, words)
        ),
    ]


def _contrast_text(stem: str, how: str, found: GroupContrasts, words: Labels) -> dict[str, str]:
    reason = limitation_text(found.limitation, words) if found.limitation else {}
    return fill(f"survey.phrase.{stem}.{how}", words, texts={"reason": reason} if reason else None)
