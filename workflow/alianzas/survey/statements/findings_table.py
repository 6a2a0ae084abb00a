"""The table of the findings: a row for each, with all that bears on it and the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from alianzas.sentences import printed, sentence
from alianzas.survey.findings.evidence import Facts
from alianzas.survey.findings.hypotheses import Hypothesis
from alianzas.survey.findings.hypothesis_words import findings_note_words
from alianzas.survey.findings.verdict import Evidence
from alianzas.survey.phrases import as_notes, fill
from alianzas.survey.statements.finding_statement import judged
from alianzas.survey.statements.robustness_statement import curve_of
from alianzas.survey.statements.writing import TENTHS, Words, between
from honest_results.tables import Column, Table
from human_files.language.current import in_first_language
from human_files.language.labels import Labels

_WORDS = "survey.findings"


def findings_table(
    tests: Sequence[Hypothesis], facts: Facts, confidence: float, labels: Labels
) -> Table:
    """Return one row per finding: main estimate, other analyses, specifications, groups, verdict.

    ``facts``: those of all analyses of the survey, by key. A finding whose answers cannot be right
    has no numbers.
    """
    import pandas as pd

    texts: dict[str, Words] = {}
    rows = []
    found = judged(tests, facts)
    for one, (code, verdict, evidence) in found.items():
        not_borne_out = code == "fragile" and verdict.direction == "negative"
        row: dict[str, object] = {
            "finding": f"{_WORDS}.row.{one.name}",
            "verdict": f"{_WORDS}.verdict.{'not_borne_out' if not_borne_out else code}",
        }
        if code != "doubtful":
            row |= _numbers(one, evidence, facts, labels, texts)
        rows.append(row)
    numbers = ["n", "specifications", "share"]
    names = ["finding", "estimate", "checks", "median", "jointly", *FACTOR_COLUMNS, "verdict"]
    frame = pd.DataFrame(rows, columns=[*names, *numbers]).astype(dict.fromkeys(numbers, "float64"))
    what = {"what": findings_note_words(tests, labels)}
    said = [fill(f"{_WORDS}.note", labels, {"level": confidence}, what, kind="percent")]
    if any(code == "doubtful" for code, _, _ in found.values()):
        said.append(dict(labels.by_language(f"{_WORDS}.note.doubtful")))
    notes, extra = as_notes("findings", said)
    return Table(
        "findings",
        frame,
        [
            Column("finding", f"{_WORDS}.column.finding", "label"),
            Column("estimate", f"{_WORDS}.column.estimate", "label", align="right"),
            Column("n", "survey.column.n", "count"),
            Column("checks", f"{_WORDS}.column.checks", "label", align="right"),
            Column("specifications", f"{_WORDS}.column.specifications", "count"),
            Column("median", f"{_WORDS}.column.median", "label", align="right"),
            Column("share", f"{_WORDS}.column.share", "percent"),
            Column("jointly", f"{_WORDS}.column.jointly", "label"),
            *(
                Column(name, f"{_WORDS}.column.{name}", "label", align="right")
                for name in FACTOR_COLUMNS
            ),
            Column("verdict", f"{_WORDS}.column.verdict", "label"),
        ],
        notes=notes,
        labels=texts | extra | _names(tests, labels),
    )


#: The factors of which groups are left out.
FACTOR_COLUMNS = ("sector", "region")


def _numbers(
    hypothesis: Hypothesis,
    evidence: Evidence,
    facts: Facts,
    labels: Labels,
    texts: dict[str, Words],
) -> dict[str, object]:
    """Return the cells of a finding; what is printed in words is added to ``texts``.

    A cell in words holds its English words, so that the data file can be read.
    """

    def cell(words: Words) -> str:
        texts[in_first_language(words)] = words
        return in_first_language(words)

    kind = ("percent", TENTHS) if hypothesis.is_income else ("coefficient", None)
    ending = "difference" if len(hypothesis.names) == 2 else "beta"
    key = f"{hypothesis.key}.{'percent' if hypothesis.is_income else ending}"
    main: Mapping[str, Any] = facts.get(key, {})
    row: dict[str, object] = {"n": main.get("n")}
    if main.get("value") is not None:
        numbers = {"value": printed(main["value"], *kind)}
        numbers["interval"] = between(*main["interval"], *kind)
        row["estimate"] = cell(sentence(f"{_WORDS}.estimate", labels, **numbers))
    if evidence.main == "unknown":
        return row
    if evidence.checks:
        agree = sum(one == evidence.main for one in evidence.checks.values())
        row["checks"] = cell(_of(agree, len(evidence.checks), labels))
    curve = curve_of(hypothesis, facts)
    if curve.specifications:
        row |= {"specifications": curve.specifications, "share": curve.share}
        row |= {"median": cell(printed(curve.median, *kind))}
        row["jointly"] = f"survey.verdict.{curve.verdict}"
    for factor, one in evidence.left_out.items():
        if one.applies and one.groups:
            row[factor] = cell(_of(one.lost, one.groups, labels))
    return row


def _of(some: int, of: int, labels: Labels) -> Words:
    numbers = {"some": printed(some, "count"), "of": printed(of, "count")}
    return sentence(f"{_WORDS}.of", labels, **numbers)


def _names(tests: Sequence[Hypothesis], labels: Labels) -> dict[str, Words]:
    """Return the names of the rows."""
    return {
        f"{_WORDS}.row.{one.name}": labels.by_language(f"{_WORDS}.row.{one.name}") for one in tests
    }
