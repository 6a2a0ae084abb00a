"""The model of the drivers as facts, tables and phrases."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from alianzas.survey.drivers.driver_model import DriverModel
from alianzas.survey.joint_tests import alike, joint_test_facts
from alianzas.survey.limitation import Limitation
from alianzas.survey.numbers_in_text import numbers_fact
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import construct_texts
from field_statistics.multiplicity import Method, adjust_p_values
from field_statistics.regression import Estimate, direction
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

METHODS: tuple[Method, ...] = get_args(Method)


def adjusted_p(result: DriverModel, method: Method) -> dict[str, float]:
    """Return the coefficients' p-values, adjusted over all predictors estimated."""
    p_values = {name: e.p for name, e in result.coefficients.items() if e is not None}
    return adjust_p_values(p_values, method)


def estimates_frame(result: DriverModel) -> pd.DataFrame:
    """Return one row per predictor: construct, beta, low, high, p, p_holm, p_bh, n.

    Missing where not estimated.
    """
    import pandas as pd

    holm, bh = (adjusted_p(result, method) for method in METHODS)
    rows = [
        {"construct": name, "beta": e.value, "low": e.low, "high": e.high, "p": e.p, "n": e.n}
        | {"p_holm": holm[name], "p_bh": bh[name]}
        if e is not None
        else {"construct": name}
        for name, e in result.coefficients.items()
    ]
    columns = ["construct", "beta", "low", "high", "p", "p_holm", "p_bh", "n"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "float64"))


def drivers_facts(result: DriverModel, questionnaire: Questionnaire, labels: Labels) -> list[Fact]:
    """Return coefficients, tests, the phrases they justify, and what the model rests on."""
    words = labels.with_texts(construct_texts(questionnaire))
    level = result.confidence
    facts = []
    corrected = {method: adjusted_p(result, method) for method in METHODS}
    for name, estimate in result.coefficients.items():
        how = direction(estimate)
        key, text = f"survey.drivers.{name}", labels.both(f"survey.phrase.relation.{how}")
        facts += [
            coefficient_fact(f"{key}.beta", estimate, level),
            Fact(f"{key}.p", estimate.p if estimate else None, "p_value"),
            *(
                Fact(f"{key}.p_{method}", p_values.get(name), "p_value")
                for method, p_values in corrected.items()
            ),
            Fact(f"{key}.phrase", how, "phrase", text=text),
            numbers_fact(key, estimate, "survey.numbers.beta", labels, "coefficient"),
        ]
    for (first, second), estimate in result.comparisons.items():
        how = direction(estimate)
        key, text = (
            f"survey.drivers.{first}_vs_{second}",
            labels.both(f"survey.phrase.difference.{how}"),
        )
        facts += [
            coefficient_fact(f"{key}.difference", estimate, level),
            Fact(f"{key}.p", estimate.p if estimate else None, "p_value"),
            Fact(f"{key}.phrase", how, "phrase", text=text),
            numbers_fact(key, estimate, "survey.numbers.difference", labels, "coefficient"),
        ]
    known = {name: e for name, e in result.coefficients.items() if e is not None}
    strongest = max(known, key=lambda name: known[name].value) if known else None
    model = result.model
    return [
        *facts,
        coefficient_fact(
            "survey.drivers.strongest.beta", known[strongest] if strongest else None, level
        ),
        Fact(
            "survey.drivers.strongest.label",
            strongest,
            "label",
            text=words.both(f"survey.in_text.{strongest}" if strongest else "survey.no_scale"),
        ),
        Fact("survey.drivers.r2", model.r2 if model else None, "coefficient"),
        Fact("survey.drivers.adjusted_r2", model.adjusted_r2 if model else None, "coefficient"),
        Fact("survey.drivers.n", model.n if model else 0, "count"),
        *_alike_facts(result, words),
        *(_corrected_phrase(method, p, level, words) for method, p in corrected.items()),
        Fact(
            "survey.drivers.basis.phrase",
            "estimated" if model else "not_estimated",
            "phrase",
            text=_basis(result, words),
        ),
    ]


def _alike_facts(result: DriverModel, words: Labels) -> list[Fact]:
    """Say whether the coefficients differ from each other at all, by one joint test."""
    key = "survey.drivers.alike"
    names = [name for name, estimate in result.coefficients.items() if estimate is not None]
    test = result.model.equality(names) if result.model is not None and len(names) > 1 else None
    how = alike(test, result.confidence)
    return [
        *joint_test_facts(key, test),
        Fact(f"{key}.phrase", how, "phrase", text=words.both(f"survey.phrase.coefficients.{how}")),
    ]


