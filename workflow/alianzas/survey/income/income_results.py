"""Facts, table and plotted data of the main income comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.config.model_settings import Income
from alianzas.survey.income.income_comparison import IncomeModel, bound_relation
from alianzas.survey.income.samples import group_label
from alianzas.survey.model_words import table_texts
from alianzas.survey.numbers_in_text import numbers_fact
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.statements.writing import inside, listed
from field_statistics.regression import direction
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages, in_first_language
from human_files.language.labels import Labels
from human_files.language.numbers import format_interval, format_value
from human_files.language.sentences import lowered

if TYPE_CHECKING:
    import pandas as pd


def income_facts(
    result: IncomeModel, plan: Income, questionnaire: Questionnaire, labels: Labels
) -> list[Fact]:
    """Return the estimates, the phrases they justify, and what they rest on."""
    words = labels.with_texts(table_texts(questionnaire))
    bound = plan.claimed_bound
    facts = []
    if bound is not None:
        place = Design("survey.income.claimed_bound")
        facts.append(Fact("survey.income.claim.bound", bound, "percent", design=place))
    facts += [
        Fact(
            "survey.income.base_year",
            plan.base_year,
            "year",
            design=Design("survey.income.base_year"),
        ),
        Fact(
            "survey.income.last_year",
            plan.last_year,
            "year",
            design=Design("survey.income.last_year"),
        ),
        Fact("survey.income.n", result.n, "count"),
        Fact("survey.income.left_out.n", result.left_out, "count"),
    ]
    for group, estimate in result.estimates.items():
        key, how = f"survey.income.{group}", direction(estimate)
        facts += [
            Fact(
                f"{key}.percent",
                estimate.value if estimate else None,
                "percent",
                n=estimate.n if estimate else None,
                interval=estimate.interval if estimate else None,
                confidence=result.confidence,
                decimals=1,
                missing=None if estimate else "not_estimated",
            ),
            Fact(f"{key}.p", estimate.p if estimate else None, "p_value"),
            Fact(
                f"{key}.phrase",
                how,
                "phrase",
                text=labels.by_language(f"survey.phrase.income.{how}"),
            ),
            numbers_fact(key, estimate, "survey.numbers.growth", labels, "percent", 1),
        ]
        if bound is not None:
            where = bound_relation(estimate, bound)
            text = labels.by_language(f"survey.phrase.bound.{where}")
            facts.append(Fact(f"{key}.bound.phrase", where, "phrase", text=text))
    for group in result.firms:
        n = result.shown(group)
        facts.append(Fact(f"survey.income.groups.{group}.n", n, "count"))
        median = result.medians[group]
        facts.append(
            Fact(f"survey.income.growth.{group}.median", median, "percent", n=n, decimals=1)
        )
    controls = [f"survey.control.{name}" for name in result.controls] or ["survey.control.none"]
    text = join(controls, labels)
    facts.append(
        Fact("survey.income.controls.phrase", " ".join(result.controls), "phrase", text=text)
    )
    return [*facts, _basis(result, words), *_model_facts(result, plan, words)]


def _model_facts(result: IncomeModel, plan: Income, words: Labels) -> list[Fact]:
    """Say how each collaboration model differs, and where that remains clear after correction."""
    texts = {}
    for language in current_languages():
        said = []
        for group in plan.models:
            estimate = result.estimates[group]
            name = lowered(words(group_label(group), language))
            if estimate is None:
                value = words("survey.not_estimated", language)
            else:
                interval = format_interval(estimate.interval, "percent", language, 1)
                value = f"{format_value(estimate.value, 'percent', language, 1)} {interval}"
            said.append(f"{name}: {value}")
        texts[language] = "; ".join(said) or words("survey.none", language)
    facts = [
        Fact(
            "survey.income.models.n",
            len(plan.models),
            "count",
            design=Design("survey.income.models.*"),
        ),
        Fact("survey.income.models.phrase", " ".join(plan.models), "phrase", text=texts),
    ]
    facts += [
        Fact(f"survey.income.{group}.p_holm", result.holm.get(group), "p_value")
        for group in plan.models
    ]
    clear = [name for name in plan.models if result.holm.get(name, 1) < 1 - result.confidence]
    how = ("some" if clear else "none") if result.holm else "unknown"
    names = listed([inside(words.by_language(group_label(group))) for group in clear])
    form = "all" if clear and len(clear) == len(plan.models) else how
    text = fill(f"survey.phrase.models_clear.{form}", words, texts={"names": names})
    key = "survey.income.models.corrected.phrase"
    return [*facts, Fact(key, how, "phrase", text=text)]


def _basis(result: IncomeModel, words: Labels) -> Fact:
    """Return the phrase that says how many firms are compared, or why none are."""
    limitation = result.limitations.get(ALLIED)
    key = "survey.income.basis.phrase"
    if limitation is not None:
        reason = limitation_text(limitation, words)
        text = fill("survey.phrase.estimate.not_made", words, texts={"reason": reason})
        return Fact(key, "not_estimated", "phrase", text=text)
    numbers = {name: result.firms[name] for name in (ALLIED, INDEPENDENT)}
    text = fill("survey.phrase.estimate.made", words, numbers)
    return Fact(key, "estimated", "phrase", text=text)


def income_frame(result: IncomeModel) -> pd.DataFrame:
    """Return one row per group, with values missing where not estimated.

    Columns: model, group, n (firms of the group), percent, low, high, p, holm.
    """
    import pandas as pd

    rows = []
    for group, estimate in result.estimates.items():
        row: dict[str, Any] = {
            "model": result.groups[group],
            "group": group,
            "n": result.shown(group),
        }
        if estimate is not None:
            row |= {"percent": estimate.value, "low": estimate.low, "high": estimate.high}
            row |= {"p": estimate.p, "holm": result.holm.get(group)}
        rows.append(row)
    columns = ["model", "group", "n", "percent", "low", "high", "p", "holm"]
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(columns[3:], "float64"))


def income_table(
    result: IncomeModel, plan: Income, questionnaire: Questionnaire, labels: Labels
) -> Table:
    """Return the income differences from independent firms."""
    words = labels.with_texts(table_texts(questionnaire))
    controls = join([f"survey.control.{name}" for name in result.controls], labels)
    texts = []
    if any(result.estimates.values()):
        years = {"base": plan.base_year, "last": plan.last_year}
        firms = {"independent": result.firms[INDEPENDENT]}
        texts = [
            fill("survey.note.income_growth", labels, years, kind="year"),
            fill("survey.note.income_firms", labels, firms),
            fill("survey.note.errors", labels, {"level": result.confidence}, kind="percent"),
        ]
        if result.controls:
            texts.insert(1, fill("survey.note.income_controls", labels, texts={"names": controls}))
        if result.left_out:
            texts.append(fill("survey.note.income_left_out", labels, {"left_out": result.left_out}))
    if len(result.holm) > 1:
        texts.append(fill("survey.note.holm_models", labels, {"n": len(result.holm)}))
    reasons: dict[str, dict[str, str]] = {}
    for limitation in result.limitations.values():
        text = limitation_text(limitation, words)
        reasons.setdefault(in_first_language(text), text)
    texts += [
        fill("survey.note.not_estimated", words, texts={"reason": reason})
        for reason in reasons.values()
    ]
    texts += remark_texts(result, words)
    notes, extra = as_notes("income", texts)
    frame = income_frame(result).rename(columns={"low": "percent_low", "high": "percent_high"})
    frame["model"] = "survey.income_model." + frame["model"]
    frame["firms"] = [group_label(group) for group in frame["group"]]
    return Table(
        "income",
        frame,
        [
            Column("firms", "survey.column.firms", "label"),
            Column("n", "survey.column.n", "count"),
            Column("percent", "survey.column.income", "percent", decimals=1),
            Column("percent", "survey.column.interval", "interval", of="percent", decimals=1),
            Column("p", "survey.column.p", "p_value"),
            Column("holm", "survey.column.p_holm", "p_value"),
        ],
        notes=notes,
        labels=table_texts(questionnaire) | extra,
        group="model",
    )


def remark_texts(result: IncomeModel, words: Labels) -> list[dict[str, str]]:
    """Return what had to be dropped or merged; sector by sector where the comparisons differ."""
    said = [limitation_text(remark, words) for remark in result.remarks.get("", ())]
    compared = [group for group in result.remarks if group]
    joined: dict[tuple[str, ...], list[str]] = {}
    for group in compared:
        for remark in result.remarks[group]:
            joined.setdefault((remark.code, *remark.names), []).append(group)
    if not joined:
        return said
    first = next(remark for group in compared for remark in result.remarks[group])
    if list(joined.values()) == [compared]:
        return [*said, limitation_text(first, words)]
    listed = {}
    for language in current_languages():
        parts = []
        for (_, *names), groups in joined.items():
            sectors = join(names, words)[language]
            of = ", ".join(words(group_label(group), language) for group in groups)
            parts.append(f"{sectors} ({of})")
        listed[language] = "; ".join(parts)
    return [*said, fill("survey.note.sectors_joined", words, first.numbers, {"list": listed})]
