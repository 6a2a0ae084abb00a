"""Tables of what could be wrong: imbalance between the groups, an unmeasured confounder."""

from __future__ import annotations

import math
from typing import Any

from alianzas.sentences import printed
from alianzas.survey.controls import FIRM_FACTS
from alianzas.survey.income.balance import STAGES, Overlap
from alianzas.survey.income.income_check_frames import balance_frame
from alianzas.survey.income.income_checks import EXAMINED, IncomeChecks
from alianzas.survey.income.income_table_words import (
    Texts,
    covariate_key,
    reasons,
    suppressed,
    titles,
)
from alianzas.survey.income.samples import group_label
from alianzas.survey.income.sensitivity import LARGEST_R2, LOG_RISK, Sensitivity
from alianzas.survey.model_words import table_texts
from alianzas.survey.phrases import as_notes, fill
from alianzas.survey.questionnaire import Questionnaire
from honest_results.tables import Column, Table
from human_files.language.labels import Labels


def balance_table(checks: IncomeChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return standardised differences and variance ratios before and after each adjustment.

    What would give back a number of firms that is not shown is missing in the frame, and ``hidden``.
    """
    import pandas as pd

    words = labels.with_texts(table_texts(questionnaire))
    long = balance_frame(checks)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for row in long.to_dict("records"):
        key = (row["group"], row["covariate"])
        entry = rows.setdefault(
            key,
            {
                "of": f"survey.estimand_of.{row['group']}.{row['estimand']}",
                "covariate": covariate_key(row["covariate"]),
            },
        )
        entry[f"difference_{row['stage']}"] = row["difference"]
        entry[f"ratio_{row['stage']}"] = row["ratio"]
        entry["hidden"] = row["hidden"]
    numbers = [f"{part}_{stage}" for part in ("difference", "ratio") for stage in STAGES]
    frame = pd.DataFrame(list(rows.values()), columns=["of", "covariate", *numbers, "hidden"])
    frame = frame.astype(dict.fromkeys(numbers, "float64") | {"hidden": bool})
    texts: list[Texts] = reasons(checks.overlap, words)
    for group, found in checks.overlap.items():
        if isinstance(found, Overlap):
            texts.append(_effective(group, found, words))
    if len(frame):
        texts = [words.by_language("survey.note.balance"), *texts]
    texts += suppressed(frame, checks.fewest, words)
    notes, extra = as_notes("income_balance", texts)
    return Table(
        "income_balance",
        frame,
        [
            Column("covariate", "survey.column.covariate", "label"),
            *(
                Column(
                    f"difference_{stage}",
                    f"survey.column.difference.{stage}",
                    "number",
                    hidden="hidden",
                )
                for stage in STAGES
            ),
            *(
                Column(f"ratio_{stage}", f"survey.column.ratio.{stage}", "number")
                for stage in STAGES
            ),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | titles(checks, words) | extra,
        group="of",
    )


def _effective(group: str, found: Overlap, words: Labels) -> dict[str, str]:
    """Return the effective numbers of firms at each stage as a note."""
    numbers: dict[str, float] = {}
    for stage in ("weighting", "matching"):
        treated, control = found.effective.get(stage, (0.0, 0.0))
        numbers |= {f"{stage}_treated": treated, f"{stage}_control": control}
    return fill(
        "survey.note.effective",
        words,
        numbers,
        {"group": words.by_language(group_label(group))},
        kind="number",
        decimals=1,
    )


def sensitivity_table(checks: IncomeChecks, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return how strong an unmeasured confounder would have to be, beside the observed controls."""
    import pandas as pd

    words = labels.with_texts(table_texts(questionnaire))
    rows: list[dict[str, object]] = []
    for group, found in checks.sensitivity.items():
        if not isinstance(found, Sensitivity):
            continue
        of = f"survey.estimand_of.{group}.{EXAMINED[group]}"
        for name, kind, value in (
            ("partial_r2", "share", found.partial_r2),
            ("robustness", "share", found.robustness),
            ("robustness_interval", "share", found.robustness_interval),
            ("e_estimate", "ratio", found.e_estimate),
            ("e_interval", "ratio", found.e_interval),
            ("delta", "ratio", found.delta),
            ("beta", "effect", _proportion(found.beta)),
        ):
            rows.append({"of": of, "measure": f"survey.sensitivity.{name}", kind: value})
        for control, bound in found.benchmarks.items():
            row: dict[str, object] = {"of": of, "measure": f"survey.sensitivity.as.{control}"}
            if bound is not None:
                row |= {"effect": _proportion(bound.estimate)}
                row |= {
                    "effect_low": _proportion(bound.low),
                    "effect_high": _proportion(bound.high),
                }
            rows.append(row)
    numbers = ["share", "ratio", "effect", "effect_low", "effect_high"]
    frame = pd.DataFrame(rows, columns=["of", "measure", *numbers])
    texts: list[Texts] = reasons(checks.sensitivity, words)
    if len(frame):
        values = {"times": LARGEST_R2}
        used = {
            "level": printed(checks.main.confidence, "percent"),
            "factor": printed(LOG_RISK, "number", 2),
        }
        texts = [
            fill("survey.note.sensitivity", words, texts=used),
            fill("survey.note.oster", words, values, kind="number", decimals=1),
            *texts,
        ]
    notes, extra = as_notes("income_sensitivity", texts)
    extra |= {
        f"survey.sensitivity.as.{name}": fill(
            "survey.sensitivity.benchmark",
            words,
            texts={"control": words.by_language(f"survey.control.{name}")},
        )
        for name in dict.fromkeys([*FIRM_FACTS, *checks.main.controls])
    }
    return Table(
        "income_sensitivity",
        frame.astype(dict.fromkeys(numbers, "float64")),
        [
            Column("measure", "survey.column.measure", "label"),
            Column("share", "survey.column.share_variance", "percent", decimals=1),
            Column("ratio", "survey.column.ratio", "number"),
            Column("effect", "survey.column.income_left", "percent", decimals=1),
            Column("effect", "survey.column.interval", "interval", of="percent", decimals=1),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | titles(checks, words) | extra,
        group="of",
    )


def _proportion(log: float | None) -> float | None:
    """Return a difference of logs as a proportion."""
    return None if log is None else math.expm1(log)