def coefficient_fact(key: str, estimate: Estimate | None, confidence: float) -> Fact:
    """Return the fact of an estimate: its value, interval and n; empty without an estimate."""
    if estimate is None:
        return Fact(key, None, "coefficient", missing="not_estimated")
    return Fact(
        key,
        estimate.value,
        "coefficient",
        n=estimate.n,
        interval=estimate.interval,
        confidence=confidence,
    )


def _corrected_phrase(
    method: str, p_values: dict[str, float], confidence: float, words: Labels
) -> Fact:
    """Say for which drivers the relation remains clear after correction."""
    clear = [name for name, p in p_values.items() if p < 1 - confidence]
    how = ("some" if clear else "none") if p_values else "unknown"
    names = join([f"survey.the.{name}" for name in clear], words)
    return Fact(
        f"survey.drivers.{method}.phrase",
        " ".join(clear) or how,
        "phrase",
        text=fill(f"survey.phrase.corrected.{how}", words, texts={"names": names}),
    )


def _basis(result: DriverModel, words: Labels) -> dict[str, str]:
    """Return the phrase that says how many firms the model rests on, or why there is none."""
    if result.limitation is not None:
        reason = limitation_text(result.limitation, words)
        return fill("survey.phrase.model.not_estimated", words, texts={"reason": reason})
    assert result.model is not None
    return fill("survey.phrase.model.estimated", words, {"n": result.model.n})


def _notes(result: DriverModel, words: Labels) -> list[dict[str, str]]:
    """Return the notes on predictors left out, or on why there is no model."""
    if result.limitation is not None:
        reason = limitation_text(result.limitation, words)
        return [fill("survey.note.not_estimated", words, texts={"reason": reason})]
    notes = []
    if result.dropped:
        left_out = Limitation(
            "predictors_dropped", names=[f"survey.the.{n}" for n in result.dropped]
        )
        notes.append(limitation_text(left_out, words))
    return notes


def drivers_table(result: DriverModel, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the coefficients in the order of the study file, with the model's fit in the notes."""
    words = labels.with_texts(construct_texts(questionnaire))
    texts = _notes(result, words)
    if result.model is not None:
        model = result.model
        numbers = {"n": model.n, "allied": result.allied}
        who = "all" if model.n == result.allied else "some"
        fit = {"r2": model.r2, "adjusted": model.adjusted_r2}
        texts = [
            fill(f"survey.note.drivers_firms.{who}", labels, numbers),
            fill("survey.note.drivers_fit", labels, fit, kind="coefficient"),
            fill("survey.note.errors", labels, {"level": result.confidence}, kind="percent"),
            dict(labels.both("survey.note.standardised")),
            fill("survey.note.corrected", labels, {"tests": result.tests}),
            *texts,
        ]
    notes, extra = as_notes("drivers", texts)
    frame = estimates_frame(result)
    frame["scale"] = [f"survey.construct.{name}" for name in frame["construct"]]
    frame = frame.rename(columns={"low": "beta_low", "high": "beta_high"})
    return Table(
        "drivers",
        frame,
        [
            Column("scale", "survey.column.scale", "label"),
            Column("beta", "survey.column.beta", "coefficient"),
            Column("beta", "survey.column.interval", "interval", of="coefficient"),
            Column("p", "survey.column.p", "p_value"),
            Column("p_holm", "survey.column.p_holm", "p_value"),
            Column("p_bh", "survey.column.p_bh", "p_value"),
        ],
        notes=notes,
        labels=questionnaire.label_texts() | extra,
    )


def driver_tests_table(result: DriverModel, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the Wald tests of equal coefficients: difference, interval, F, p."""
    import pandas as pd

    words = labels.with_texts(construct_texts(questionnaire))
    rows, pairs = [], {}
    for (first, second), estimate in result.comparisons.items():
        key = f"survey.comparison.{first}_vs_{second}"
        names = [questionnaire.constructs[name].label.both() for name in (first, second)]
        pairs[key] = {
            language: f"{names[0][language]} − {names[1][language]}" for language in names[0]
        }
        row: dict[str, object] = {"comparison": key}
        if estimate is not None:
            row |= {"difference": estimate.value, "p": estimate.p}
            row |= {"difference_low": estimate.low, "difference_high": estimate.high}
        rows.append(row)
    columns = ["comparison", "difference", "difference_low", "difference_high", "p"]
    frame = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "float64"))
    texts = _notes(result, words)
    if result.model is not None:
        df = {"df": result.model.residual_df}
        texts = [fill("survey.note.wald", labels, df), *texts]
    notes, extra = as_notes("driver_tests", texts)
    return Table(
        "driver_tests",
        frame,
        [
            Column("comparison", "survey.column.comparison", "label"),
            Column("difference", "survey.column.difference", "coefficient"),
            Column("difference", "survey.column.interval", "interval", of="coefficient"),
            Column("p", "survey.column.p", "p_value"),
        ],
        notes=notes,
        labels=pairs | extra,
    )
