"""The checks of the drivers as tables: hypotheses with verdicts, estimators, diagnostics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alianzas.sentences import capital
from alianzas.survey.drivers.driver_analysis import Analysis
from alianzas.survey.drivers.driver_checks import DriverChecks
from alianzas.survey.limitation import Limitation
from alianzas.survey.model_words import table_texts, variable_names
from alianzas.survey.phrases import as_notes, fill, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.regression import Estimate, direction
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import pandas as pd

Texts = dict[str, Mapping[str, str]]


def _notes(checks: DriverChecks, labels: Labels) -> list[dict[str, str]]:
    """Return the notes on why an analysis was not carried out."""
    if checks.main.limitation is not None:
        reason = limitation_text(checks.main.limitation, labels)
        return [fill("survey.note.not_estimated", labels, texts={"reason": reason})]
    return [
        fill(
            "survey.note.analysis_not_made",
            labels,
            texts={
                "analysis": labels.by_language(f"survey.analysis.{analysis.name}"),
                "reason": limitation_text(analysis.limitation, labels),
            },
        )
        for analysis in checks.analyses
        if analysis.limitation is not None
    ]


def _hypothesis(checks: DriverChecks, names: tuple[str, ...], words: Labels) -> dict[str, str]:
    """Return the hypothesis on one or two constructs as a sentence without a full stop."""
    kind = "more" if len(names) == 2 else "negligible"
    text = {}
    for language in current_languages():
        the = [words(f"survey.the.{name}", language) for name in names]
        bound = format_value(checks.plan.smallest_effect, "coefficient", language)
        said = words(f"survey.hypothesis.{kind}", language).format(
            first=the[0], second=the[-1], bound=bound
        )
        text[language] = said[0].upper() + said[1:]
    return text


def _related(checks: DriverChecks, name: str, words: Labels) -> dict[str, str]:
    """Return the hypothesis that a variable goes with more of the outcome."""
    texts = {
        "first": words.by_language(f"survey.the.{name}"),
        "outcome": words.by_language(f"survey.the.{checks.main.frame.outcome}"),
    }
    return capital(fill("survey.hypothesis.related", words, texts=texts))


def hypotheses_table(checks: DriverChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return every analysis's verdict on every hypothesis, with difference, interval, p and n."""
    words = labels.with_texts(variable_names(questionnaire))
    rows: list[dict[str, object]] = []
    titles: Texts = {}
    for target in checks.plan.targets:
        key = f"survey.hypothesis.{'_vs_'.join(target)}"
        if len(target) == 1:
            titles[key] = _related(checks, target[0], words)
            made = [(one.name, one.coefficients[target[0]]) for one in checks.analyses]
            # A weight has no sign, and says nothing of the direction of a coefficient.
            rows += [_row(key, name, one) for name, one in made if name != "dominance"]
            continue
        pair = (target[0], target[1])
        titles[key] = _hypothesis(checks, pair, words)
        rows += [_row(key, check.name, check.comparisons[pair]) for check in checks.analyses]
    for name in dict.fromkeys(second for _, second in checks.main.comparisons):
        key, tested = f"survey.hypothesis.{name}", checks.equivalence[name]
        titles[key] = _hypothesis(checks, (name,), words)
        row: dict[str, object] = {"hypothesis": key, "analysis": "survey.analysis.equivalence"}
        verdict = tested.verdict if tested else "unknown"
        row["verdict"] = f"survey.verdict.{verdict}"
        if tested is not None:
            row |= {"estimate": tested.value, "p": tested.p, "n": checks.main.complete.shape[0]}
            row |= {"estimate_low": tested.low, "estimate_high": tested.high}
        rows.append(row)
    texts = _notes(checks, words)
    if checks.main.model is not None:
        level = checks.main.confidence
        texts = [
            fill("survey.note.hypotheses", labels, {"level": level}, kind="percent"),
            fill("survey.note.equivalence", labels, {"level": 2 * level - 1}, kind="percent"),
            fill("survey.note.resamples", labels, {"n": checks.plan.replicates}),
            fill("survey.note.imputations", labels, {"n": checks.plan.imputations}),
            *texts,
        ]
    notes, extra = as_notes("hypotheses", texts)
    return Table(
        "hypotheses",
        _frame(rows, ["hypothesis", "analysis"], ["verdict"]),
        [
            Column("analysis", "survey.column.analysis", "label"),
            Column("estimate", "survey.column.estimate", "coefficient"),
            Column("estimate", "survey.column.interval", "interval", of="coefficient"),
            Column("p", "survey.column.p", "p_value"),
            Column("n", "survey.column.n", "count"),
            Column("verdict", "survey.column.verdict", "label"),
        ],
        notes=notes,
        labels=titles | extra,
        group="hypothesis",
    )


