"""What the article says of the findings: one sentence for each verdict, none said twice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alianzas.survey.findings.evidence import Facts, gather_evidence
from alianzas.survey.findings.finding_clause import finding_clause
from alianzas.survey.findings.finding_facts import doubtful
from alianzas.survey.findings.hypotheses import Hypothesis
from alianzas.survey.findings.hypothesis_words import DRIVERS, shared_sentence
from alianzas.survey.findings.verdict import Evidence, Verdict, judge
from alianzas.survey.statements.writing import Words, paragraph
from honest_results.facts import Fact
from human_files.language.labels import Labels

_WORDS = "survey.statement.finding"


def judged(
    tests: Sequence[Hypothesis], facts: Facts
) -> Mapping[Hypothesis, tuple[str, Verdict, Evidence]]:
    """Return each finding's code ("doubtful" where its answers cannot be right), verdict, evidence."""
    found = {}
    for hypothesis in tests:
        evidence = gather_evidence(hypothesis, facts)
        verdict = judge(evidence)
        code = "doubtful" if doubtful(hypothesis, facts) else str(verdict.code)
        found[hypothesis] = (code, verdict, evidence)
    return found


def findings_statement(tests: Sequence[Hypothesis], facts: Facts, labels: Labels) -> Fact:
    """Return the verdict on each finding in words.

    ``facts``: those of all analyses of the survey, by key.
    """
    found = judged(tests, facts)
    codes = " ".join(code for code, _, _ in found.values())
    return Fact("survey.findings.statement", codes, "phrase", text=paragraph(_said(found, labels)))


def _said(found: Mapping[Hypothesis, tuple[str, Verdict, Evidence]], labels: Labels) -> list[Words]:
    """Return one clause per verdict, or one for all where they share it."""
    codes = [code for code, _, _ in found.values()]
    if len(set(codes)) == 1 and codes[0] in ("unknown", "doubtful"):
        return [labels.by_language(f"{_WORDS}.all.{codes[0]}")]
    on_drivers = [one for one in found if not one.is_income]
    of_drivers = {
        (code, _fails_on(verdict, evidence) if code == "fragile" else ())
        for one, (code, verdict, evidence) in found.items()
        if one in on_drivers
    }
    shared = len(of_drivers) == 1 and shared_sentence(on_drivers)
    clauses = []
    for one, (code, verdict, evidence) in found.items():
        if one.is_income or not shared:
            clauses.append(finding_clause(one.name, code, verdict, evidence, labels))
        elif one == on_drivers[0]:
            clauses.append(finding_clause(DRIVERS, code, verdict, evidence, labels))
    return clauses


def _fails_on(verdict: Verdict, evidence: Evidence) -> tuple[object, ...]:
    """Return all that the sentence on a fragile finding says of it."""
    lost = tuple(
        (evidence.left_out[k].lost, evidence.left_out[k].groups) for k in evidence.left_out
    )
    agree = sum(found == verdict.direction for found in evidence.checks.values())
    curve = evidence.curve
    return verdict.direction, verdict.breaks, lost, agree, len(evidence.checks), curve
