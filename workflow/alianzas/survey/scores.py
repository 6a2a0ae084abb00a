"""Scale scores: the mean of a firm's answers per construct, and which alliances are well structured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.phrases import join
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.scoring import recoded as recoded
from alianzas.survey.scoring import variables_frame
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.errors import ConfigurationError, Problem, did_you_mean
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

#: The groups of firms whose incomes are compared.
WELL_STRUCTURED, OTHER_ALLIED = "well_structured", "other_allied"
GROUPS = (INDEPENDENT, WELL_STRUCTURED, OTHER_ALLIED)


def score_scales(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> pd.DataFrame:
    """Return the firms' characteristics with scores, derived variables and the firm's ``group``.

    ``answers``: one row per firm, one column per question. ``group`` is independent, well_structured,
    other_allied, or None for allied firms whose scores do not decide it. Raises ConfigurationError
    for constructs in the study file that the questionnaire does not have.
    """
    import pandas as pd

    check_constructs(settings, questionnaire)
    items = [item.id for item in questionnaire.items()]
    scores = variables_frame(answers, questionnaire, settings.scales.minimum_answered)
    scores = scores.drop(columns=items)
    rule = settings.structure_rule
    defining = scores[rule.scales]
    # Sums of answers over items can fall a rounding error short of the threshold.
    reached = (defining >= rule.at_least - 1e-9).all(axis=1)
    failed = (defining < rule.at_least - 1e-9).any(axis=1)
    group = pd.Series([None] * len(scores), index=scores.index, dtype=object)
    allied = scores["status"] == ALLIED
    group[scores["status"] == INDEPENDENT] = INDEPENDENT
    group[allied & reached] = WELL_STRUCTURED
    group[allied & failed] = OTHER_ALLIED
    scores["group"] = group
    return scores


def check_constructs(
    settings: SurveySettings, questionnaire: Questionnaire, file: str = "config/studies"
) -> None:
    """Raise ConfigurationError for a construct that only the study ``file`` names."""
    drivers = settings.driver_plan
    named = {
        "survey.drivers.outcome": [drivers.outcome],
        "survey.drivers.predictors": drivers.predictors,
        "survey.well_structured.scales": settings.structure_rule.scales,
        "survey.measurement.marker": [m] if (m := settings.measurement.marker) else [],
    }
    problems = [
        Problem(
            file,
            f'the questionnaire has no construct "{name}".',
            did_you_mean(name, questionnaire.constructs),
            column=key,
        )
        for key, names in named.items()
        for name in names
        if name not in questionnaire.constructs
    ]
    if problems:
        raise ConfigurationError(problems)


QUESTIONNAIRE = "config/codebooks/questionnaire.yaml"


def construct_texts(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """Return the constructs' names inside a sentence: ``survey.in_text.<id>``, ``survey.the.<id>``."""
    texts = {f"survey.in_text.{k}": c.in_text.both() for k, c in questionnaire.constructs.items()}
    texts |= {f"survey.the.{k}": c.with_article.both() for k, c in questionnaire.constructs.items()}
    return texts


def score_facts(
    scores: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings, labels: Labels
) -> list[Fact]:
    """Return the facts of the scales and of the groups of firms."""
    words = labels.with_texts(construct_texts(questionnaire))
    n = len(scores)
    allied = int((scores["status"] == ALLIED).sum())
    well = int((scores["group"] == WELL_STRUCTURED).sum())
    rule = settings.structure_rule
    phrase = join([f"survey.the.{name}" for name in rule.scales], words)
    facts = [
        Fact("survey.allied.n", allied, "count"),
        Fact("survey.allied.percent", allied / n, "percent", n=n),
        Fact("survey.independent.n", n - allied, "count"),
        Fact("survey.independent.percent", (n - allied) / n, "percent", n=n),
        Fact("survey.well_structured.n", well, "count"),
        Fact(
            "survey.well_structured.percent", well / allied if allied else None, "percent", n=allied
        ),
        Fact(
            "survey.well_structured.threshold",
            rule.at_least,
            "number",
            decimals=1,
            design=Design("survey.well_structured.at_least"),
        ),
        Fact(
            "survey.well_structured.scales.phrase",
            " ".join(rule.scales),
            "phrase",
            text=phrase,
            design=Design("survey.well_structured.scales"),
        ),
        Fact(
            "survey.scales.minimum_answered",
            settings.scales.minimum_answered,
            "percent",
            design=Design("survey.scales.minimum_answered"),
        ),
    ]
    for construct in questionnaire.constructs:
        values = scores[construct].dropna()
        key, count = f"survey.scales.{construct}", len(values)
        facts += [
            Fact(f"{key}.mean", values.mean() if count else None, "number", n=count),
            Fact(f"{key}.sd", values.std() if count > 1 else None, "number", n=count),
            Fact(
                f"{key}.label",
                construct,
                "label",
                text=words.both(f"survey.in_text.{construct}"),
                design=Design(f"constructs.{construct}.in_text", QUESTIONNAIRE),
            ),
        ]
    return facts
