"""Cases for tests of the analysis: codings, profiles and comparisons made from a few digits."""

import pandas as pd

from alianzas.cases.qca.configuration_results import compare_configurations

CONDITIONS = ("strategic_compatibility", "rigorous_planning", "formal_contract")
#: Digits of the conditions and of the outcome, one case a word.
CASES = "1101 1111 1001 0110 0010 1010"


def profiles_of(words, employees=None):
    names = [f"case-{number}" for number, _ in enumerate(words.split(), start=1)]
    return pd.DataFrame(
        {
            "case": names,
            "firm": [name.title() for name in names],
            "model": "bridge_alliance",
            "founded": 2000,
            "employees": employees or [*range(10, 10 + len(names))],
            "alliance_start": 2010,
        }
    )


def codings_of(words):
    rows = [
        (f"case-{number}", code, int(digit))
        for number, word in enumerate(words.split(), start=1)
        for code, digit in zip((*CONDITIONS, "alliance_success"), word, strict=True)
    ]
    return pd.DataFrame(rows, columns=["case", "code", "value"])


def compare(settings, codes, labels, words=CASES, measures=None, employees=None):
    return compare_configurations(
        settings, codings_of(words), profiles_of(words, employees), measures, codes, labels, "peru"
    )


def facts_of(comparison):
    return {fact.key: fact for fact in comparison.facts()}
