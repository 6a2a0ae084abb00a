"""What a clear main analysis fails on, in words."""

from __future__ import annotations

from alianzas.sentences import number_words, sentence
from alianzas.survey.findings.verdict import OPPOSITE, Evidence, Verdict
from alianzas.survey.robustness.leave_out import FACTORS
from alianzas.survey.statements.writing import Words, listed
from human_files.language.labels import Labels
from human_files.language.sentences import how_many

_WORDS = "survey.finding"


def say_breaks(evidence: Evidence, verdict: Verdict, labels: Labels) -> Words:
    """Return all that a fragile finding fails on, as clauses that follow "but" or "although"."""
    clauses = [
        _break(name, evidence, verdict, labels) for name in verdict.breaks if name not in FACTORS
    ]
    lost = [name for name in verdict.breaks if name in FACTORS]
    if lost:
        names = listed([_groups(name, evidence, labels) for name in lost], either=True)
        clauses.append(sentence(f"{_WORDS}.break.without", labels, names=names))
    return listed(clauses)


def _groups(name: str, evidence: Evidence, labels: Labels) -> Words:
    """Return without how many sectors or regions the finding is lost."""
    one = evidence.left_out[name]
    feminine = name == "region"
    numbers = {
        "lost": number_words(one.lost, feminine),
        "of": number_words(one.groups, feminine),
    }
    return sentence(f"{_WORDS}.group.{name}.{how_many(one.lost, one.groups)}", labels, **numbers)


def _break(name: str, evidence: Evidence, verdict: Verdict, labels: Labels) -> Words:
    """Return the clause that says how the finding fails on a piece of evidence."""
    stem = f"{_WORDS}.break"
    if name == "curve":
        how = "opposed" if evidence.curve == OPPOSITE[verdict.direction] else str(evidence.curve)
        return labels.by_language(f"{stem}.curve.{how}")
    if name != "checks":
        return labels.by_language(f"{stem}.{name}")
    if not evidence.checks:
        return labels.by_language(f"{stem}.no_checks")
    agree = sum(found == verdict.direction for found in evidence.checks.values())
    how = {"none": ".none", "one": ".one"}.get(how_many(agree, len(evidence.checks)), "")
    numbers = {"agree": number_words(agree), "checks": number_words(len(evidence.checks))}
    said = sentence(f"{stem}.checks{how}", labels, **numbers)
    opposed = sum(found == OPPOSITE[verdict.direction] for found in evidence.checks.values())
    if not opposed:
        return said
    number = "one" if opposed == 1 else "many"
    return sentence(f"{stem}.opposed.{number}", labels, said=said, opposed=number_words(opposed))
