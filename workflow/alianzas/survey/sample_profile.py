"""The sample profile: who the firms are, with allied and independent firms side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.sentences import printed
from alianzas.survey.benefit_contrasts import benefit_contrasts
from alianzas.survey.phrases import fill, join
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, YES, Questionnaire
from alianzas.survey.scores import WELL_STRUCTURED
from alianzas.survey.statements.writing import inside
from field_statistics.small_cells import mask_small_cells
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.labels import Labels
from human_files.language.numbers import DASH
from human_files.language.sentences import how_many

if TYPE_CHECKING:
    import pandas as pd

#: Printed in place of a number that is not shown.
MASKED = "(s)"
#: Employees: micro firms, small firms in two bands, larger ones (bands of the Andean Community).
SIZE_BANDS = (0, 9, 19, 49, float("inf"))
#: Years since foundation.
AGE_BANDS = (-1, 4, 9, 19, float("inf"))


def characteristics(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> dict[str, tuple[pd.Series[str], list[str]]]:
    """Return, by characteristic, each firm's category (a label key) and all categories in order."""
    import pandas as pd

    age = settings.income_plan.last_year - answers["founded"]

    def answered(name: str) -> tuple[pd.Series[str], list[str]]:
        stem = f"survey.answer.{questionnaire[name].list}."
        codes = list(questionnaire.answers(questionnaire[name]))
        return answers[name].map(lambda code: stem + code, na_action="ignore"), [
            stem + code for code in codes
        ]

    def banded(
        values: pd.Series[float], bands: tuple[float, ...], name: str
    ) -> tuple[pd.Series[str], list[str]]:
        labels = [f"survey.{name}_band.{k}" for k in range(1, len(bands))]
        return pd.cut(values, bands, labels=labels).astype(object), labels

    return {
        "sector": answered("sector"),
        "region": answered("region"),
        "size": banded(answers["employees"], SIZE_BANDS, "size"),
        "age": banded(age, AGE_BANDS, "age"),
        "exports": answered("exports"),
    }


