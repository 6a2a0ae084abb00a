"""The sample profile: who the firms are, with allied and independent firms side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.sentences import printed
from alianzas.survey.benefit_contrasts import benefit_contrasts
from alianzas.survey.characteristics import ages, group_columns
from alianzas.survey.disclosure.hidden import Hidden
from alianzas.survey.disclosure.plan import plan_disclosure, sample_characteristics
from alianzas.survey.phrases import fill
from alianzas.survey.publishing import published, published_models
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import allied_firms
from alianzas.survey.scoring import variables_frame
from alianzas.survey.variables import coded
from honest_results.facts import Fact
from honest_results.tables import SUPPRESSED, Column, Table
from human_files.language.labels import Labels
from human_files.language.numbers import DASH

if TYPE_CHECKING:
    import pandas as pd


def sample_table(
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    hidden: Hidden | None = None,
) -> Table:
    """Return numbers and shares of firms by characteristic, for each group of firms and for all.

    Empty categories are left out; "not answered" appears where it occurs. What is ``hidden`` (by
    default: what the sample by itself must hide) is missing in the frame, and a mark in print.
    """
    import pandas as pd

    plan = hidden or plan_disclosure(answers, None, questionnaire, settings)

    known = variables_frame(answers, questionnaire, settings.scales.minimum_answered)
    columns_of = group_columns(known, questionnaire)
    groups = {name: firms for name, (firms, _) in columns_of.items()}
    rows: list[dict[str, object]] = []

    def add(name: str, members: Mapping[str, pd.Series[bool]]) -> None:
        """Add the rows of one characteristic: its categories, and who is in each."""
        for category, firms in members.items():
            row: dict[str, object] = {
                "characteristic": f"survey.characteristic.{name}",
                "category": category,
            }
            for group, belong in groups.items():
                n, mask = int((firms & belong).sum()), plan("sample", name, category, group)
                row[f"{group}_n"] = None if mask else n
                row[f"{group}_percent"] = None if mask or not belong.any() else n / belong.sum()
            rows.append(row)

    for name, one in sample_characteristics(known, questionnaire, settings).items():
        add(name, one.members)
    # The group sizes are not confidential: the article states them.
    add("all", {"survey.firms": groups["all"]})
    frame = pd.DataFrame(rows)
    shares = [f"{name}_percent" for name in groups]
    masks = bool(frame[[f"{name}_n" for name in groups]].isna().any(axis=None))
    frame[shares] = frame[shares].astype(float)
    columns = [Column("category", "survey.column.characteristic", "label")]
    heads: dict[str, dict[str, str]] = {}
    for name, (belong, text) in columns_of.items():
        mark = SUPPRESSED if belong.any() else DASH
        head = f"survey.column.{name}_n" if text is None else f"survey.column.group.{name}"
        heads |= {head: text} if text is not None else {}
        columns.append(Column(f"{name}_n", head, "count", missing=mark))
        columns.append(
            Column(f"{name}_percent", "survey.column.percent", "percent", decimals=0, missing=mark)
        )
        frame[f"{name}_n"] = frame[f"{name}_n"].astype("Int64").astype(object)
        frame[f"{name}_n"] = frame[f"{name}_n"].where(frame[f"{name}_n"].notna(), None)
    return Table(
        "sample",
        frame,
        columns,
        notes=["survey.note.sample", *(["survey.note.small_cells"] if masks else [])],
        values={"fewest": {"value": settings.small_cell, "kind": "count"}} if masks else {},
        labels=questionnaire.label_texts() | heads,
        group="characteristic",
    )


def sample_facts(
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    labels: Labels,
    currency: str,
    confidence: float,
    hidden: Hidden | None = None,
) -> list[Fact]:
    """Return the facts of the sample: size, age, sectors, alliance models, benefits, challenges.

    What is not asked has no facts, and what is ``hidden`` (by default: what the sample by itself must
    hide) no value. The contrasts between models of alliance have intervals of this ``confidence``.
    """
    plan = hidden or plan_disclosure(answers, None, questionnaire, settings)
    words = labels.with_texts(questionnaire.label_texts())
    frame = variables_frame(answers, questionnaire, settings.scales.minimum_answered)
    key, role, fewest = "survey.profile", questionnaire.role, max(1, settings.small_cell)
    exporting: Fact | None = None
    facts: list[Fact] = []
    if (exports := role("exports")) is not None:
        yes = coded(questionnaire.variable(exports), frame).iloc[:, 0] == 1
        number, share = published(int(yes.sum()), len(frame), settings)
        keys = [questionnaire.answer_key(exports, code) for code in questionnaire.codes(exports)]
        if any(plan("sample", "exports", one, "all") for one in (*keys, "survey.yes", "survey.no")):
            number = share = None
        facts = [
            Fact(f"{key}.exporters.n", number, "count"),
            Fact(f"{key}.exporters.percent", share, "percent", n=len(frame)),
        ]
        exporting = _exporters(number, share, words, settings)
    if (employees := role("employees")) is not None:
        facts += _median(f"{key}.employees.median", frame[employees], "number", fewest, decimals=0)
    if (age := ages(frame, questionnaire, settings)) is not None:
        facts += _median(f"{key}.age.median", age, "number", fewest, decimals=0)
    if employees is not None and age is not None:
        facts.append(_medians(frame[employees], age, fewest, words))
    for name in ("income_before", "income_after"):
        if (income := role(name)) is not None:
            facts += _median(f"{key}.{name}.median", frame[income], "money", fewest, unit=currency)
    facts += [] if exporting is None else [exporting]
    for name in ("sector", "region"):
        if (question := role(name)) is not None:
            facts += _largest(name, question, frame, questionnaire, words, plan)
    allied = frame[allied_firms(frame, questionnaire)]
    for name, stem in (("model", "models"), ("benefits", "benefits"), ("challenges", "challenges")):
        if (question := role(name)) is None:
            continue
        given = allied[question].dropna().str.split()
        counts = {
            code: int(given.map(lambda codes, code=code: code in codes).sum())
            for code in questionnaire.codes(question)
        }
        shown = (
            published_models(counts, len(given), settings)
            if name == "model"
            else {
                code: (None, None) if plan(name, code) else published(n, len(given), settings)
                for code, n in counts.items()
            }
        )
        for code, (named, share) in shown.items():
            facts += [
                Fact(f"survey.{stem}.{code}.n", named, "count"),
                Fact(f"survey.{stem}.{code}.percent", share, "percent", n=len(given)),
            ]

    return facts + benefit_contrasts(allied, questionnaire, plan, confidence)


def _largest(
    name: str,
    question: str,
    frame: pd.DataFrame,
    questionnaire: Questionnaire,
    words: Labels,
    plan: Hidden,
) -> list[Fact]:
    """Return how many sectors (or regions) there are, which has most firms, and their share."""
    key, counts = "survey.profile", frame[question].value_counts()
    counts = counts.sort_index().sort_values(ascending=False, kind="stable")
    facts = [Fact(f"{key}.{name}s.n", len(counts), "count")]
    if counts.empty:  # asked, and nobody answered
        return facts
    category = questionnaire.answer_key(question, str(counts.index[0]))
    text = words.by_language(category)
    share = None if plan("sample", name, category, "all") else counts.iloc[0] / len(frame)
    return [
        *facts,
        Fact(f"{key}.largest_{name}.label", counts.index[0], "label", text=text),
        Fact(f"{key}.largest_{name}.percent", share, "percent", n=len(frame)),
    ]


def _exporters(
    count: int | None, share: float | None, words: Labels, settings: SurveySettings
) -> Fact:
    """Return the words for how many firms export, also where too few do to say how many."""
    how = "masked" if count is None else "none" if count == 0 else "some"
    text = fill(
        f"survey.phrase.exporters.{how}",
        words,
        {"fewest": settings.small_cell},
        {"share": printed(share, "percent")},
    )
    return Fact("survey.profile.exporters.phrase", how, "phrase", text=text)


def _medians(
    employees: pd.Series[float], age: pd.Series[float], fewest: int, words: Labels
) -> Fact:
    """Return the words for size and age of the median firm, also where too few answered."""
    told = [values.dropna() for values in (employees, age)]
    how = "told" if min(map(len, told)) >= fewest else "few"
    middle = {
        name: printed(float(values.median()), "number", 0)
        for name, values in zip(("employees", "age"), told, strict=True)
        if how == "told"
    }
    text = fill(f"survey.phrase.medians.{how}", words, texts=middle)
    return Fact("survey.profile.medians.phrase", how, "phrase", text=text)


def _median(
    key: str,
    values: pd.Series[float],
    kind: str,
    fewest: int,
    decimals: int | None = None,
    unit: str | None = None,
) -> list[Fact]:
    """Return the fact of a median, which has no value where fewer than ``fewest`` firms are known."""
    known = values.dropna()
    middle = float(known.median()) if len(known) >= fewest else None
    return [Fact(key, middle, kind, n=len(known), decimals=decimals, unit=unit)]  # type: ignore[arg-type]
