"""The verdict on a finding as a clause: what was found, and where it fails."""

from __future__ import annotations

from alianzas.sentences import sentence
from alianzas.survey.findings.break_words import say_breaks
from alianzas.survey.findings.hypothesis_words import DRIVERS
from alianzas.survey.findings.verdict import Evidence, Verdict
from alianzas.survey.statements.writing import Words
from human_files.language.labels import Labels

_WORDS = "survey.statement.finding"


def finding_clause(
    name: str, code: str, verdict: Verdict, evidence: Evidence, labels: Labels
) -> Words:
    """Return the clause on a finding, ``name`` among the hypotheses or :data:`DRIVERS`.

    ``code``: that of the verdict, or "doubtful".
    """
    fields = {case: labels.by_language(f"{_WORDS}.{case}.{name}") for case in ("that", "whether")}
    how = code
    if code == "fragile":
        how = f"fragile.{verdict.direction}"
        fields["breaks"] = say_breaks(evidence, verdict, labels)
    elif code == "unclear" and name == DRIVERS:
        how = "unclear.many"
    return sentence(f"{_WORDS}.{how}", labels, **fields)