def sample_table(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> Table:
    """Return numbers and shares of firms by characteristic, for allied, independent and all firms.

    Empty categories are left out; "not answered" appears where it occurs. Numbers below
    ``settings.small_cell``, and those that would reveal them, are masked: missing in the frame,
    and a mark in print.
    """
    import numpy as np
    import pandas as pd

    groups = {
        "allied": answers["status"] == ALLIED,
        "independent": answers["status"] == INDEPENDENT,
        "all": answers["status"].notna(),
    }
    rows: list[dict[str, object]] = []

    def add(heading: str, members: dict[str, pd.Series[bool]], threshold: int) -> None:
        """Add the rows of one characteristic: its categories, and who is in each."""
        members = {category: firms for category, firms in members.items() if firms.any()}
        counts = np.array(
            [
                [int((firms & groups[g]).sum()) for g in ("allied", "independent")]
                for firms in members.values()
            ]
        )
        masked = mask_small_cells(counts, threshold)
        for category, firms, hidden in zip(members, members.values(), masked, strict=True):
            row: dict[str, object] = {"characteristic": heading, "category": category}
            for (group, belong), mask in zip(groups.items(), hidden, strict=True):
                n = int((firms & belong).sum())
                row[f"{group}_n"] = None if mask else n
                row[f"{group}_percent"] = None if mask or not belong.any() else n / belong.sum()
            rows.append(row)

    for name, (values, categories) in characteristics(answers, questionnaire, settings).items():
        members = {category: values == category for category in categories}
        members["survey.not_answered"] = values.isna()
        add(f"survey.characteristic.{name}", members, settings.small_cell)
    # The group sizes are not confidential: the article states them.
    add("survey.characteristic.all", {"survey.firms": groups["all"]}, 1)
    frame = pd.DataFrame(rows)
    shares = [f"{name}_percent" for name in groups]
    hidden = bool(frame["all_n"].isna().any() or frame["allied_n"].isna().any())
    frame[shares] = frame[shares].astype(float)
    columns = [Column("category", "survey.column.characteristic", "label")]
    for name, belong in groups.items():
        mark = MASKED if belong.any() else DASH
        columns.append(Column(f"{name}_n", f"survey.column.{name}_n", "count", missing=mark))
        columns.append(
            Column(f"{name}_percent", "survey.column.percent", "percent", decimals=0, missing=mark)
        )
        frame[f"{name}_n"] = frame[f"{name}_n"].astype("Int64").astype(object)
        frame[f"{name}_n"] = frame[f"{name}_n"].where(frame[f"{name}_n"].notna(), None)
    return Table(
        "sample",
        frame,
        columns,
        notes=["survey.note.sample", *(["survey.note.small_cells"] if hidden else [])],
        values={"fewest": {"value": settings.small_cell, "kind": "count"}} if hidden else {},
        labels=questionnaire.label_texts(),
        group="characteristic",
    )


def sample_facts(
    answers: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    labels: Labels,
    currency: str,
    confidence: float,
) -> list[Fact]:
    """Return the facts of the sample: size, age, sectors, alliance models, benefits, challenges.

    The contrasts between models of alliance have intervals of this ``confidence``.
    """
    words = labels.with_texts(questionnaire.label_texts())
    key, n = "survey.profile", len(answers)
    exporters, exporting = _published(int((answers["exports"] == YES).sum()), n, settings)
    age = settings.income_plan.last_year - answers["founded"]
    facts = [
        Fact(f"{key}.exporters.n", exporters, "count"),
        Fact(f"{key}.exporters.percent", exporting, "percent", n=n),
        *_median(f"{key}.employees.median", answers["employees"], "number", decimals=0),
        *_median(f"{key}.age.median", age, "number", decimals=0),
        *_median(f"{key}.income_before.median", answers["income_before"], "money", unit=currency),
        *_median(f"{key}.income_after.median", answers["income_after"], "money", unit=currency),
    ]
    facts.append(_exporters(exporters, exporting, words, settings))
    for name in ("sector", "region"):
        counts = (
            answers[name].value_counts().sort_index().sort_values(ascending=False, kind="stable")
        )
        largest, text = (
            counts.index[0],
            f"survey.answer.{questionnaire[name].list}.{counts.index[0]}",
        )
        facts += [
            Fact(f"{key}.{name}s.n", len(counts), "count"),
            Fact(f"{key}.largest_{name}.label", largest, "label", text=words.both(text)),
            Fact(f"{key}.largest_{name}.percent", counts.iloc[0] / n, "percent", n=n),
        ]
    allied = answers[answers["status"] == ALLIED]
    for name, stem in (("model", "models"), ("benefits", "benefits"), ("challenges", "challenges")):
        given = allied[name].dropna().str.split()
        for code in questionnaire.answers(questionnaire[name]):
            choosing = int(given.map(lambda codes, code=code: code in codes).sum())
            named, share = _published(choosing, len(given), settings)
            facts += [
                Fact(f"survey.{stem}.{code}.n", named, "count"),
                Fact(f"survey.{stem}.{code}.percent", share, "percent", n=len(given)),
            ]

    def may_be_published(count: int, firms: int) -> bool:
        return _published(count, firms, settings)[0] is not None

    return facts + benefit_contrasts(allied, questionnaire, may_be_published, confidence)


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


def alliances_fact(
    answers: pd.DataFrame,
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    labels: Labels,
) -> Fact:
    """Return the sentences on the allied firms' models and how many are well structured."""
    key = "survey.profile.alliances.phrase"
    words = labels.with_texts(questionnaire.label_texts())
    allied = answers[answers["status"] == ALLIED]
    if allied.empty:
        return Fact(key, "none", "phrase", text=words.both("survey.phrase.alliances.none"))
    chosen = allied["model"].dropna().str.split()
    listed = f"survey.answer.{questionnaire['model'].list}."
    parts, shown = {}, False
    for code in settings.income_plan.models:
        naming = int(chosen.map(lambda codes, code=code: code in codes).sum())
        count, share = _published(naming, len(chosen), settings)
        how = "masked" if count is None or share is None else "shown"
        shown = shown or (how == "shown" and naming > 0)
        parts[f"model.{code}"] = fill(
            f"survey.phrase.model_share.{how}",
            words,
            {"fewest": settings.small_cell},
            {"model": inside(words.both(listed + code)), "share": printed(share, "percent")},
        )
    well = int((scores["group"] == WELL_STRUCTURED).sum())
    models = fill(
        f"survey.phrase.alliances.models{'' if shown else '.masked'}",
        words,
        {"fewest": settings.small_cell},
        {"models": join(list(parts), words.with_texts(parts))},
    )
    text = fill(
        "survey.phrase.alliances.some",
        words,
        texts={"models": models, "met": _meeting(well, len(allied), words, settings)},
    )
    return Fact(key, "some", "phrase", text=text)


def _meeting(well: int, allied: int, words: Labels, settings: SurveySettings) -> Mapping[str, str]:
    """Return who meets the definition of a well-structured alliance; small numbers are not told.

    Neither is how many meet it where those that do not are too few: one number tells the other.
    """
    how: str = how_many(well, allied)
    if how not in ("none", "all"):
        told = [_published(n, allied, settings)[0] for n in (well, allied - well)]
        how = "few" if told[0] is None else "most" if told[1] is None else "some"
    numbers = {"well": well, "of": allied, "fewest": settings.small_cell}
    return fill(f"survey.phrase.alliances.met.{how}", words, numbers)


def _median(
    key: str,
    values: pd.Series[float],
    kind: str,
    decimals: int | None = None,
    unit: str | None = None,
) -> list[Fact]:
    """Return the fact of a median."""
    known = values.dropna()
    middle = float(known.median()) if len(known) else None
    return [Fact(key, middle, kind, n=len(known), decimals=decimals, unit=unit)]  # type: ignore[arg-type]


def _published(count: int, firms: int, settings: SurveySettings) -> tuple[int | None, float | None]:
    """Return a number of firms and their share, or neither where the number is too small."""
    if not firms:
        return count, None
    if 0 < count < settings.small_cell:
        return None, None
    return count, count / firms
