"""Variables held constant: any of the questionnaire, and facts of the firm made from its roles."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alianzas.survey.variables import coded
from human_files.language.grammar import grammar

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.survey.questionnaire import Questionnaire

#: Facts of the firm by the role that each is made from; a variable of the same name comes first.
FIRM_FACTS = {"sector": "sector", "size": "employees", "age": "founded", "exports": "exports"}


def known_controls(questionnaire: Questionnaire) -> list[str]:
    """Return the facts of the firm that the questionnaire's roles give, in their usual order."""
    variables = questionnaire.variables
    return [
        name
        for name, role in FIRM_FACTS.items()
        if name in variables or questionnaire.role(role) is not None
    ]


def source_of(name: str, questionnaire: Questionnaire) -> str | None:
    """Return the variable behind a control: itself, or the one with its role; None: there is none."""
    if name in questionnaire.variables:
        return name
    return questionnaire.role(FIRM_FACTS[name]) if name in FIRM_FACTS else None


def is_category(name: str, questionnaire: Questionnaire) -> bool:
    """Return whether a control has answers without order, and so a column for each but one."""
    source = source_of(name, questionnaire)
    return source is not None and questionnaire.variables[source].kind == "category"


def control_values(
    names: Sequence[str], frame: pd.DataFrame, questionnaire: Questionnaire, year: int | None
) -> dict[str, pd.Series[Any]]:
    """Return each control by name: floats, or codes where answers have no order.

    ``frame``: one row per firm with the variables. ``size`` is the log of employees, ``age`` the log of
    one plus the years from foundation to ``year``.
    """
    import numpy as np

    variables = questionnaire.variables
    found: dict[str, pd.Series[Any]] = {}
    for name in names:
        source = source_of(name, questionnaire)
        assert source is not None, name
        if is_category(name, questionnaire):
            found[name] = frame[source]
            continue
        values = coded(variables[source], frame)[source]
        if name == "size" and name not in variables:
            values = np.log(values.where(values > 0))
        elif name == "age" and name not in variables:
            values = np.log1p((float("nan") if year is None else year) - values.clip(upper=year))
        found[name] = values.rename(name)
    return found


def control_texts(questionnaire: Questionnaire) -> dict[str, Mapping[str, str]]:
    """Return the words for the variables that controls are made of, by the keys of controls.

    ``survey.control.<name>`` and ``survey.control.the.<name>`` stand inside a sentence,
    ``survey.covariate.<name>`` in a table, with ``<name>_<answer>`` for an answer and ``<name>_rare``
    for answers taken together. The facts of the firm have their own in ``config/languages``.
    """
    texts: dict[str, Mapping[str, str]] = {}
    for name, variable in questionnaire.variables.items():
        if name in FIRM_FACTS:
            continue
        texts[f"survey.control.{name}"] = variable.in_text.by_language()
        texts[f"survey.control.the.{name}"] = variable.with_article.by_language()
        texts[f"survey.covariate.{name}"] = variable.label.by_language()
        for code, label in variable.answers.items():
            both = {k: f"{variable.label.words(k)}: {v}" for k, v in label.by_language().items()}
            texts[f"survey.covariate.{name}_{code}"] = both
        if variable.kind == "category":
            texts[f"survey.covariate.{name}_rare"] = {
                k: f"{v}: {grammar(k).others}" for k, v in variable.label.by_language().items()
            }
    for role in ("sector", "region"):
        source = questionnaire.role(role)
        if source is not None and source in questionnaire.variables:
            for code, label in questionnaire.variables[source].answers.items():
                texts[f"survey.answer.{role}.{code}"] = label.by_language()
    return texts
