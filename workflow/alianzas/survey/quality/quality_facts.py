"""The facts on what cannot be right: which scales and whether incomes carry a conclusion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.phrases import fill, join
from alianzas.survey.quality.number_quality import Doubt, doubts, incomes_asked
from alianzas.survey.quality.scale_quality import contradictions
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import construct_texts
from honest_results.facts import Fact
from human_files.language.current import current_languages
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

STEM = "survey.quality"
CLEAN, DOUBTFUL = "clean", "doubtful"
#: The kinds of doubtful numbers, in the order they are told.
KINDS = ("unit", "growth", "negative", "heaped", "founded", "age")


def quality_facts(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings, labels: Labels
) -> list[Fact]:
    """Return a verdict on all scales, on each, and on incomes, each with a sentence on what is odd.

    Nothing is said about scales or incomes that are not asked.
    """
    words = labels.with_texts(construct_texts(questionnaire))
    found = contradictions(answers, questionnaire, settings)
    scales = list(dict.fromkeys(one.construct for one in found))
    items = list(dict.fromkeys(one.item for one in found if one.item is not None))
    numbers = doubts(answers, questionnaire, settings)
    firms = {one.place for one in numbers if one.place is not None}
    facts: list[Fact] = []
    if questionnaire.constructs:
        facts += [
            _verdict("scales", bool(scales), _scales_text(scales, items, words)),
            *(
                _verdict(
                    f"scale.{name}", name in scales, words.by_language(f"survey.in_text.{name}")
                )
                for name in questionnaire.constructs
            ),
            Fact(f"{STEM}.scales.n", len(scales), "count"),
            Fact(f"{STEM}.items.n", len(items), "count"),
        ]
    if incomes_asked(questionnaire):
        facts += [
            _verdict("income", bool(numbers), _numbers_text(numbers, words, True)),
            Fact(f"{STEM}.income.answers.n", len(numbers), "count"),
            Fact(f"{STEM}.income.firms.n", len(firms), "count"),
        ]
    asked = bool(questionnaire.constructs), bool(incomes_asked(questionnaire))
    told = [_scales_text(scales, items, words)] if scales else []
    told += [_numbers_text(numbers, words, asked[1])] if numbers else []
    if told:
        text = {
            language: " ".join(one[language] for one in told) for language in current_languages()
        }
        return [*facts, Fact(f"{STEM}.phrase", DOUBTFUL, "phrase", text=text)]
    clean = {(True, True): "", (True, False): ".scales", (False, True): ".income"}.get(
        asked, ".any"
    )
    whole = words.by_language(f"survey.phrase.quality{clean}.clean")
    return [*facts, Fact(f"{STEM}.phrase", CLEAN, "phrase", text=whole)]


def _verdict(name: str, doubtful: bool, text: Mapping[str, str]) -> Fact:
    return Fact(f"{STEM}.{name}.phrase", DOUBTFUL if doubtful else CLEAN, "phrase", text=text)


def _scales_text(scales: list[str], items: list[str], words: Labels) -> Mapping[str, str]:
    """Return the sentence on scales whose items contradict each other."""
    if not scales:
        return words.by_language("survey.phrase.quality.scales.clean")
    named = words.with_texts(
        {f"item.{name}": dict.fromkeys(current_languages(), name) for name in items}
    )
    texts = {"scales": join([f"survey.the.{name}" for name in scales], words)}
    if items:
        texts["items"] = join([f"item.{name}" for name in items], named)
    how = "items" if items else "doubtful"
    return fill(f"survey.phrase.quality.scales.{how}", words, texts=texts)


def _numbers_text(numbers: list[Doubt], words: Labels, incomes: bool) -> Mapping[str, str]:
    """Return the sentence on doubtful numbers: how many answers of each kind."""
    if not numbers:
        return words.by_language("survey.phrase.quality.income.clean")
    kinds = kinds_of(numbers, words)
    what = "income" if incomes else "years"
    return fill(f"survey.phrase.quality.{what}.doubtful", words, texts={"kinds": kinds})


def kinds_of(numbers: Sequence[Doubt], words: Labels) -> Mapping[str, str]:
    """Return how many doubtful answers there are of each kind, enumerated."""
    counts = Counter(one.kind for one in numbers)
    parts = {}
    for kind in KINDS:
        if counts[kind]:
            number = "one" if counts[kind] == 1 else "many"
            key = f"survey.phrase.quality.kind.{kind}.{number}"
            parts[f"part.{kind}"] = fill(key, words, {"n": counts[kind]})
    return join(list(parts), words.with_texts(parts))
