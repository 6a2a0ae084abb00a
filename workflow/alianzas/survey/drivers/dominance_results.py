"""The dominance analysis (Budescu, 1993; Azen and Budescu, 2003) as facts and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.survey.drivers.driver_checks import DriverChecks
from alianzas.survey.drivers.driver_results import coefficient_fact
from alianzas.survey.limitation import Limitation
from alianzas.survey.model_words import table_texts, variable_names
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from field_statistics.regression import direction
from field_statistics.regression_bootstrap import RegressionBootstrap
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import in_every_language
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd


def dominance_frame(checks: DriverChecks) -> pd.DataFrame:
    """Return one row per predictor, by falling weight: construct, weight, low, high, share.

    ``share``: of the R² of all predictors; ``alone`` and ``last``: gain in R² as the only
    predictor and in addition to all others. Missing where not estimated.
    """
    import pandas as pd

    found = checks.bootstrap
    rows: list[dict[str, object]] = []
    for name in checks.plan.predictors:
        row: dict[str, object] = {"construct": name}
        if isinstance(found, RegressionBootstrap) and name in found.predictors:
            weight, gains = found.weights[name], found.dominance.conditional[found.place(name)]
            row |= {"weight": weight.value, "low": weight.low, "high": weight.high}
            row |= {"share": weight.value / found.dominance.r2, "alone": gains[0]}
            row["last"] = gains[-1]
        rows.append(row)
    numbers = ["weight", "low", "high", "share", "alone", "last"]
    frame = pd.DataFrame(rows, columns=["construct", *numbers])
    frame = frame.astype(dict.fromkeys(numbers, "float64"))
    return frame.sort_values("weight", ascending=False, kind="stable", ignore_index=True)


def dominance_facts(
    checks: DriverChecks, questionnaire: Questionnaire, labels: Labels
) -> list[Fact]:
    """Return the weights, and what they say about the pairs compared."""
    words = labels.with_texts(variable_names(questionnaire))
    found, level = checks.bootstrap, checks.main.confidence
    known = found if isinstance(found, RegressionBootstrap) else None
    facts = []
    for name in checks.plan.predictors:
        weight = known.weights.get(name) if known else None
        share = weight.value / known.dominance.r2 if known and weight else None
        facts += [
            coefficient_fact(f"survey.dominance.{name}.weight", weight, level),
            Fact(f"survey.dominance.{name}.share", share, "percent"),
        ]
    for first, second in checks.main.comparisons:
        key = f"survey.dominance.{first}_vs_{second}"
        difference = known.weight_differences.get((first, second)) if known else None
        how = direction(difference)
        pattern, share = "unknown", None
        if known and difference is not None:
            places = known.place(first), known.place(second)
            pattern = known.dominance.pattern(*places)
            share = known.reproduced[first, second]
        facts += [
            coefficient_fact(f"{key}.difference", difference, level),
            Fact(
                f"{key}.phrase",
                how,
                "phrase",
                text=words.by_language(f"survey.phrase.weight.{how}"),
            ),
            Fact(
                f"{key}.pattern",
                pattern,
                "label",
                text=words.by_language(f"survey.dominance.{pattern}"),
            ),
            Fact(f"{key}.replicates", share, "percent"),
        ]
    ordered = sorted(known.weights, key=lambda name: -known.weights[name].value) if known else []
    names = join([f"survey.the.{name}" for name in ordered], words)
    how = "known" if ordered else "unknown"
    strongest = ordered[0] if ordered else None
    weight = known.weights[strongest] if known and strongest else None
    return [
        *facts,
        Fact(
            "survey.dominance.order.phrase",
            " ".join(ordered) or how,
            "phrase",
            text=fill(f"survey.phrase.order.{how}", words, texts={"names": names}),
        ),
        Fact(
            "survey.dominance.strongest.label",
            strongest,
            "label",
            text=words.by_language(f"survey.the.{strongest}" if strongest else "survey.no_scale"),
        ),
        coefficient_fact("survey.dominance.strongest.weight", weight, level),
        Fact(
            "survey.dominance.strongest.share",
            weight.value / known.dominance.r2 if known and weight else None,
            "percent",
        ),
    ]


def _notes(checks: DriverChecks, words: Labels) -> list[dict[str, str]]:
    """Return the note that says why there is no dominance analysis, if so."""
    if isinstance(checks.bootstrap, Limitation):
        reason = limitation_text(checks.bootstrap, words)
        return [fill("survey.note.not_estimated", words, texts={"reason": reason})]
    return []


def dominance_table(checks: DriverChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the general weights with intervals, and the gains alone and last."""
    words = labels.with_texts(variable_names(questionnaire))
    frame = dominance_frame(checks).rename(columns={"low": "weight_low", "high": "weight_high"})
    frame["scale"] = [f"survey.construct.{name}" for name in frame["construct"]]
    texts = _notes(checks, words)
    if isinstance(checks.bootstrap, RegressionBootstrap):
        level = {"level": checks.main.confidence}
        r2 = {"r2": checks.bootstrap.dominance.r2}
        texts = [
            fill("survey.note.dominance", labels, r2, kind="coefficient"),
            fill("survey.note.dominance_interval", labels, level, kind="percent"),
            fill("survey.note.resamples", labels, {"n": checks.bootstrap.replicates}),
        ]
    notes, extra = as_notes("dominance", texts)
    return Table(
        "dominance",
        frame,
        [
            Column("scale", "survey.column.scale", "label"),
            Column("weight", "survey.column.weight", "coefficient", decimals=3),
            Column("weight", "survey.column.interval", "interval", 3, of="coefficient"),
            Column("share", "survey.column.share", "percent"),
            Column("alone", "survey.column.alone", "coefficient", decimals=3),
            Column("last", "survey.column.last", "coefficient", decimals=3),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | extra,
    )


def dominance_levels_table(
    checks: DriverChecks, questionnaire: Questionnaire, labels: Labels
) -> Table:
    """Return the conditional weights: the mean gain by the number of other predictors."""
    import pandas as pd

    words = labels.with_texts(variable_names(questionnaire))
    found, names = checks.bootstrap, list(checks.plan.predictors)
    frame = pd.DataFrame({"scale": [f"survey.construct.{name}" for name in names]})
    sizes = range(len(names))
    for size in sizes:
        frame[f"others_{size}"] = [
            found.dominance.conditional[found.place(name), size]
            if isinstance(found, RegressionBootstrap)
            and name in found.predictors
            and size < len(found.predictors)
            else float("nan")
            for name in names
        ]
    texts = _notes(checks, words) or [fill("survey.note.dominance_levels", words)]
    notes, extra = as_notes("dominance_levels", texts)
    headers = {f"survey.others.{size}": in_every_language(str(size)) for size in sizes}
    return Table(
        "dominance_levels",
        frame,
        [
            Column("scale", "survey.column.scale", "label"),
            *(
                Column(f"others_{k}", f"survey.others.{k}", "coefficient", decimals=3)
                for k in sizes
            ),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | headers | extra,
    )


def dominance_pairs_table(
    checks: DriverChecks, questionnaire: Questionnaire, labels: Labels
) -> Table:
    """Return, for every pair, how the predictor with the larger weight dominates the other."""
    import pandas as pd

    words = labels.with_texts(variable_names(questionnaire))
    found = checks.bootstrap
    rows: list[dict[str, object]] = []
    pairs: dict[str, dict[str, str]] = {}
    if isinstance(found, RegressionBootstrap):
        ordered = sorted(found.predictors, key=lambda name: -found.weights[name].value)
        for k, first in enumerate(ordered):
            for second in ordered[k + 1 :]:
                key = f"survey.comparison.{first}_vs_{second}"
                both = [questionnaire.variables[n].label.by_language() for n in (first, second)]
                pairs[key] = {lang: f"{both[0][lang]} − {both[1][lang]}" for lang in both[0]}
                places = found.place(first), found.place(second)
                difference = found.weight_differences[first, second]
                rows.append(
                    {
                        "pair": key,
                        "difference": difference.value,
                        "difference_low": difference.low,
                        "difference_high": difference.high,
                        "models": found.dominance.complete[places],
                        "pattern": f"survey.dominance.{found.dominance.pattern(*places)}",
                        "reproduced": found.reproduced[first, second],
                    }
                )
    numbers = ["difference", "difference_low", "difference_high", "models", "reproduced"]
    frame = pd.DataFrame(rows, columns=["pair", *numbers, "pattern"])
    texts = _notes(checks, words) or [fill("survey.note.dominance_pairs", words)]
    notes, extra = as_notes("dominance_pairs", texts)
    return Table(
        "dominance_pairs",
        frame.astype(dict.fromkeys(numbers, "float64")),
        [
            Column("pair", "survey.column.pair", "label"),
            Column("difference", "survey.column.difference", "coefficient", decimals=3),
            Column("difference", "survey.column.interval", "interval", 3, of="coefficient"),
            Column("models", "survey.column.models", "percent"),
            Column("pattern", "survey.column.pattern", "label"),
            Column("reproduced", "survey.column.reproduced", "percent"),
        ],
        notes=notes,
        labels=pairs | extra,
    )
