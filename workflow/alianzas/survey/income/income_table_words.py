"""Texts that the tables of the income checks share: estimands, covariates, reasons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alianzas.survey.income.samples import group_label
from alianzas.survey.limitation import Limitation
from alianzas.survey.phrases import fill, limitation_text
from human_files.language.current import in_first_language
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.survey.income.income_checks import IncomeChecks

Texts = Mapping[str, str]


def estimand_stem(group: str, estimand: str) -> str:
    """Return the label key of an estimand; all collaboration models share one."""
    named = group_label(group).startswith("survey.group.") and not group.startswith("group_")
    kind = group if named else "model"
    return f"survey.estimand.{kind}.{estimand}"


def estimand_title(group: str, estimand: str, words: Labels) -> dict[str, str]:
    """Return an estimand's name; ``words`` holds the questionnaire's labels."""
    name = {"model": words.by_language(group_label(group))}
    return fill(estimand_stem(group, estimand), words, texts=name)


def titles(checks: IncomeChecks, words: Labels) -> dict[str, Mapping[str, str]]:
    """Return the name of every estimand: ``survey.estimand_of.<group>.<estimand>``."""
    from alianzas.survey.income.effects import (
        estimands,
    )  # imported here because figures need no estimators

    return {
        f"survey.estimand_of.{group}.{estimand}": estimand_title(group, estimand, words)
        for group, asked in estimands(checks.main.groups).items()
        for estimand in asked
    }


def reasons(found: Mapping[str, object], words: Labels) -> list[Texts]:
    """Return one note per reason why something was not estimated."""
    found_reasons: dict[str, dict[str, str]] = {}
    for value in found.values():
        if isinstance(value, Limitation):
            text = limitation_text(value, words)
            found_reasons.setdefault(in_first_language(text), text)
    return [
        fill("survey.note.not_estimated", words, texts={"reason": reason})
        for reason in found_reasons.values()
    ]


def suppressed(frame: pd.DataFrame, fewest: int, words: Labels) -> list[Texts]:
    """Return the note on what is not shown, if anything in the frame is ``hidden``."""
    if not frame["hidden"].any():
        return []
    return [fill("survey.note.small_cells", words, {"fewest": fewest})]


def covariate_key(name: str) -> str:
    """Return the label key of a covariate of the comparisons."""
    if name.startswith("sector_") and name != "sector_rare":
        return f"survey.answer.sector.{name.removeprefix('sector_')}"
    return f"survey.covariate.{name}"
