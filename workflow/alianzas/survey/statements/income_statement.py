"""What the article says of income: two groups against independent firms, and a published bound."""

from __future__ import annotations

from collections.abc import Sequence

from alianzas.config.model_settings import Income
from alianzas.sentences import printed, sentence
from alianzas.survey.income.income_comparison import IncomeModel, bound_relation
from alianzas.survey.phrases import limitation_text
from alianzas.survey.quality.number_quality import Doubt
from alianzas.survey.quality.quality_facts import kinds_of
from alianzas.survey.questionnaire import ALLIED, Questionnaire
from alianzas.survey.scores import OTHER_ALLIED
from alianzas.survey.statements.writing import TENTHS, Words, between, joined, listed, paragraph
from field_statistics.regression import direction
from honest_results.facts import Fact
from human_files.language.cuts import decimals_of
from human_files.language.labels import Labels

_WORDS = "survey.statement.income"


def income_statement(
    result: IncomeModel,
    plan: Income,
    questionnaire: Questionnaire,
    labels: Labels,
    doubts: Sequence[Doubt] = (),
) -> Fact:
    """Return how the incomes of allied firms, and of those in well-structured alliances, differ.

    ``doubts``: answers that cannot be right, with which nothing is concluded.
    """
    words = labels.with_texts(questionnaire.label_texts())
    code, clauses = _said(result, plan, words, doubts)
    return Fact("survey.income.statement", code, "phrase", text=paragraph(clauses))


def _said(
    result: IncomeModel, plan: Income, words: Labels, doubts: Sequence[Doubt]
) -> tuple[str, Sequence[Words]]:
    """Return the case that the comparison is in, and the clauses for it."""
    if doubts:
        kinds = kinds_of(doubts, words)
        return "doubtful", [sentence(f"{_WORDS}.doubtful", words, kinds=kinds)]
    if result.estimates.get(ALLIED) is None:
        limitation = result.limitations[ALLIED]
        reason = limitation_text(limitation, words)
        return "not_estimated", [sentence(f"{_WORDS}.not_made", words, reason=reason)]
    told = [ALLIED, *(name for name, of in result.groups.items() if of in ("structure", "groups"))]
    told = [name for name in told if name != OTHER_ALLIED]
    compared = joined([_group(name, result, words) for name in told])
    if result.controls:
        names = listed(
            [words.by_language(f"survey.control.the.{name}") for name in result.controls]
        )
        number = "one" if len(result.controls) == 1 and "exports" not in result.controls else "many"
        compared = sentence(f"{_WORDS}.controls.{number}", words, names=names, compared=compared)
    clauses = [compared]
    well = result.estimates.get(result.main)
    bound = plan.claimed_bound
    if well is not None and bound is not None:
        how = bound_relation(well, bound)
        shown_bound = printed(bound, "percent", decimals_of(bound, 0, percent=True))
        clauses.append(sentence(f"{_WORDS}.bound.{how}", words, bound=shown_bound))
    return "estimated", clauses


def _group(group: str, result: IncomeModel, words: Labels) -> Words:
    """Return the clause on one group's growth against that of independent firms."""
    estimate = result.estimates.get(group)
    fields: dict[str, Words] = {}
    if estimate is None:
        fields["reason"] = limitation_text(result.limitations[group], words)
    else:
        fields["value"] = printed(estimate.value, "percent", TENTHS)
        fields["interval"] = between(estimate.low, estimate.high, "percent", TENTHS)
    if group.startswith("group_"):
        fields["name"] = words.by_language(f"survey.group.{group}")
        group = "group"
    return sentence(f"{_WORDS}.{group}.{direction(estimate)}", words, **fields)
