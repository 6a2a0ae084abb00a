"""How the solution of a side survives other choices, in sentences that name no zero."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alianzas.cases.qca.qca_robustness import Robustness
from alianzas.sentences import (
    Texts,
    capital,
    join_sentences,
    number_form,
    number_of,
    number_words,
    printed,
    sentence,
)

if TYPE_CHECKING:
    from human_files.language.labels import Labels

_STEM = "cases.qca.robustness"


def robustness_sentences(
    found: Robustness, without: int, kept: int, outcome: Mapping[str, str], labels: Labels
) -> Texts:
    """Return the sentences about a solution and the choices that were tried.

    ``without`` is the number of choices that leave no solution, ``kept`` that of the configurations
    that stand in every solution.
    """
    tests, terms = len(found.tests), len(found.terms)
    words = {"outcome": outcome, "tests": number_words(tests, feminine=True)}
    if found.same == tests:
        return number_of(f"{_STEM}.stable", labels, tests, **words)
    same = number_form(found.same, tests)
    said = [
        sentence(
            f"{_STEM}.same.{same}",
            labels,
            same=number_words(found.same, feminine=True),
            **words,
        )
    ]
    if without:
        number = "one" if without == 1 else "many"
        counted = capital(number_words(without, feminine=True))
        said.append(sentence(f"{_STEM}.without.{number}", labels, n=counted))
    said.append(
        sentence(
            f"{_STEM}.kept.{number_form(kept, terms)}",
            labels,
            kept=capital(number_words(kept, feminine=True)),
            terms=number_words(terms, feminine=True),
        )
    )
    if found.coverage > 0:
        said.append(sentence(f"{_STEM}.common", labels, common=printed(found.coverage, "percent")))
    else:
        said.append(dict(labels.by_language(f"{_STEM}.nothing_common")))
    return join_sentences(said)
