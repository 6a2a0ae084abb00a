"""Facts about the included studies: how often each code was assigned, and which is most frequent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.literature.coding_sheets import NOT_STATED
from alianzas.literature.included_studies import (
    Count,
    Studies,
    count_codes,
    cross_codes,
    top_counts,
)
from alianzas.sentences import number_form, share
from honest_results.facts import Fact
from human_files.language.current import current_languages
from human_files.language.lists import join_words

if TYPE_CHECKING:
    from alianzas.config.codebook import Codebook, Dimension
    from alianzas.literature.naming import Naming
    from human_files.language.labels import Labels


def study_facts(studies: Studies, codebook: Codebook, naming: Naming) -> list[Fact]:
    """Return the counts of every code and heading, and the most frequent codes per dimension.

    ``literature.<dimension>.<code>.named.phrase`` says how many name a code, up to its name; a sentence
    with it begins with ``literature.coded.of.phrase``: "Of the 49 titles, none names …".

    ``literature.connected`` counts the studies that state antecedents, decisions and outcomes.
    """
    included = naming.included
    facts = [Fact("literature.coded.of.phrase", naming.basis, "phrase", text=naming.opening())]
    for dimension in codebook.dimensions:
        facts += _dimension_facts(studies, dimension, naming)
    pairs = cross_codes(studies, codebook.by_id["theory"], codebook.by_id["method"])
    cells = len(pairs.n)
    key = "literature.pairs.theory_method"
    silent = {
        record
        for dimension in ("antecedents", "decisions", "outcomes")
        for record in studies.get((dimension, NOT_STATED), ())
    }
    return [
        *facts,
        *_share("literature.connected", included - len(silent), included),
        Fact(f"{key}.n", cells, "count", n=included),
        Fact(f"{key}.empty.n", pairs.empty, "count", n=cells),
        Fact(f"{key}.empty.percent", pairs.empty / cells if cells else None, "percent", n=cells),
    ]


def _dimension_facts(studies: Studies, dimension: Dimension, naming: Naming) -> list[Fact]:
    """Return the facts of one dimension: each code, those in use, the first and the second."""
    key, included, labels = f"literature.{dimension.id}", naming.included, naming.labels
    facts = []
    for code in dimension.codes:
        count = len(studies[dimension.id, code.id])
        facts += _share(f"{key}.{code.id}", count, included)
        facts.append(_named(f"{key}.{code.id}.named.phrase", count, naming))
    counts = count_codes(studies, dimension)
    silent = len(studies.get((dimension.id, NOT_STATED), ()))
    facts += _share(f"{key}.stated", included - silent, included)
    used = [count for count in counts if count.n]
    facts.append(Fact(f"{key}.used.n", len(used), "count", n=len(counts)))
    facts += _top_facts(f"{key}.top", top_counts(counts), included, labels)
    rest = used[len(top_counts(counts)) :]
    if rest:
        second = _top_facts(f"{key}.second", top_counts(rest), included, labels)
        facts += [fact for fact in second if fact.kind != "phrase"]
    for heading in dimension.codes:
        below = [count for count in counts if count.code.parent == heading.id]
        if below:
            facts += _top_facts(f"{key}.{heading.id}.top", top_counts(below), included, labels)
    return facts


def _share(key: str, count: int, included: int) -> list[Fact]:
    """Return a count as a number and as a percentage of the included studies."""
    return [
        Fact(f"{key}.n", count, "count", n=included),
        Fact(f"{key}.percent", share(count, included), "percent", n=included),
    ]


def _named(key: str, count: int, naming: Naming) -> Fact:
    """Return how many studies name a code, as the clause that its name follows."""
    value = number_form(count, naming.included)
    return Fact(key, value, "phrase", text=naming.clause(count))


def _top_facts(key: str, top: Sequence[Count], included: int, labels: Labels) -> list[Fact]:
    """Return the labels (tied ones joined), the count, and the verb that fits their number."""
    if top:
        printed = [count.code.label.by_language() for count in top]
        inside = [count.code.words() for count in top]
    else:
        printed = inside = [dict(labels.by_language("literature.none"))]
    names = " ".join(count.code.id for count in top) or "none"
    verb = "none" if not top else "one" if len(top) == 1 else "tied"
    # Printed labels may contain "and", so they are separated by semicolons.
    joined = {
        language: "; ".join(text[language] for text in printed) for language in current_languages()
    }
    words = {
        language: join_words([text[language] for text in inside], language)
        for language in current_languages()
    }
    return [
        Fact(f"{key}.label", names, "label", text=joined),
        Fact(f"{key}.words", names, "label", text=words),
        Fact(f"{key}.phrase", verb, "phrase", text=labels.by_language(f"literature.top.{verb}")),
        *_share(key, top[0].n if top else 0, included),
    ]
