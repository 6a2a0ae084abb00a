"""What drives alliance success: standardised least squares over the allied firms, and Wald tests."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from alianzas.config.survey import SurveySettings
from alianzas.language.labels import Labels
from alianzas.results.facts import Fact
from alianzas.results.tables import Column, Table
from alianzas.survey.limitations import Limitation, as_notes, fill
from alianzas.survey.questionnaire import ALLIED, Questionnaire
from alianzas.survey.regression import Estimate, Regression, direction, fit_robust
from alianzas.survey.scores import construct_texts

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class DriverModel:
    """The model of the drivers, or why there is none.

    ``coefficients``: predictor → estimate; ``comparisons``: (first, second) → estimate of the
    difference; None where it could not be estimated. ``allied``: allied firms before any is left out
    for a missing score; ``dropped``: predictors without varying scores.
    """

    coefficients: dict[str, Estimate | None]
    comparisons: dict[tuple[str, str], Estimate | None]
    allied: int
    confidence: float
    model: Regression | None = None
    dropped: Sequence[str] = ()
    limitation: Limitation | None = None


def fit_drivers(scores: pd.DataFrame, settings: SurveySettings, confidence: float) -> DriverModel:
    """Regress the outcome on the predictors of the study file, over allied firms with all scores.

    ``scores``: one row per firm with ``status`` and a column per construct. Scores are standardised
    over the firms in the model (mean 0, standard deviation 1), so coefficients compare.
    """
    plan = settings.drivers
    allied = scores[scores["status"] == ALLIED]
    usable = [name for name in plan.predictors if allied[name].nunique() > 1]
    dropped = [name for name in plan.predictors if name not in usable]
    complete = allied[[plan.outcome, *usable]].dropna()
    fitted = _fit(complete, usable, len(allied), settings, confidence)
    model = fitted if isinstance(fitted, Regression) else None
    return DriverModel(
        {
            name: model.coefficient(name) if model and name in usable else None
            for name in plan.predictors
        },
        {
            (pair.first, pair.second): model.difference(pair.first, pair.second)
            if model and pair.first in usable and pair.second in usable
            else None
            for pair in plan.comparisons
        },
        len(allied),
        confidence,
        model,
        dropped,
        fitted if isinstance(fitted, Limitation) else None,
    )


def _fit(
    complete: pd.DataFrame,
    usable: list[str],
    allied: int,
    settings: SurveySettings,
    confidence: float,
) -> Regression | Limitation:
    outcome = settings.drivers.outcome
    needed = settings.minimum.per_coefficient * (len(usable) + 1)
    if allied == 0:
        return Limitation("no_allied")
    if not usable:
        return Limitation("no_predictor")
    if len(complete) < needed:
        return Limitation("few_answers", {"n": len(complete), "needed": needed})
    deviations = complete.std()
    if not (deviations > 1e-12).all():
        flat = [f"survey.the.{name}" for name in deviations.index[~(deviations > 1e-12)]]
        return Limitation("flat_scores", names=flat)
    standardised = (complete - complete.mean()) / deviations
    return fit_robust(standardised[outcome], standardised[usable], confidence)


def estimates_frame(result: DriverModel) -> pd.DataFrame:
    """Return one row per predictor: construct, beta, low, high, p, n; missing where not estimated."""
    import pandas as pd

    rows = [
        {"construct": name, "beta": e.value, "low": e.low, "high": e.high, "p": e.p, "n": e.n}
        if e is not None
        else {"construct": name}
        for name, e in result.coefficients.items()
    ]
    columns = ["construct", "beta", "low", "high", "p", "n"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[1:], "float64"))


def drivers_facts(result: DriverModel, questionnaire: Questionnaire, labels: Labels) -> list[Fact]:
    """Return coefficients, tests, the words they justify, and what the model rests on."""
    words = labels.with_texts(construct_texts(questionnaire))
    level = result.confidence
    facts = []
    for name, estimate in result.coefficients.items():
        how = direction(estimate)
        key, text = f"survey.drivers.{name}", labels.both(f"survey.phrase.relation.{how}")
        facts += [
            _coefficient(f"{key}.beta", estimate, level),
            Fact(f"{key}.p", estimate.p if estimate else None, "p_value"),
            Fact(f"{key}.phrase", how, "phrase", text=text),
        ]
    for (first, second), estimate in result.comparisons.items():
        how = direction(estimate)
        key, text = (
            f"survey.drivers.{first}_vs_{second}",
            labels.both(f"survey.phrase.difference.{how}"),
        )
        facts += [
            _coefficient(f"{key}.difference", estimate, level),
            Fact(f"{key}.p", estimate.p if estimate else None, "p_value"),
            Fact(f"{key}.phrase", how, "phrase", text=text),
        ]
    known = {name: e for name, e in result.coefficients.items() if e is not None}
    strongest = max(known, key=lambda name: known[name].value) if known else None
    model = result.model
    return [
        *facts,
        _coefficient(
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
        Fact(
            "survey.drivers.basis.phrase",
            "estimated" if model else "not_estimated",
            "phrase",
            text=_basis(result, words),
        ),
    ]


def _coefficient(key: str, estimate: Estimate | None, confidence: float) -> Fact:
    if estimate is None:
        return Fact(key, None, "coefficient")
    return Fact(
        key,
        estimate.value,
        "coefficient",
        n=estimate.n,
        interval=estimate.interval,
        confidence=confidence,
    )


def _basis(result: DriverModel, words: Labels) -> dict[str, str]:
    if result.limitation is not None:
        reason = result.limitation.text(words)
        return fill("survey.phrase.model.not_estimated", words, texts={"reason": reason})
    assert result.model is not None
    return fill("survey.phrase.model.estimated", words, {"n": result.model.n})


def _notes(result: DriverModel, words: Labels) -> list[dict[str, str]]:
    if result.limitation is not None:
        reason = result.limitation.text(words)
        return [fill("survey.note.not_estimated", words, texts={"reason": reason})]
    notes = []
    if result.dropped:
        left_out = Limitation(
            "predictors_dropped", names=[f"survey.the.{n}" for n in result.dropped]
        )
        notes.append(left_out.text(words))
    return notes


def drivers_table(result: DriverModel, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the coefficients in the order of the study file, with the model's fit in the notes."""
    words = labels.with_texts(construct_texts(questionnaire))
    texts = _notes(result, words)
    if result.model is not None:
        model = result.model
        numbers = {"n": model.n, "allied": result.allied}
        fit = {"r2": model.r2, "adjusted": model.adjusted_r2}
        texts = [
            fill("survey.note.drivers_firms", labels, numbers),
            fill("survey.note.drivers_fit", labels, fit, kind="coefficient"),
            fill("survey.note.errors", labels, {"level": result.confidence}, kind="percent"),
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
