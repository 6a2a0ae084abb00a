"""What is said of the alliances: their models, and how many are well structured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.sentences import printed
from alianzas.survey.phrases import fill, join
from alianzas.survey.publishing import published, published_models
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import WELL_STRUCTURED, allied_firms
from alianzas.survey.scoring import variables_frame
from alianzas.survey.statements.writing import inside
from honest_results.facts import Fact
from human_files.language.labels import Labels
from human_files.language.sentences import how_many

if TYPE_CHECKING:
    import pandas as pd


def alliances_facts(
    answers: pd.DataFrame,
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    labels: Labels,
) -> list[Fact]:
    """Return the sentences on the allied firms' models and on how many are well structured.

    No fact where neither is known.
    """
    key, question = "survey.profile.alliances.phrase", questionnaire.role("model")
    if question is None and settings.well_structured is None:
        return []
    words = labels.with_texts(questionnaire.label_texts())
    frame = variables_frame(answers, questionnaire, settings.scales.minimum_answered)
    allied = frame[allied_firms(frame, questionnaire)]
    if allied.empty:
        return [Fact(key, "none", "phrase", text=words.by_language("survey.phrase.alliances.none"))]
    told = []
    if question is not None:
        told.append(_models(allied[question], question, questionnaire, settings, words))
    if settings.well_structured is not None:
        well = int((scores["group"] == WELL_STRUCTURED).sum())
        told.append(_meeting(well, len(allied), words, settings))
    if len(told) == 1:
        return [Fact(key, "some", "phrase", text=told[0])]
    models, met = told
    text = fill("survey.phrase.alliances.some", words, texts={"models": models, "met": met})
    return [Fact(key, "some", "phrase", text=text)]


def _models(
    given: pd.Series[str],
    question: str,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    words: Labels,
) -> Mapping[str, str]:
    """Return the sentence on how many firms name each model of alliance."""
    chosen = given.dropna().str.split()
    codes = settings.income.models if settings.income is not None else questionnaire.codes(question)
    parts, shown = {}, False
    counts = {
        code: int(chosen.map(lambda codes, code=code: code in codes).sum())
        for code in dict.fromkeys([*codes, *questionnaire.codes(question)])
    }
    known = published_models(counts, len(chosen), settings)
    for code in codes:
        naming, (count, share) = counts[code], known[code]
        how = "masked" if count is None or share is None else "shown"
        shown = shown or (how == "shown" and naming > 0)
        parts[f"model.{code}"] = fill(
            f"survey.phrase.model_share.{how}",
            words,
            {"fewest": settings.small_cell},
            {
                "model": inside(words.by_language(questionnaire.answer_key(question, code))),
                "share": printed(share, "percent"),
            },
        )
    return fill(
        f"survey.phrase.alliances.models{'' if shown else '.masked'}",
        words,
        {"fewest": settings.small_cell},
        {"models": join(list(parts), words.with_texts(parts))},
    )


def _meeting(well: int, allied: int, words: Labels, settings: SurveySettings) -> Mapping[str, str]:
    """Return who meets the definition of a well-structured alliance; small numbers are not told.

    Neither is how many meet it where those that do not are too few: one number tells the other.
    """
    how: str = how_many(well, allied)
    if how not in ("none", "all"):
        told = [published(n, allied, settings)[0] for n in (well, allied - well)]
        how = "few" if told[0] is None else "most" if told[1] is None else "some"
    numbers = {"well": well, "of": allied, "fewest": settings.small_cell}
    return fill(f"survey.phrase.alliances.met.{how}", words, numbers)