def _row(group: str, analysis: str, estimate: Estimate | None) -> dict[str, object]:
    """Return a table row for one estimate of an analysis."""
    row: dict[str, object] = {"hypothesis": group, "analysis": f"survey.analysis.{analysis}"}
    row["verdict"] = f"survey.verdict.{direction(estimate)}"
    if estimate is not None:
        row |= {"estimate": estimate.value, "p": estimate.p, "n": estimate.n}
        row |= {"estimate_low": estimate.low, "estimate_high": estimate.high}
    return row


def _frame(rows: list[dict[str, object]], before: list[str], after: list[str]) -> pd.DataFrame:
    """Return rows as a frame whose numbers are floats."""
    import pandas as pd

    numbers = ["estimate", "estimate_low", "estimate_high", "p", "n"]
    frame = pd.DataFrame(rows, columns=[*before, *numbers, *after])
    return frame.astype(dict.fromkeys(numbers, "float64"))


def estimators_table(checks: DriverChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the coefficients under every estimator, in the study file's order."""
    words = labels.with_texts(variable_names(questionnaire))
    made: list[Analysis] = [a for a in checks.analyses if a.name != "dominance"]
    rows = [
        _row(f"survey.analysis.{a.name}", a.name, estimate) | {"scale": f"survey.construct.{name}"}
        for a in made
        for name, estimate in a.coefficients.items()
    ]
    texts = _notes(checks, words)
    if checks.main.model is not None:
        level = {"level": checks.main.confidence}
        texts = [fill("survey.note.estimators", labels, level, kind="percent"), *texts]
    notes, extra = as_notes("driver_estimators", texts)
    return Table(
        "driver_estimators",
        _frame(rows, ["hypothesis", "scale"], []),
        [
            Column("scale", "survey.column.scale", "label"),
            Column("estimate", "survey.column.estimate", "coefficient"),
            Column("estimate", "survey.column.interval", "interval", of="coefficient"),
            Column("p", "survey.column.p", "p_value"),
            Column("n", "survey.column.n", "count"),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | extra,
        group="hypothesis",
    )


def diagnostics_table(checks: DriverChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return, per driver, variance inflation and how much single firms change the coefficient."""
    import pandas as pd

    words = labels.with_texts(variable_names(questionnaire))
    moved, inflation = checks.influence, checks.inflation
    rows = []
    for name in checks.main.coefficients:
        row: dict[str, object] = {"scale": f"survey.construct.{name}"}
        if moved is not None and inflation is not None and name in inflation.index:
            changes = moved.dfbetas[name].abs()
            row |= {"vif": inflation[name], "largest": changes.max()}
            row["firms"] = int((changes > moved.dfbetas_limit).sum())
        tested = checks.odds.get(name) if isinstance(checks.odds, Mapping) else None
        if tested is not None:
            row |= {"odds": tested.statistic, "odds_p": tested.p}
        rows.append(row)
    numbers = ["vif", "largest", "firms", "odds", "odds_p"]
    frame = pd.DataFrame(rows, columns=["scale", *numbers]).astype(
        dict.fromkeys(numbers, "float64")
    )
    texts = []
    if checks.main.limitation is not None:
        texts = _notes(checks, words)
    if moved is not None:
        texts = [
            fill("survey.note.dfbetas", labels, {"limit": moved.dfbetas_limit}, kind="number"),
            fill(
                "survey.note.cook",
                labels,
                {"largest": float(moved.cook.max()), "limit": moved.cook_limit},
                {"n": _count_text(int(moved.influential.sum()))},
                kind="number",
            ),
            fill(
                "survey.note.condition",
                labels,
                {"index": checks.condition or 0.0},
                kind="number",
                decimals=1,
            ),
        ]
    if isinstance(checks.odds, Limitation):
        texts.append(
            fill(
                "survey.note.odds_not_tested",
                words,
                texts={"reason": limitation_text(checks.odds, words)},
            )
        )
    elif checks.odds is not None:
        sizes = {one.groups for one in checks.odds.values() if one is not None}
        texts += [fill("survey.note.odds", labels, {"groups": max(sizes)})] if sizes else []
    if checks.main.dropped:
        left_out = [f"survey.the.{name}" for name in checks.main.dropped]
        texts.append(limitation_text(Limitation("predictors_dropped", names=left_out), words))
    notes, extra = as_notes("driver_diagnostics", texts)
    return Table(
        "driver_diagnostics",
        frame,
        [
            Column("scale", "survey.column.scale", "label"),
            Column("vif", "survey.column.vif", "number"),
            Column("largest", "survey.column.dfbetas", "number"),
            Column("firms", "survey.column.dfbetas_firms", "count"),
            Column("odds", "survey.column.odds", "number"),
            Column("odds_p", "survey.column.p", "p_value"),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | extra,
    )


def _count_text(n: int) -> dict[str, str]:
    return {language: format_value(n, "count", language) for language in current_languages()}
