"""What the article says of the drivers: what goes with success, and the tests of difference."""

from __future__ import annotations

from collections.abc import Sequence

from alianzas.sentences import number_words, printed, sentence
from alianzas.survey.drivers.driver_model import DriverModel
from alianzas.survey.drivers.driver_results import shown_estimate
from alianzas.survey.model_words import variable_names
from alianzas.survey.phrases import limitation_text
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.statements.writing import Words, between, joined, listed, paragraph
from field_statistics.regression import Estimate, direction
from honest_results.facts import Fact
from human_files.language.labels import Labels

_WORDS = "survey.statement.drivers"


def drivers_statement(
    result: DriverModel,
    questionnaire: Questionnaire,
    outcome: str,
    labels: Labels,
    doubtful: Sequence[str] = (),
) -> Fact:
    """Return which conditions go with the ``outcome``, and the tests of their difference.

    ``doubtful``: constructs whose items contradict each other, with which nothing is concluded.
    """
    words = labels.with_texts(variable_names(questionnaire))
    code, clauses = _said(result, words.by_language(f"survey.the.{outcome}"), words, doubtful)
    return Fact("survey.drivers.statement", code, "phrase", text=paragraph(clauses))


def _said(
    result: DriverModel, outcome: Words, words: Labels, doubtful: Sequence[str]
) -> tuple[str, Sequence[Words]]:
    """Return the case that the model is in, and the clauses for it."""
    if doubtful:
        return "doubtful", [words.by_language(f"{_WORDS}.doubtful")]
    if result.model is None or result.limitation is not None:
        reason = limitation_text(result.limitation, words) if result.limitation else {}
        return "not_estimated", [sentence(f"{_WORDS}.not_made", words, reason=reason)]
    clauses = [_relations(result, outcome, words)]
    if result.comparisons:
        clauses.append(_comparisons(result, words))
    if result.dropped:
        names = listed([words.by_language(f"survey.the.{name}") for name in result.dropped])
        number = "one" if len(result.dropped) == 1 else "many"
        clauses.append(sentence(f"{_WORDS}.dropped.{number}", words, names=names))
    return "estimated", clauses


def _relations(result: DriverModel, outcome: Words, words: Labels) -> Words:
    """Return the clause on the conditions that go with more success, with less, or with neither."""
    known = {name: one for name, one in result.coefficients.items() if one is not None}
    by_direction: dict[str, list[str]] = {"positive": [], "negative": [], "unclear": []}
    for name, estimate in known.items():
        by_direction[direction(estimate)].append(name)
    kind = "coefficient" if result.kind == "numeric" else "number"
    lists = {
        how: listed(
            [
                _named(
                    name, shown_estimate(result, name) if how != "unclear" else None, kind, words
                )
                for name in names
            ]
        )
        for how, names in by_direction.items()
    }
    there = [how for how in ("positive", "negative") if by_direction[how]]
    assert result.model is not None
    fields = {**lists, "outcome": outcome, "n": printed(result.model.n, "count")}
    fields["of"] = number_words(len(known), feminine=True)
    if not there:
        how = "none" if len(known) > 1 else "none.sole"
        return sentence(f"{_WORDS}.{how}", words, **fields)
    related = sentence(f"{_WORDS}.{'_'.join(there)}", words, **fields)
    if not by_direction["unclear"]:
        return related
    number = "one" if len(by_direction["unclear"]) == 1 else "many"
    return joined([related, sentence(f"{_WORDS}.unclear.{number}", words, **fields)])


def _named(name: str, estimate: Estimate | None, kind: str, words: Labels) -> Words:
    """Return a condition with its coefficient and interval, if they are wanted."""
    the = words.by_language(f"survey.the.{name}")
    if estimate is None:
        return the
    numbers = {
        "value": printed(estimate.value, kind),
        "interval": between(estimate.low, estimate.high, kind),
    }
    return sentence("survey.statement.coefficient", words, name=the, **numbers)


def _comparisons(result: DriverModel, words: Labels) -> Words:
    """Return the clauses on the differences of coefficients, those that say the same in one."""
    groups: dict[tuple[str, str], list[str]] = {}
    for (first, second), estimate in result.comparisons.items():
        groups.setdefault((second, direction(estimate)), []).append(first)
    clauses: list[Words] = []
    against: str | None = None
    for (second, how), firsts in groups.items():
        known = [result.comparisons[first, second] for first in firsts]
        fields = {
            "first": listed([words.by_language(f"survey.the.{first}") for first in firsts]),
            "second": words.by_language(f"survey.the.{second}"),
            "numbers": joined([_numbers(one, words) for one in known if one is not None]),
        }
        stem = "differences" if len(firsts) > 1 else "difference"
        # The first clause has named what the next are compared with.
        if against == second and len(firsts) == 1:
            stem = "further"
        clauses.append(sentence(f"{_WORDS}.{stem}.{how}", words, **fields))
        against = second
    return joined(clauses)


def _numbers(estimate: Estimate, words: Labels) -> Words:
    numbers = {
        "value": printed(estimate.value, "coefficient"),
        "interval": between(estimate.low, estimate.high, "coefficient"),
        "p": printed(estimate.p, "p_value"),
    }
    return sentence(f"{_WORDS}.numbers", words, **numbers)
