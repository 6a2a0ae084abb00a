"""Which conditions tell successes from other cases, in a paragraph.

The conditions that the study sets against each other are told with their counts, the largest difference
first; any other is told only where it tells clearly. A difference is clear if its interval leaves out
zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.cases.adjudication import outcome_by_case
from alianzas.cases.case_codes import CONDITION, CaseCodes
from alianzas.cases.case_contrasts import COMPARED
from alianzas.cases.case_counts import cases_with
from alianzas.sentences import (
    Texts,
    capital,
    join_parts,
    join_sentences,
    number_words,
    printed,
    sentence,
)
from honest_results.facts import Fact
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

_STEM = "cases.contrast"


def condition_statement(
    contrasts: Sequence[Fact],
    codings: pd.DataFrame,
    codes: CaseCodes,
    labels: Labels,
    confidence: float,
) -> list[Fact]:
    """Return the facts ``cases.conditions.statement`` and, shorter, ``cases.conditions.verdict``.

    ``contrasts`` are case_contrasts.contrast_facts of ``codings``. Their value is one_outcome (all
    cases alike in the outcome), constant (no condition varies), clear (one at least tells clearly), or
    unclear.
    """
    facts = {fact.key: fact for fact in contrasts}
    success = outcome_by_case(codings, codes)
    n, successes = len(success), int(success.sum())
    wide = codings.pivot(index="case", columns="code", values="value") == 1
    if successes in (0, n):
        shared = [code for code in codes.ids(CONDITION) if bool(wide[code].all())]
        said = [sentence(f"{_STEM}.{'all' if successes else 'none'}", labels, n=n)]
        if shared:
            names = join_parts([codes.noun(code) for code in shared])
            said.append(sentence("cases.conditions.shared", labels, names=names))
        return _facts("one_outcome", said, said)
    differences = {
        code: facts[f"{_STEM}.{code}.difference"]
        for code in codes.ids(CONDITION)
        if facts[f"{_STEM}.{code}.difference"].value is not None
    }
    number = "one" if successes == 1 else "many"
    counted = cases_with("cases", successes, n, labels)
    said = [capital(sentence(f"cases.conditions.succeeded.{number}", labels, count=counted))]
    if not differences:
        said.append(dict(labels.by_language("cases.conditions.constant")))
        return _facts("constant", said, said)
    clear = [code for code, fact in differences.items() if _is_clear(fact)]
    compared = dict.fromkeys(code for pair in COMPARED.values() for code in pair)
    told = [code for code in differences if code in compared or code in clear] or [*differences]
    told.sort(key=lambda code: -abs(float(str(differences[code].value))))
    for place, code in enumerate(told):
        counts = (int((wide[code] & success).sum()), int((wide[code] & ~success).sum()))
        groups = (successes, n - successes)
        form = "first" if place == 0 else "next"
        said.append(_told(code, counts, groups, differences[code], form, codes, labels, confidence))
    verdict = _verdict(clear, [*differences], codes, labels)
    short = [said[0], verdict]
    said += [verdict, *_pairs(facts, codes, labels)]
    return _facts("clear" if clear else "unclear", said, short)


def _pairs(facts: Mapping[str, Fact], codes: CaseCodes, labels: Labels) -> list[Texts]:
    """Return how the conditions that the study compares fare against each other, alike ones together.

    Pairs that cannot be compared are not spoken of.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for pair, (one, other) in COMPARED.items():
        verdict = facts.get(f"{_STEM}.{pair}.phrase")
        if verdict is not None and verdict.value in ("first", "second", "unclear"):
            alike.setdefault((other, str(verdict.value)), []).append(one)
    return [
        sentence(
            f"cases.conditions.pair.{verdict}.{'one' if len(names) == 1 else 'many'}",
            labels,
            other=codes.noun(other),
            names=join_parts([codes.noun(name) for name in names]),
        )
        for (other, verdict), names in alike.items()
    ]


def _facts(
    value: str, said: Sequence[Mapping[str, str]], short: Sequence[Mapping[str, str]]
) -> list[Fact]:
    return [
        Fact("cases.conditions.statement", value, "phrase", text=join_sentences(said)),
        Fact("cases.conditions.verdict", value, "phrase", text=join_sentences(short)),
    ]


def _is_clear(fact: Fact) -> bool:
    """Return whether the interval of a difference leaves out zero."""
    assert fact.interval is not None
    return fact.interval[0] > 0 or fact.interval[1] < 0


def _told(
    code: str,
    counts: tuple[int, int],
    groups: tuple[int, int],
    difference: Fact,
    form: str,
    codes: CaseCodes,
    labels: Labels,
    confidence: float,
) -> Texts:
    """Return how often a condition is found in successes and in other cases, and the difference."""
    assert difference.interval is not None
    numbers = {
        "difference": difference.value,
        "low": difference.interval[0],
        "high": difference.interval[1],
    }
    return capital(
        sentence(
            f"cases.conditions.told.{form}",
            labels,
            name=codes.noun(code),
            successes=cases_with("successes", counts[0], groups[0], labels),
            others=cases_with("others", counts[1], groups[1], labels),
            level=printed(confidence, "percent"),
            **{name: printed(100 * float(str(value)), "count") for name, value in numbers.items()},
        )
    )


def _verdict(
    clear: Sequence[str], varying: Sequence[str], codes: CaseCodes, labels: Labels
) -> Texts:
    """Return which conditions tell successes from other cases clearly."""
    if not clear:
        form = "single" if len(varying) == 1 else "none"
        return sentence(
            f"cases.conditions.clear.{form}", labels, n=number_words(len(varying), feminine=True)
        )
    form = "one" if len(clear) == 1 else "some"
    names = join_parts([codes.noun(code) for code in clear])
    return sentence(f"cases.conditions.clear.{form}", labels, names=names)
