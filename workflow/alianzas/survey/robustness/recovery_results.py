"""The recovery study as facts and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from alianzas.config.robustness_settings import Recovery
from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.limitation import Limitation
from alianzas.survey.model_words import key_of, table_texts
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.recovery_parts import drivers_not_covered
from alianzas.survey.robustness.recovery_summary import JUDGED_ESTIMATORS
from alianzas.survey.robustness.recovery_worlds import WORLDS
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import pandas as pd

Texts = dict[str, Mapping[str, str]]

#: The estimators of each table.
TABLES: dict[str, tuple[str, ...]] = {
    "recovery_drivers": ("least_squares", "bootstrap", "dominance"),
    "recovery_reliability": ("alpha",),
    "recovery_income": (
        "difference",
        "regression",
        "regression_interacted",
        "ipw",
        "aipw",
        "matching",
    ),
}


def _plan_facts(plan: Recovery) -> list[Fact]:
    """Return how many data sets are drawn, and what counts as certain."""
    stem = "survey.robustness.recovery"
    return [
        Fact(f"{stem}.n", plan.data_sets, "count", design=Design(f"{stem}.data_sets")),
        Fact(
            f"{stem}.costly.n",
            plan.costly_data_sets,
            "count",
            design=Design(f"{stem}.costly_data_sets"),
        ),
        Fact(f"{stem}.resamples.n", plan.resamples, "count", design=Design(f"{stem}.resamples")),
        Fact(f"{stem}.certainty", plan.certainty, "percent", design=Design(f"{stem}.certainty")),
    ]


def recovery_facts(
    summary: pd.DataFrame | Limitation, settings: SurveySettings, labels: Labels
) -> list[Fact]:
    """Return the facts of the recovery study: which rates are as they should be, and which are not.

    ``summary``: the frame of :func:`recovery_summary.summarise`, or why there is none.
    """
    plan = settings.robustness_plan.recovery
    facts = _plan_facts(plan)
    if isinstance(summary, Limitation):
        texts: Texts = {"reason": limitation_text(summary, labels)}
        basis = fill("survey.robustness.phrase.recovery.not_made", labels, texts=texts)
        empty = labels.by_language("survey.robustness.phrase.recovery.unknown")
        return [
            *facts,
            _state("missing", labels),
            Fact("survey.robustness.recovery.basis.phrase", "not_made", "phrase", text=basis),
            *(
                Fact(f"survey.robustness.recovery.{name}.phrase", "unknown", "phrase", text=empty)
                for name in ("coverage", "error", "bias")
            ),
            *_judged_facts(None),
            *(_detection(None, pair, settings) for pair in _pairs(settings)),
            *(_order(None, pair, world) for pair in _pairs(settings) for world in WORLDS[1:]),
        ]
    where = "generator" if settings.simulation is not None else "fitted"
    made = fill(f"survey.robustness.phrase.recovery.{where}", labels, {"n": plan.data_sets})
    own = summary[summary["estimator"].isin(JUDGED_ESTIMATORS)]
    return [
        *facts,
        _state("shown", labels),
        Fact("survey.robustness.recovery.basis.phrase", where, "phrase", text=made),
        *_judged_facts(own),
        _rates("coverage", own, labels),
        _rates("error", own[own["truth"] == 0], labels),
        _bias(own, labels),
        *(_detection(summary, pair, settings) for pair in _pairs(settings)),
        *(_order(summary, pair, world) for pair in _pairs(settings) for world in WORLDS[1:]),
    ]


def _state(code: str, labels: Labels) -> Fact:
    """Say whether there is a recovery study to write about."""
    text = labels.by_language(f"survey.robustness.recovery.state.{code}")
    return Fact("survey.robustness.recovery.state", code, "label", text=text)


def _pairs(settings: SurveySettings) -> list[str]:
    return (
        [] if settings.drivers is None else ["_vs_".join(pair) for pair in settings.drivers.pairs]
    )


def _judged_facts(own: pd.DataFrame | None) -> list[Fact]:
    """Return how many coverage rates were judged, and how many of them are nominal."""
    verdicts = [] if own is None else own["coverage_verdict"].dropna().tolist()
    key = "survey.robustness.recovery.coverage"
    return [
        Fact(f"{key}.judged.n", len(verdicts), "count"),
        Fact(f"{key}.within.n", verdicts.count("within"), "count"),
    ]


def _rates(name: str, own: pd.DataFrame, labels: Labels) -> Fact:
    """Say whether the rates are nominal, and name the estimators whose rates are not."""
    rate = "coverage" if name == "coverage" else "rejection"
    judged = own.dropna(subset=f"{rate}_verdict")
    off = judged[judged[f"{rate}_verdict"] != "within"]
    how = "unknown" if judged.empty else "within" if off.empty else "outside"
    numbers = {"rates": len(judged), "off": len(off), "within": len(judged) - len(off)}
    texts: Texts = {"names": _named(off, rate, labels)}
    return Fact(
        f"survey.robustness.recovery.{name}.phrase",
        how,
        "phrase",
        text=fill(f"survey.robustness.phrase.recovery.{name}.{how}", labels, numbers, texts),
    )


def _named(off: pd.DataFrame, rate: str, labels: Labels) -> dict[str, str]:
    """Return the estimators with rates off: how many are too low or too high, and their range."""
    texts = {}
    for language in current_languages():
        parts = []
        for estimator in JUDGED_ESTIMATORS:
            for side in ("low", "high"):
                own = off[(off["estimator"] == estimator) & (off[f"{rate}_verdict"] == side)]
                if own.empty:
                    continue
                bounds = [
                    format_value(bound, "percent", language, 1)
                    for bound in (float(own[rate].min()), float(own[rate].max()))
                ]
                what = labels(f"survey.robustness.side.{side}", language).format(
                    estimator=labels(f"survey.robustness.estimator.{estimator}", language),
                    n=format_value(len(own), "count", language),
                )
                span = bounds[0] if bounds[0] == bounds[1] else " – ".join(bounds)
                parts.append(f"{what} ({span})")
        texts[language] = "; ".join(parts)
    return texts


def _bias(own: pd.DataFrame, labels: Labels) -> Fact:
    """Name the estimators biased beyond Monte Carlo error, and the largest relative bias."""
    known = own[own["bias_error"] > 0]
    # Two-sided at 99 %.
    off = known[(known["bias"] / known["bias_error"]).abs() > 2.5758]
    how = "none" if off.empty else "some"
    keys = [
        f"survey.robustness.estimator.{e}"
        for e in JUDGED_ESTIMATORS
        if (off["estimator"] == e).any()
    ]
    largest = (off["bias"].abs() / off["rmse"]).max() if len(off) else 0.0
    texts = {
        language: fill(
            f"survey.robustness.phrase.recovery.bias.{how}",
            labels,
            {"values": len(known), "off": len(off)},
            {
                "names": join(keys, labels) if keys else dict.fromkeys(current_languages(), ""),
                "largest": {
                    key: format_value(float(largest), "percent", key) for key in current_languages()
                },
            },
        )[language]
        for language in current_languages()
    }
    return Fact("survey.robustness.recovery.bias.phrase", how, "phrase", text=texts)


def _row(summary: pd.DataFrame, world: str, estimator: str, target: str) -> Any:
    """Return the row of one estimator and target in a world, or None."""
    own = summary[
        (summary["world"] == world)
        & (summary["estimator"] == estimator)
        & (summary["target"] == target)
    ]
    return own.iloc[0] if len(own) else None


def _detection(summary: pd.DataFrame | None, pair: str, settings: SurveySettings) -> Fact:
    """Return the power of the comparison in the published-like world."""
    row = None if summary is None else _row(summary, "published", "least_squares", pair)
    value = None if row is None else float(row["rejection"])
    return Fact(f"survey.robustness.recovery.{key_of(pair)}.power", value, "percent")


def _order(summary: pd.DataFrame | None, pair: str, world: str) -> Fact:
    """Return how often the dominance analysis ranks the truly stronger of two drivers first."""
    row = None if summary is None else _row(summary, world, "dominance", pair)
    value = None
    if row is not None:
        value = float(row["positive"] if row["truth"] > 0 else 1 - row["positive"])
    return Fact(f"survey.robustness.recovery.{key_of(pair)}.{world}.order", value, "percent")


def recovery_table(
    name: str,
    summary: pd.DataFrame | Limitation,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    labels: Labels,
) -> Table:
    """Return one of :data:`TABLES`: truth, bias, root mean squared error, coverage, rejection."""
    import pandas as pd

    words = labels.with_texts(table_texts(questionnaire))
    estimators = TABLES[name]
    rows: list[dict[str, object]] = []
    titles: Texts = {}
    texts: list[Mapping[str, str]] = []
    if isinstance(summary, Limitation):
        reason = {"reason": limitation_text(summary, labels)}
        texts = [fill("survey.note.not_estimated", labels, texts=reason)]
    else:
        for world in WORLDS if name != "recovery_reliability" else WORLDS[1:2]:
            for estimator in estimators:
                own = summary[(summary["world"] == world) & (summary["estimator"] == estimator)]
                for row in own.to_dict("records"):
                    key = f"recovery.{estimator}.{row['target']}"
                    titles[key] = _title(estimator, str(row["target"]), questionnaire, words)
                    group = f"recovery.{world}.{estimator}"
                    titles[group] = _group(world, estimator, words)
                    rows.append({str(k): v for k, v in row.items()} | {"world": group, "what": key})
        texts = _notes(name, settings, labels)
        why = {
            "recovery_drivers": drivers_not_covered(settings, questionnaire),
            "recovery_income": None if settings.income else Limitation("no_income_estimate"),
        }.get(name)
        if why is not None:
            reason = {"reason": limitation_text(why, labels)}
            texts = [fill("survey.note.not_estimated", labels, texts=reason)]
    numbers = [
        *("n", "truth", "bias", "bias_error", "rmse", "rmse_error"),
        *("coverage", "coverage_error", "rejection", "rejection_error", "positive"),
    ]
    frame = pd.DataFrame(rows, columns=["world", "what", *numbers, "coverage_verdict"])
    frame["coverage_verdict"] = [
        f"survey.robustness.verdict.{verdict}" if isinstance(verdict, str) else None
        for verdict in frame["coverage_verdict"]
    ]
    notes, extra = as_notes(name, texts)
    columns = [
        Column("what", "survey.column.estimated", "label"),
        Column("n", "survey.column.data_sets", "count"),
        Column("truth", "survey.column.truth", "number", 3),
        Column("bias", "survey.column.bias", "number", 3),
        Column("bias_error", "survey.column.mc", "number", 3),
        Column("rmse", "survey.column.rmse", "number", 3),
        Column("rmse_error", "survey.column.mc", "number", 3),
        Column("coverage", "survey.column.coverage", "percent", 1),
        Column("coverage_error", "survey.column.mc", "percent", 1),
        Column("coverage_verdict", "survey.column.judged", "label"),
    ]
    if name != "recovery_reliability":
        columns += [
            Column("rejection", "survey.column.rejection", "percent", 1),
            Column("rejection_error", "survey.column.mc", "percent", 1),
        ]
    if name == "recovery_drivers":
        columns.append(Column("positive", "survey.column.above_zero", "percent", 1))
    return Table(
        name,
        frame.astype(dict.fromkeys(numbers, "float64")),
        columns,
        notes=notes,
        labels=titles | extra,
        group="world",
    )


def _notes(name: str, settings: SurveySettings, labels: Labels) -> list[Mapping[str, str]]:
    """Return the notes of a table: measures, numbers of data sets, how rates are judged."""
    plan = settings.robustness_plan.recovery
    numbers = {
        "data_sets": plan.data_sets,
        "costly": plan.costly_data_sets,
        "resamples": plan.resamples,
    }
    level = {"level": plan.certainty}
    return [
        labels.by_language("survey.note.recovery"),
        fill(f"survey.note.{name}", labels, numbers),
        fill("survey.note.recovery_judged", labels, level, kind="percent"),
    ]


def _group(world: str, estimator: str, words: Labels) -> dict[str, str]:
    """Return the heading of a panel: the world and the estimator."""
    return {
        language: f"{words(f'survey.robustness.world.{world}', language)}: "
        f"{words(f'survey.robustness.short.{estimator}', language)}"
        for language in current_languages()
    }


def _title(
    estimator: str, target: str, questionnaire: Questionnaire, words: Labels
) -> dict[str, str]:
    """Return the title of a row: what is estimated, and the estimand where it matters."""
    estimand = target.rpartition("_")[2] if target.endswith(("_ate", "_att")) else ""
    bare = target.removesuffix(f"_{estimand}") if estimand else target
    texts = {}
    for language in current_languages():
        if estimator in TABLES["recovery_income"]:
            what = words(f"survey.robustness.effect.{bare}", language)
            if estimand:
                what += f" ({words(f'survey.robustness.estimand.{estimand}', language)})"
        else:
            names: Sequence[str] = bare.split("_vs_")
            what = " − ".join(questionnaire.variables[name].label.words(language) for name in names)
        texts[language] = what
    return texts
