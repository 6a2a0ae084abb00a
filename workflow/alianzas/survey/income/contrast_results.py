"""The direct contrasts of groups of allied firms as facts."""

from __future__ import annotations

from alianzas.survey.income.group_contrasts import GroupContrasts
from alianzas.survey.joint_tests import alike, joint_test_facts
from alianzas.survey.numbers_in_text import numbers_fact
from alianzas.survey.phrases import fill, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.regression import direction
from honest_results.facts import Fact
from human_files.language.labels import Labels


def contrast_facts(
    structure: GroupContrasts,
    models: GroupContrasts,
    questionnaire: Questionnaire,
    labels: Labels,
    confidence: float,
) -> list[Fact]:
    """Say whether groups of allied firms differ from each other, each test in one model."""
    words = labels.with_texts(questionnaire.label_texts())
    estimate, how = structure.difference, direction(structure.difference)
    key = "survey.income.well_structured_vs_other"
    together = alike(models.test, confidence)
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
        numbers_fact(key, estimate, "survey.numbers.difference", labels, "percent", 1),
        Fact(
            f"{key}.phrase", how, "phrase", text=_contrast_text("contrast", how, structure, words)
        ),
        *joint_test_facts("survey.income.models_alike", models.test),
        Fact(
            "survey.income.models_alike.phrase",
            together,
            "phrase",
            text=_contrast_text("alike", together, models, words),
        ),
    ]


def _contrast_text(stem: str, how: str, found: GroupContrasts, words: Labels) -> dict[str, str]:
    reason = limitation_text(found.limitation, words) if found.limitation else {}
    return fill(f"survey.phrase.{stem}.{how}", words, texts={"reason": reason} if reason else None)
