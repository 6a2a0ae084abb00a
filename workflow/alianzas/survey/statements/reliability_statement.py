"""What the article says of the reliability of the scales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.sentences import number_words, printed, sentence
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import construct_texts
from alianzas.survey.statements.writing import Words, counted, listed, paragraph
from honest_results.facts import Fact
from human_files.language.cuts import decimals_beside, decimals_of, reaches
from human_files.language.labels import Labels
from human_files.language.sentences import how_many

if TYPE_CHECKING:
    import pandas as pd

_WORDS = "survey.statement.reliability"
#: More scales than these without an alpha are counted, not named.
_NAMED = 3


def reliability_statement(
    estimates: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    labels: Labels,
    doubtful: Sequence[str] = (),
) -> Fact:
    """Return how many scales reach the conventional alpha, its range, and which scales do not.

    ``estimates``: one row per construct with its alpha; ``doubtful``: constructs whose items
    contradict each other, with which nothing is judged.
    """
    words = labels.with_texts(construct_texts(questionnaire))
    code, clauses = _said(estimates, settings.scales.acceptable_alpha, words, doubtful)
    return Fact("survey.reliability.statement", code, "phrase", text=paragraph(clauses))


def _said(
    estimates: pd.DataFrame, cut: float, words: Labels, doubtful: Sequence[str]
) -> tuple[str, Sequence[Words]]:
    """Return the case that the estimates are in, and the clauses for it."""
    if doubtful:
        return "doubtful", [words.by_language(f"{_WORDS}.doubtful")]
    known = estimates.dropna(subset="alpha").sort_values("alpha", kind="stable")
    if known.empty:
        return "missing", [words.by_language(f"{_WORDS}.missing")]
    clauses = [_reached(known, len(estimates), cut, words)]
    unknown = estimates.loc[estimates["alpha"].isna(), "construct"]
    if len(unknown):
        names = listed([words.by_language(f"survey.the.{name}") for name in unknown])
        many = ".many" if len(unknown) > _NAMED else ""
        number = number_words(len(unknown), feminine=True)
        clauses.append(sentence(f"{_WORDS}.unknown{many}", words, names=names, number=number))
    return "estimated", clauses


def _reached(known: pd.DataFrame, scales: int, cut: float, words: Labels) -> Words:
    """Return the clause on the scales with an alpha, ordered by it."""
    alphas = {str(name): float(v) for name, v in known.set_index("construct")["alpha"].items()}
    failed = [name for name, value in alphas.items() if not reaches(value, cut)]
    reached = len(alphas) - len(failed)
    names = {name: words.by_language(f"survey.the.{name}") for name in alphas}
    values = {
        name: printed(v, "coefficient", decimals_beside(v, cut, 2)) for name, v in alphas.items()
    }
    low, *_, high = [*alphas, *alphas] if len(alphas) == 1 else alphas
    noun = words.by_language(
        f"survey.statement.scales.noun{'' if len(alphas) == scales else '_partly'}"
    )
    fields = {
        "cut": printed(cut, "coefficient", decimals_of(cut, 2)),
        "count": counted(reached, len(alphas), "survey.statement.scales", words, noun, True),
        "of": number_words(len(alphas), feminine=True),
        "noun": noun,
        "low": values[low],
        "low_name": names[low],
        "high": values[high],
        "high_name": names[high],
    }
    if len(alphas) == 1:
        return sentence(f"{_WORDS}.sole.{'missed' if failed else 'reached'}", words, **fields)
    how = how_many(reached, len(alphas))
    if how != "some":
        return sentence(f"{_WORDS}.{how}", words, **fields)
    pairs = [
        sentence("survey.statement.named", words, name=names[name], value=values[name])
        for name in failed
    ]
    number = "one" if len(failed) == 1 else "many"
    return sentence(f"{_WORDS}.some.{number}", words, **fields, failed=listed(pairs))
