"""The terms of each included study: its keywords, or the words of its title where it has none.

Terms that differ only in capitals, accents, hyphens or a plural ending are merged; the commonest
form is printed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from alianzas.literature.analysis.field_coverage import KEYWORD_FIELDS, TITLES, Fields
from alianzas.literature.analysis.networks import Network, quadrants, themes
from alianzas.literature.analysis.stop_words import CHECK_TAGS, STOP_WORDS
from honest_results.facts import Fact
from human_files.language.current import current_languages
from human_files.text.folding import fold
from references.record import split_cell

if TYPE_CHECKING:
    import pandas as pd

    from human_files.language.labels import Labels

#: Two adjacent words become one term if they occur together in this many titles.
TITLES_WITH_PAIR = 3
#: Minimum number of letters of a word of a title.
_SHORTEST = 2
#: Maximum number of letters of an acronym in capitals.
_ACRONYM = 5
_WORD = re.compile(r"[^\W\d_]+(?:[-‐‑'’&][^\W\d_]+)*")
_PUNCTUATION = re.compile(r"[^\w&]+")
#: Remnants of a list's punctuation at the ends of its terms.
_EDGES = " .,;:*[]\"'"


class Terms(NamedTuple):
    """The ``basis`` (a field, or "titles"), the terms of each study, and their printed forms."""

    basis: str
    by_study: dict[str, frozenset[str]]
    printed: dict[str, str]


def study_terms(included: pd.DataFrame, fields: Fields) -> Terms:
    """Return the terms of ``included`` (record_id, title, author_keywords, index_keywords)."""
    basis = fields.first(*KEYWORD_FIELDS)
    names = list(included["record_id"])
    if basis == TITLES:
        given = _title_terms(list(included["title"]))
    else:
        given = [split_cell(cell) for cell in included[basis]]
    forms: dict[str, Counter[str]] = {}
    by_study = {}
    for name, words in zip(names, given, strict=True):
        keys = set()
        for word in words:
            word = word.strip(_EDGES)
            key = term_key(word)
            if key and _PUNCTUATION.sub(" ", fold(word)).strip() not in CHECK_TAGS:
                keys.add(key)
                forms.setdefault(key, Counter())[" ".join(word.split())] += 1
        by_study[name] = frozenset(keys)
    printed = {key: _printed(counted) for key, counted in forms.items()}
    return Terms(basis, by_study, printed)


def term_key(term: str) -> str:
    """Return the key that all spellings of a term share: "Small-Firms" → "small firm"."""
    words = _PUNCTUATION.sub(" ", fold(term)).split()
    return " ".join(_singular(word) for word in words)


def _singular(word: str) -> str:
    """Drop an English plural ending, which works for most Spanish words too."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _printed(forms: Counter[str]) -> str:
    """Return the commonest form, in lower case except for acronyms."""
    lowered: Counter[str] = Counter()
    for form, count in forms.items():
        lowered[form if _acronym(form) else form.lower()] += count
    return min(lowered, key=lambda form: (-lowered[form], len(form), form))


def _acronym(form: str) -> bool:
    """Say whether some word is an acronym; long words in capitals are only emphasis."""
    words = re.split(r"[\s-]+", form)
    if form.isupper() and len(words) > 1 and max(map(len, words)) >= _ACRONYM:
        return False  # "TOTAL REFLECTION"
    return any(
        sum(sign.isupper() for sign in word) > 1 and not (word.isupper() and len(word) > _ACRONYM)
        for word in words
    )


def _title_terms(titles: Sequence[str]) -> list[list[str]]:
    """Return the terms of each title: pairs that several titles share, and its other words."""
    runs = [list(_runs(title)) for title in titles]
    counts = Counter(
        pair
        for title in runs
        for pair in {_pair(*two) for run in title for two in _side_by_side(run)}
    )
    terms = []
    for title in runs:
        found: list[str] = []
        for run in title:
            place = 0
            while place < len(run):
                two = run[place : place + 2]
                after = run[place + 1 : place + 3]
                here = counts[_pair(*two)] if len(two) == 2 else 0
                # Of two pairs that share a word, the commoner wins: "supply | chain finance".
                following = counts[_pair(*after)] if len(after) == 2 else 0
                if here >= TITLES_WITH_PAIR and here >= following:
                    found.append(" ".join(two))
                    place += 2
                else:
                    found.append(run[place])
                    place += 1
        terms.append(found)
    return terms


def _side_by_side(run: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Return each pair of adjacent words."""
    return pairwise(run)


def _pair(first: str, second: str) -> str:
    return f"{term_key(first)} {term_key(second)}"


def _runs(title: str) -> Iterable[list[str]]:
    """Yield runs of adjacent words of a title with no stop word or punctuation in between."""
    run: list[str] = []
    end = 0
    for match in _WORD.finditer(title):
        word = match.group()
        parted = title[end : match.start()].strip() != ""
        end = match.end()
        stop = fold(word) in STOP_WORDS or len(word) < _SHORTEST
        if (parted or stop) and run:
            yield run
            run = []
        if not stop:
            run.append(re.sub(r"['’]s?$", "", word))
    if run:
        yield run


def term_facts(terms: Terms, network: Network, labels: Labels) -> list[Fact]:
    """Return the basis of the terms in words, the size of the network, and its themes."""
    key = "literature.keywords"
    shown = len(network.nodes) > 0
    state = "shown" if shown else "missing"
    found = themes(network)
    where = quadrants(found)
    facts = [
        Fact(
            f"{key}.basis",
            terms.basis,
            "phrase",
            text=labels.by_language(f"{key}.basis.{terms.basis}"),
        ),
        Fact(f"{key}.state", state, "phrase", text=labels.by_language(f"literature.state.{state}")),
        Fact(f"{key}.terms.n", len(network.nodes), "count"),
        Fact(f"{key}.least", network.least, "count"),
        Fact(f"{key}.links.n", len(network.links), "count"),
        Fact(f"{key}.themes.n", len(found), "count"),
    ]
    most = network.nodes.sort_values(["n", "node"], ascending=[False, True])[:1]
    top = str(most["label"].iloc[0]) if shown else None
    text = (
        dict.fromkeys(current_languages(), top)
        if top
        else dict(labels.by_language("literature.none"))
    )
    facts += [
        Fact(f"{key}.top.label", top or "none", "label", text=text),
        Fact(f"{key}.top.n", int(most["n"].iloc[0]) if shown else 0, "count"),
    ]
    for quadrant in ("motor", "basic", "niche", "emerging"):
        names = [
            ", ".join(theme.terms[:3])
            for theme, name in zip(found, where, strict=True)
            if name == quadrant
        ]
        words = {
            language: "; ".join(names) or labels("literature.none", language)
            for language in current_languages()
        }
        facts.append(
            Fact(f"{key}.{quadrant}.label", "; ".join(names) or "none", "label", text=words)
        )
    return facts
