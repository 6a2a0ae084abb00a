"""The verdicts on the hypotheses as facts, with words that name what a fragile one fails on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alianzas.sentences import capital
from alianzas.survey.findings.break_words import say_breaks
from alianzas.survey.findings.evidence import Facts, gather_evidence
from alianzas.survey.findings.finding_clause import finding_clause
from alianzas.survey.findings.hypotheses import Hypothesis
from alianzas.survey.findings.verdict import Evidence, Verdict, judge
from alianzas.survey.phrases import fill, join
from alianzas.survey.robustness.leave_out import FACTORS
from honest_results.facts import Fact
from human_files.language.labels import Labels

_KEY, _WORDS = "survey.findings", "survey.finding"


def finding_facts(tests: Sequence[Hypothesis], facts: Facts, labels: Labels) -> list[Fact]:
    """Return one verdict per hypothesis, its direction, and how much of the evidence agrees.

    ``facts``: those of all analyses of the survey, by key.
    """
    found = []
    for hypothesis in tests:
        evidence = gather_evidence(hypothesis, facts)
        verdict = judge(evidence)
        agree = sum(check == evidence.main for check in evidence.checks.values())
        key = f"{_KEY}.{hypothesis.name}"
        how = f"fragile.{verdict.direction}" if verdict.code == "fragile" else verdict.code
        text: Mapping[str, str] = fill(
            f"{_WORDS}.{how}", labels, texts=_texts(evidence, verdict, labels)
        )
        code = "doubtful" if doubtful(hypothesis, facts) else str(verdict.code)
        stated = finding_clause(hypothesis.name, code, verdict, evidence, labels)
        if code == "doubtful":
            verdict = Verdict("unknown", "unknown")
            text = labels.by_language(f"{_WORDS}.doubtful")
        found += [
            Fact(f"{key}.phrase", verdict.code, "phrase", text=text),
            Fact(
                f"{key}.statement.phrase",
                verdict.code,
                "phrase",
                text=capital(stated),
            ),
            Fact(
                f"{key}.direction",
                verdict.direction,
                "label",
                text=labels.by_language(f"survey.verdict.{verdict.direction}"),
            ),
            Fact(f"{key}.checks.n", len(evidence.checks), "count"),
            Fact(f"{key}.checks.agree", agree, "count"),
        ]
    return found


def doubtful(hypothesis: Hypothesis, facts: Facts) -> bool:
    """Return whether answers that a hypothesis rests on cannot be right (see ``survey.quality``)."""
    # Well-structured alliances are told by scales, but allied and independent firms are not.
    rests_on = "income" if hypothesis.is_income else "scales"
    return facts.get(f"survey.quality.{rests_on}.phrase", {}).get("value") == "doubtful"


def _texts(evidence: Evidence, verdict: Verdict, labels: Labels) -> dict[str, Mapping[str, str]]:
    """Return what the words of a verdict enumerate: what it holds in, or what it fails on."""
    if verdict.code in ("holds", "reversed"):
        examined = [name for name, one in evidence.left_out.items() if one.applies and one.groups]
        names = [f"{_WORDS}.in.curve", f"{_WORDS}.in.checks"]
        names += [f"{_WORDS}.in.{name}" for name in FACTORS if name in examined]
        return {"names": join(names, labels)}
    return {"breaks": say_breaks(evidence, verdict, labels)}
