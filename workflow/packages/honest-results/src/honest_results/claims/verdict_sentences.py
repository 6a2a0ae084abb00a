"""The verdicts on several statements in one sentence, with the reasons why some cannot be tested.

"None of the six propositions can be tested here: the provenance of the data does not suffice." A
verdict that no statement has is not named, and a reason is given once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from honest_results.claims.verdicts import CAUSES, VERDICTS, Ruling, Verdict
from honest_results.provenance import LEVELS
from human_files.language.current import current_languages
from human_files.language.lists import join_words
from human_files.language.sentences import filled, spelled

if TYPE_CHECKING:
    from human_files.language.labels import Labels

#: Verdicts on more statements than these do not name them.
_NAMED = 4


class Judged(NamedTuple):
    """A statement: its name inside a sentence, by language, and its verdict with what that rests on."""

    name: Mapping[str, str]
    ruling: Ruling

    @property
    def verdict(self) -> Verdict:
        """The verdict."""
        return self.ruling.verdict

    def levels(self) -> set[str]:
        """Return the levels of data that are too weak to count."""
        strands = self.ruling.strands
        return {str(one.level) for one in strands if one.cause == "provenance" and one.level}


def verdict_statement(judged: Sequence[Judged], things: str, labels: Labels) -> dict[str, str]:
    """Return the verdicts in a sentence.

    Parameters
    ----------
    judged : sequence of Judged
        The statements, at least one.
    things : str
        What they are called: the end of a label ``claims.things.<things>.one`` and ``.many``. Spanish
        labels agree with feminine words.
    labels : Labels
        The words of verdicts and reasons.

    Returns
    -------
    dict of str to str
        The sentence, by language.
    """
    return {
        language: _statement(judged, things, labels, language) for language in current_languages()
    }


def _statement(judged: Sequence[Judged], things: str, labels: Labels, language: str) -> str:
    found = {
        verdict: [each for each in judged if each.verdict == verdict]
        for verdict in VERDICTS
        if any(each.verdict == verdict for each in judged)
    }
    n = len(judged)
    named = {
        "n": spelled(n, language, feminine=True),
        "things": labels(f"claims.things.{things}.{'one' if n == 1 else 'many'}", language),
    }
    if len(found) == 1:
        (verdict,) = found
        form = "only" if n == 1 else "every"
        text = filled(labels(f"claims.verdicts.{form}.{verdict}", language), language, **named)
    else:
        parts = [_part(verdict, some, labels, language) for verdict, some in found.items()]
        head = labels("claims.verdicts.mixed", language)
        joined = _in_a_row(parts, labels, language)
        text = filled(head, language, **named, parts=joined)
    untested = found.get("not_testable", [])
    if untested:
        text += ": " + _reasons(untested, labels, language)
    return f"{text}."


def _part(verdict: Verdict, some: Sequence[Judged], labels: Labels, language: str) -> str:
    """Return one verdict in a list of several: "two are supported (P1 and P4)"."""
    number = "one" if len(some) == 1 else "many"
    text = filled(
        labels(f"claims.verdicts.{number}.{verdict}", language),
        language,
        n=spelled(len(some), language, feminine=True),
    )
    if len(some) > _NAMED:
        return text
    return f"{text} ({join_words([each.name[language] for each in some], language)})"


def _reasons(untested: Sequence[Judged], labels: Labels, language: str) -> str:
    """Return why statements cannot be tested, the commonest reason first."""
    counts = Counter(each.ruling.grounds for each in untested)
    ordered = sorted(counts, key=lambda cause: (-counts[cause], CAUSES.index(cause)))
    weak = {level for each in untested for level in each.levels()}
    levels = [labels(f"provenance.level.{level}", language) for level in LEVELS if level in weak]
    words = [
        filled(
            labels(f"claims.cause.{cause}.clause", language),
            language,
            levels=join_words(levels, language, either=True),
        )
        for cause in ordered
    ]
    if len(words) == 1:
        return words[0]
    said = [
        filled(
            labels("claims.cause.for", language),
            language,
            n=spelled(counts[cause], language, feminine=True),
            cause=clause,
        )
        for cause, clause in zip(ordered, words, strict=True)
    ]
    return _in_a_row(said, labels, language)


def _in_a_row(clauses: Sequence[str], labels: Labels, language: str) -> str:
    """Return two clauses or more in a row: "…; …; and …"."""
    conjunction = labels("claims.cause.and", language)
    return "; ".join([*clauses[:-1], f"{conjunction} {clauses[-1]}"])
