"""What the article says of the robustness of the findings: one paragraph of at most four sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from alianzas.sentences import number_words, printed, sentence
from alianzas.survey.findings.evidence import Facts
from alianzas.survey.findings.hypotheses import Hypothesis
from alianzas.survey.findings.verdict import Evidence
from alianzas.survey.robustness.leave_out import FACTORS
from alianzas.survey.statements.finding_statement import judged
from alianzas.survey.statements.writing import TENTHS, Words, joined, listed, paragraph
from honest_results.facts import Fact
from human_files.language.labels import Labels
from human_files.language.sentences import how_many

_WORDS = "survey.statement.robustness"
_RECOVERY = "survey.robustness.recovery"


@dataclass(frozen=True)
class Curve:
    """A specification curve: how many, their median, the share clearly on its side, the verdict."""

    specifications: int
    median: float | None
    share: float | None
    verdict: str


def curve_of(hypothesis: Hypothesis, facts: Facts) -> Curve:
    """Return the specification curve of a finding, from its facts."""
    target = hypothesis.robust_key

    def value(name: str) -> float | None:
        return facts.get(f"{target}.{name}", {}).get("value")

    verdict = facts.get(f"{target}.phrase", {}).get("value") or "unknown"
    median = value("median")
    side = "negative" if median is not None and median < 0 else "positive"
    return Curve(int(value("n") or 0), median, value(side), str(verdict))


def robustness_statement(tests: Sequence[Hypothesis], facts: Facts, labels: Labels) -> Fact:
    """Return what other analyses, specifications, left-out groups and known truth say.

    ``facts``: those of all analyses of the survey, by key.
    """
    code, clauses = _said(tests, facts, labels)
    return Fact("survey.robustness.statement", code, "phrase", text=paragraph(clauses))


def _said(tests: Sequence[Hypothesis], facts: Facts, labels: Labels) -> tuple[str, Sequence[Words]]:
    """Return the case that the findings are in, and the clauses for it."""
    found = judged(tests, facts)
    tried = {
        name: evidence
        for name, (code, _, evidence) in found.items()
        if code not in ("doubtful", "unknown")
    }
    if not tried:
        codes = {code for code, _, _ in found.values()}
        how = "doubtful" if "doubtful" in codes else "nothing"
        return (how, [labels.by_language(f"{_WORDS}.{how}")])
    clauses = [
        *_checks(tried, labels),
        *_curves({name: curve_of(name, facts) for name in tried}, labels),
        *_left_out(tried, labels),
    ]
    if len(tried) == len(found):
        clauses += _recovery(tests, facts, labels)
    if not clauses:
        return "untried", [labels.by_language(f"{_WORDS}.untried")]
    return "tried", clauses


def _topic(one: Hypothesis, labels: Labels) -> Words:
    return labels.by_language(f"{_WORDS}.on.{one.name}")


def _checks(tried: Mapping[Hypothesis, Evidence], labels: Labels) -> Sequence[Words]:
    """Return the clause on how many other analyses say the same as the main one."""
    counts = {
        name: (sum(one == found.main for one in found.checks.values()), len(found.checks))
        for name, found in tried.items()
        if found.checks
    }
    if not counts:
        return []
    agree, made = (sum(pair[k] for pair in counts.values()) for k in (0, 1))
    if agree in (0, made):
        how = "every" if agree else "no"
        if made == 1:
            topic = _topic(next(iter(counts)), labels)
            return [sentence(f"{_WORDS}.checks.{how}.one", labels, topic=topic)]
        items = [_count(f"{_WORDS}.checks.number", name, *counts[name], labels) for name in counts]
        return [sentence(f"{_WORDS}.checks.{how}", labels, list=listed(items))]
    items, none = [], []
    for name, (same, of) in counts.items():
        if not same:
            none.append(_topic(name, labels))
            continue
        case = "sole" if of == 1 else "all" if same == of else "some"
        items.append(_count(f"{_WORDS}.checks.item.{case}", name, same, of, labels))
    number = ".one" if agree == 1 else ""
    clauses = [sentence(f"{_WORDS}.checks.some{number}", labels, list=listed(items))]
    if none:
        clauses.append(sentence(f"{_WORDS}.checks.neither", labels, topics=listed(none)))
    return [joined(clauses)]


def _count(key: str, name: Hypothesis, same: int, of: int, labels: Labels) -> Words:
    """Return how many other analyses of a finding say the same as the main one."""
    numbers = {"some": number_words(same), "of": number_words(of)}
    return sentence(key, labels, **numbers, topic=_topic(name, labels))


def _curves(curves: Mapping[Hypothesis, Curve], labels: Labels) -> Sequence[Words]:
    """Return the clause on what the specifications say jointly."""
    said = []
    for how in ("positive", "negative", "unclear"):
        items: list[Words] = []
        form = "whether" if how == "unclear" else "larger"
        for name, curve in curves.items():
            if curve.verdict == how and curve.specifications:
                kind = ("percent", TENTHS) if name.is_income else ("coefficient", None)
                again = ".again" if items and not name.is_income else ""
                fields = {
                    "what": labels.by_language(f"{_WORDS}.{form}.{name.name}{again}"),
                    "median": printed(curve.median, *kind),
                    "n": printed(curve.specifications, "count"),
                }
                items.append(sentence(f"{_WORDS}.curve", labels, **fields))
        if items:
            said.append(sentence(f"{_WORDS}.curves.{how}", labels, list=listed(items)))
    return [sentence(f"{_WORDS}.curves", labels, said=listed(said))] if said else []


def _left_out(tried: Mapping[Hypothesis, Evidence], labels: Labels) -> Sequence[Words]:
    """Return the clause on the sectors and regions without which a verdict changes."""
    changed: list[Words] = []
    kept: list[Hypothesis] = []
    factors: list[str] = []
    for name, found in tried.items():
        examined = {k: one for k, one in found.left_out.items() if one.applies and one.groups}
        factors += [k for k in examined if k not in factors]
        lost = {k: one for k, one in examined.items() if one.lost}
        if not lost:
            kept += [name] if examined else []
            continue
        groups = [
            sentence(
                f"{_WORDS}.left_out.{k}{'.all' if one.lost == one.groups else ''}",
                labels,
                lost=number_words(one.lost, feminine=k == "region"),
                of=number_words(one.groups, feminine=k == "region"),
            )
            for k, one in lost.items()
        ]
        number = "one" if sum(one.lost for one in lost.values()) == 1 else "many"
        fields = {"groups": listed(groups), "topic": _topic(name, labels)}
        how = "further" if changed else "changes"
        changed.append(sentence(f"{_WORDS}.left_out.{how}.{number}", labels, **fields))
    if not factors:
        return []
    if not changed:
        ordered = [f"{_WORDS}.left_out.factor.{k}" for k in FACTORS if k in factors]
        names = listed([labels.by_language(key) for key in ordered], either=True)
        return [sentence(f"{_WORDS}.left_out.none", labels, factors=names)]
    clauses: Sequence[Words] = changed
    if kept:
        topics = listed([_topic(name, labels) for name in kept])
        number = "one" if len(kept) == 1 else "many"
        clauses = [*changed, sentence(f"{_WORDS}.left_out.keeps.{number}", labels, topics=topics)]
    return [sentence(f"{_WORDS}.left_out.some", labels, list=joined(clauses))]


def _recovery(tests: Sequence[Hypothesis], facts: Facts, labels: Labels) -> Sequence[Words]:
    """Return the clause on data of known truth, if there were any."""
    if facts.get(f"{_RECOVERY}.state", {}).get("value") != "shown":
        return []
    within, of = (
        int(facts.get(f"{_RECOVERY}.coverage.{name}.n", {}).get("value") or 0)
        for name in ("within", "judged")
    )
    if not of:
        return []
    how = {"all": "all", "none": "none"}.get(how_many(within, of), "some")
    numbers = {"some": number_words(within), "of": number_words(of)}
    coverage = sentence(f"{_WORDS}.recovery.{how}", labels, **numbers)
    clauses = [sentence(f"{_WORDS}.recovery", labels, coverage=coverage)]
    pair = next((one for one in tests if len(one.names) == 2), None)
    power = facts.get(f"{_RECOVERY}.{pair.target}.power", {}).get("value") if pair else None
    if pair is not None and power is not None:
        first, second = (labels.by_language(f"survey.the.{name}") for name in pair.names)
        shown = printed(power, "percent")
        clauses.append(
            sentence(f"{_WORDS}.recovery.power", labels, first=first, second=second, power=shown)
        )
    return [joined(clauses)]
