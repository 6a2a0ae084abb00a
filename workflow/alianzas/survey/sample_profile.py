"""The sample profile: who the firms are, with allied and independent firms side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.sentences import printed
from alianzas.survey.benefit_contrasts import benefit_contrasts
from alianzas.survey.phrases import fill
from alianzas.survey.publishing import published
from alianzas.survey.questionnaire import ALLIED, INDEPENDENT, Questionnaire
from alianzas.survey.scores import allied_firms
from alianzas.survey.scoring import variables_frame
from alianzas.survey.variables import coded
from field_statistics.small_cells import mask_small_cells
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.labels import Labels
from human_files.language.numbers import DASH

if TYPE_CHECKING:
    import pandas as pd

#: Printed in place of a number that is not shown.
MASKED = "(s)"
#: Employees: micro firms, small firms in two bands, larger ones (bands of the Andean Community).
SIZE_BANDS = (0, 9, 19, 49, float("inf"))
#: Years since foundation.
AGE_BANDS = (-1, 4, 9, 19, float("inf"))


def characteristics(
    frame: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> dict[str, tuple[pd.Series[str], list[str]]]:
    """Return, by characteristic, each firm's category (a label key) and all categories in order.

    ``frame`` has every variable of the questionnaire. What is not asked is left out.
    """
    import pandas as pd

    role = questionnaire.role

    def answered(name: str) -> tuple[pd.Series[str], list[str]]:
        keys = {code: questionnaire.answer_key(name, code) for code in questionnaire.codes(name)}
        if not keys:  # yes or no, answered 1 or 0
            yes_no = frame[name].map({1.0: "survey.yes", 0.0: "survey.no"}).astype(object)
            return yes_no, ["survey.yes", "survey.no"]
        return frame[name].map(keys, na_action="ignore"), list(keys.values())

    def banded(
        values: pd.Series[float], bands: tuple[float, ...], name: str
    ) -> tuple[pd.Series[str], list[str]]:
        labels = [f"survey.{name}_band.{k}" for k in range(1, len(bands))]
        return pd.cut(values, bands, labels=labels).astype(object), labels

    found = {}
    for name in ("sector", "region"):
        if (question := role(name)) is not None:
            found[name] = answered(question)
    if (employees := role("employees")) is not None:
        found["size"] = banded(frame[employees], SIZE_BANDS, "size")
    if (age := ages(frame, questionnaire, settings)) is not None:
        found["age"] = banded(age, AGE_BANDS, "age")
    if (exports := role("exports")) is not None:
        found["exports"] = answered(exports)
    return found


def ages(
    frame: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> pd.Series[float] | None:
    """Return the firms' ages in years, or None where the study does not know them."""
    founded, year = questionnaire.role("founded"), settings.reference_year
    return None if founded is None or year is None else year - frame[founded]


def group_columns(
    frame: pd.DataFrame, questionnaire: Questionnaire
) -> dict[str, tuple[pd.Series[bool], dict[str, str] | None]]:
    """Return who is in each group, and its name unless allied or independent; ``all`` last."""
    import pandas as pd

    group = questionnaire.group
    if group is None:
        return {"all": (pd.Series(True, index=frame.index), None)}
    given = frame[group.question]
    answers = questionnaire.variable(group.question).answers
    base = set(answers) == {ALLIED, INDEPENDENT}
    ordered = [*list(answers)[1:], group.reference]
    found: dict[str, tuple[pd.Series[bool], dict[str, str] | None]] = {
        code: (given == code, None if base else answers[code].by_language()) for code in ordered
    }
    return found | {"all": (given.notna(), None)}


