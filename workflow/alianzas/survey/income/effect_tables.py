"""Tables of the estimates: estimands, effects by estimator, quantiles, power."""

from __future__ import annotations

from alianzas.sentences import printed
from alianzas.survey.income.effects import estimands
from alianzas.survey.income.income_check_frames import effects_frame, quantiles_frame
from alianzas.survey.income.income_checks import IncomeChecks
from alianzas.survey.income.income_results import remark_texts
from alianzas.survey.income.income_table_words import (
    Texts,
    estimand_stem,
    reasons,
    suppressed,
    titles,
)
from alianzas.survey.income.power import Power
from alianzas.survey.income.samples import group_label
from alianzas.survey.model_words import table_texts
from alianzas.survey.phrases import as_notes, fill
from alianzas.survey.questionnaire import INDEPENDENT, Questionnaire
from field_statistics.treatment_effects.matching import CALIPER
from honest_results.tables import Column, Table
from human_files.language.labels import Labels


def estimands_table(checks: IncomeChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return each estimand's question, the firms it concerns, and its assumptions."""
    import pandas as pd

    words = labels.with_texts(table_texts(questionnaire))
    rows, texts = [], titles(checks, words)
    for group, asked in estimands(checks.main.groups).items():
        for estimand in asked:
            key = f"survey.estimand_of.{group}.{estimand}"
            stem, name = (
                estimand_stem(group, estimand),
                {"model": words.by_language(group_label(group))},
            )
            texts[f"{key}.question"] = fill(f"{stem}.question", words, texts=name)
            texts[f"{key}.assumes"] = words.by_language(f"{stem}.assumes")
            treated, control = checks.main.shown(group), checks.main.firms[INDEPENDENT]
            rows.append(
                {
                    "estimand": key,
                    "question": f"{key}.question",
                    "assumes": f"{key}.assumes",
                    "treated": treated,
                    "control": control,
                }
            )
    return Table(
        "income_estimands",
        pd.DataFrame(rows),
        [
            Column("estimand", "survey.column.estimand", "label"),
            Column("question", "survey.column.question_asked", "label"),
            Column("assumes", "survey.column.assumes", "label"),
            Column("treated", "survey.column.treated", "count"),
            Column("control", "survey.column.control", "count"),
        ],
        notes=["survey.note.estimands"],
        labels=table_texts(questionnaire) | texts,
    )


def effects_table(checks: IncomeChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return every estimand by every estimator, as proportions."""
    words = labels.with_texts(table_texts(questionnaire))
    frame = effects_frame(checks).rename(columns={"low": "percent_low", "high": "percent_high"})
    frame["of"] = "survey.estimand_of." + frame["group"] + "." + frame["estimand"]
    frame["estimator"] = "survey.estimator." + frame["estimator"]
    limits = {str(k): effect.limitation for k, effect in enumerate(checks.effects)}
    used = {
        "level": printed(checks.main.confidence, "percent"),
        "caliper": printed(CALIPER, "number", 1),
    }
    texts: list[Texts] = [
        fill("survey.note.effects", words, texts=used),
        fill("survey.note.trimming", words, {"trim": checks.plan.trimming}, kind="percent"),
        *reasons(limits, words),
        *remark_texts(checks.main, words),
        *suppressed(frame, checks.fewest, words),
    ]
    notes, extra = as_notes("income_effects", texts)
    return Table(
        "income_effects",
        frame,
        [
            Column("estimator", "survey.column.estimator", "label"),
            Column("percent", "survey.column.income", "percent", decimals=1, hidden="hidden"),
            Column(
                "percent",
                "survey.column.interval",
                "interval",
                of="percent",
                decimals=1,
                hidden="hidden",
            ),
            Column("p", "survey.column.p", "p_value", hidden="hidden"),
            Column("n_treated", "survey.column.treated", "count"),
            Column("n_control", "survey.column.control", "count"),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | titles(checks, words) | extra,
        group="of",
    )


def quantiles_table(checks: IncomeChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the effects on the quantiles of growth."""
    words = labels.with_texts(table_texts(questionnaire))
    frame = quantiles_frame(checks).rename(columns={"low": "percent_low", "high": "percent_high"})
    frame["of"] = "survey.estimand_of." + frame["group"] + "." + frame["estimand"]
    limits = {
        f"{group}{k}": effect.limitation
        for group, effects in checks.quantiles.items()
        for k, effect in enumerate(effects)
    }
    texts: list[Texts] = [
        fill("survey.note.quantiles", words, {"n": checks.plan.replicates}),
        *reasons(limits, words),
    ]
    notes, extra = as_notes("income_quantiles", texts)
    return Table(
        "income_quantiles",
        frame,
        [
            Column("quantile", "survey.column.quantile", "percent", align="left"),
            Column("percent", "survey.column.income", "percent", decimals=1),
            Column("percent", "survey.column.interval", "interval", of="percent", decimals=1),
            Column("p", "survey.column.p", "p_value"),
            Column("n", "survey.column.n", "count"),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | titles(checks, words) | extra,
        group="of",
    )


def power_table(checks: IncomeChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return smallest detectable effects and, for a claimed one, the power and the firms needed."""
    import pandas as pd

    words = labels.with_texts(table_texts(questionnaire))
    bound = checks.plan.claimed_bound
    rows = []
    for group, found in checks.power.items():
        row: dict[str, object] = {"group": group_label(group)}
        row |= {"treated": checks.main.shown(group), "control": checks.main.firms[INDEPENDENT]}
        if isinstance(found, Power):
            row |= {"spread": found.spread, "detectable": found.detectable}
            if bound is not None:
                row |= {"claimed": found.claimed, "needed": found.needed}
        rows.append(row)
    numbers = ["treated", "control", "spread", "detectable"]
    if bound is not None:
        numbers += ["claimed", "needed"]
    frame = pd.DataFrame(rows, columns=["group", *numbers])
    values = {"power": checks.plan.power, "level": 1 - checks.main.confidence}
    note, named = "survey.note.power_unclaimed", {}
    columns = []
    if bound is not None:
        values["bound"], note = bound, "survey.note.power"
        named = {
            "survey.column.power_claimed": fill(
                "survey.column.power_for", words, {"bound": bound}, kind="percent"
            ),
            "survey.column.needed": fill(
                "survey.column.needed_for", words, {"bound": bound}, kind="percent"
            ),
        }
        columns = [
            Column("claimed", "survey.column.power_claimed", "percent"),
            Column("needed", "survey.column.needed", "count"),
        ]
    texts: list[Texts] = [
        fill(note, words, values, kind="percent"),
        *reasons(checks.power, words),
    ]
    notes, extra = as_notes("income_power", texts)
    return Table(
        "income_power",
        frame.astype(dict.fromkeys(numbers, "float64")),
        [
            Column("group", "survey.column.firms", "label"),
            Column("treated", "survey.column.treated", "count"),
            Column("control", "survey.column.control", "count"),
            Column("spread", "survey.column.spread", "number"),
            Column("detectable", "survey.column.detectable", "percent", decimals=1),
            *columns,
        ],
        notes=notes,
        labels=table_texts(questionnaire) | extra | named,
    )
