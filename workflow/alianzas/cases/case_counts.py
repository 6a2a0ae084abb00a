"""How many cases have something, in words: "none of the four cases", "three of the four cases"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alianzas.sentences import Texts, join_parts, number_form, number_words, sentence
from honest_results.facts import Fact

if TYPE_CHECKING:
    from alianzas.cases.case_codes import CaseCodes
    from human_files.language.labels import Labels


def cases_with(group: str, count: int, of: int, labels: Labels) -> Texts:
    """Return how many cases of a ``group`` (cases, successes, others) have something.

    Where the group has no case, that is said.
    """
    form = number_form(count, of) if of else "empty"
    return sentence(f"cases.of.{group}.{form}", labels, n=number_words(count), of=number_words(of))


def outcome_counts(
    key: str, counts: tuple[int, int], successes: int, others: int, labels: Labels
) -> Fact:
    """Return the fact ``key``: in how many successes and in how many other cases something is found.

    ``counts`` are those of successes and of other cases. The words follow a colon.
    """
    text = sentence(
        "cases.of.both",
        labels,
        successes=cases_with("successes", counts[0], successes, labels),
        others=cases_with("others", counts[1], others, labels),
    )
    return Fact(key, "counted", "phrase", text=text)


def counts_statement(
    benefits: Mapping[str, int],
    challenges: Mapping[str, int],
    n: int,
    codes: CaseCodes,
    labels: Labels,
) -> Fact:
    """Return the fact ``cases.benefits.statement``: how many of ``n`` cases show what.

    The commonest come first, those of no case are not named. Its value says whether there is any.
    """
    said = [
        _of_kind(kind, counts, n, codes, labels)
        for kind, counts in (("benefits", benefits), ("challenges", challenges))
    ]
    text = sentence("cases.shown.both", labels, benefits=said[0], challenges=said[1])
    value = "some" if any((*benefits.values(), *challenges.values())) else "none"
    return Fact("cases.benefits.statement", value, "phrase", text=text)


def _of_kind(
    kind: str, counts: Mapping[str, int], n: int, codes: CaseCodes, labels: Labels
) -> Texts:
    """Return what cases show of one kind: "knowledge transfer (eight) and market expansion (five)"."""
    number = "one" if n == 1 else "many"
    shown = sorted((code for code in counts if counts[code]), key=lambda code: -counts[code])
    if not shown:
        return sentence(f"cases.{kind}.none.{number}", labels, n=number_words(n))
    names = [codes.join([code]) for code in shown]
    if number == "many":
        names = [
            sentence("cases.shown.part", labels, name=name, n=number_words(counts[code]))
            for name, code in zip(names, shown, strict=True)
        ]
    return sentence(
        f"cases.{kind}.some.{number}", labels, n=number_words(n), parts=join_parts(names)
    )