def sample_table(
    answers: pd.DataFrame, questionnaire: Questionnaire, settings: SurveySettings
) -> Table:
    """Return numbers and shares of firms by characteristic, for each group of firms and for all.

    Empty categories are left out; "not answered" appears where it occurs. Numbers below
    ``settings.small_cell``, and those that would reveal them, are masked: missing in the frame,
    and a mark in print.
    """
    import numpy as np
    import pandas as pd

    known = variables_frame(answers, questionnaire, settings.scales.minimum_answered)
    columns_of = group_columns(known, questionnaire)
    groups = {name: firms for name, (firms, _) in columns_of.items()}
    apart = [name for name in groups if name != "all"] or ["all"]
    rows: list[dict[str, object]] = []

    def add(heading: str, members: dict[str, pd.Series[bool]], threshold: int) -> None:
        """Add the rows of one characteristic: its categories, and who is in each."""
        counts = np.array(
            [[int((firms & groups[g]).sum()) for g in apart] for firms in members.values()]
        )
        masked = mask_small_cells(counts, threshold)[:, -len(groups) :]
        for category, firms, hidden in zip(members, members.values(), masked, strict=True):
            row: dict[str, object] = {"characteristic": heading, "category": category}
            for (group, belong), mask in zip(groups.items(), hidden, strict=True):
                n = int((firms & belong).sum())
                row[f"{group}_n"] = None if mask else n
                row[f"{group}_percent"] = None if mask or not belong.any() else n / belong.sum()
            rows.append(row)

    for name, (values, categories) in characteristics(known, questionnaire, settings).items():
        members = {category: values == category for category in categories}
        members["survey.not_answered"] = values.isna()
        members = {category: firms for category, firms in members.items() if firms.any()}
        add(f"survey.characteristic.{name}", members, settings.small_cell)
    # The group sizes are not confidential: the article states them.
    add("survey.characteristic.all", {"survey.firms": groups["all"]}, 1)
    frame = pd.DataFrame(rows)
    shares = [f"{name}_percent" for name in groups]
    hidden = bool(frame["all_n"].isna().any() or frame[f"{apart[0]}_n"].isna().any())
    frame[shares] = frame[shares].astype(float)
    columns = [Column("category", "survey.column.characteristic", "label")]
    heads: dict[str, dict[str, str]] = {}
    for name, (belong, text) in columns_of.items():
        mark = MASKED if belong.any() else DASH
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
        notes=["survey.note.sample", *(["survey.note.small_cells"] if hidden else [])],
        values={"fewest": {"value": settings.small_cell, "kind": "count"}} if hidden else {},
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
) -> list[Fact]:
    """Return the facts of the sample: size, age, sectors, alliance models, benefits, challenges.

    What is not asked has no facts. The contrasts between models of alliance have intervals of this
    ``confidence``.
    """
    words = labels.with_texts(questionnaire.label_texts())
    frame = variables_frame(answers, questionnaire, settings.scales.minimum_answered)
    key, role = "survey.profile", questionnaire.role
    exporting: Fact | None = None
    facts: list[Fact] = []
    if (exports := role("exports")) is not None:
        yes = coded(questionnaire.variable(exports), frame).iloc[:, 0] == 1
        number, share = published(int(yes.sum()), len(frame), settings)
        facts = [
            Fact(f"{key}.exporters.n", number, "count"),
            Fact(f"{key}.exporters.percent", share, "percent", n=len(frame)),
        ]
        exporting = _exporters(number, share, words, settings)
    if (employees := role("employees")) is not None:
        facts += _median(f"{key}.employees.median", frame[employees], "number", decimals=0)
    if (age := ages(frame, questionnaire, settings)) is not None:
        facts += _median(f"{key}.age.median", age, "number", decimals=0)
    for name in ("income_before", "income_after"):
        if (income := role(name)) is not None:
            facts += _median(f"{key}.{name}.median", frame[income], "money", unit=currency)
    facts += [] if exporting is None else [exporting]
    for name in ("sector", "region"):
        if (question := role(name)) is not None:
            facts += _largest(name, question, frame, questionnaire, words)
    allied = frame[allied_firms(frame, questionnaire)]
    for name, stem in (("model", "models"), ("benefits", "benefits"), ("challenges", "challenges")):
        if (question := role(name)) is None:
            continue
        given = allied[question].dropna().str.split()
        for code in questionnaire.codes(question):
            choosing = int(given.map(lambda codes, code=code: code in codes).sum())
            named, share = published(choosing, len(given), settings)
            facts += [
                Fact(f"survey.{stem}.{code}.n", named, "count"),
                Fact(f"survey.{stem}.{code}.percent", share, "percent", n=len(given)),
            ]

    def may_be_published(count: int, firms: int) -> bool:
        return published(count, firms, settings)[0] is not None

    return facts + benefit_contrasts(allied, questionnaire, may_be_published, confidence)


def _largest(
    name: str, question: str, frame: pd.DataFrame, questionnaire: Questionnaire, words: Labels
) -> list[Fact]:
    """Return how many sectors (or regions) there are, and which has most firms."""
    key, counts = "survey.profile", frame[question].value_counts()
    counts = counts.sort_index().sort_values(ascending=False, kind="stable")
    facts = [Fact(f"{key}.{name}s.n", len(counts), "count")]
    if counts.empty:  # asked, and nobody answered
        return facts
    text = words.by_language(questionnaire.answer_key(question, str(counts.index[0])))
    return [
        *facts,
        Fact(f"{key}.largest_{name}.label", counts.index[0], "label", text=text),
        Fact(f"{key}.largest_{name}.percent", counts.iloc[0] / len(frame), "percent", n=len(frame)),
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
