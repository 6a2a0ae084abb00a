"""The weights as facts, and the table of the margins."""

from __future__ import annotations

from alianzas.config.robustness_settings import Robustness
from alianzas.config.survey_settings import Weighting
from alianzas.sentences import printed
from alianzas.survey.disclosure.hidden import NOTHING, Hidden
from alianzas.survey.phrases import as_notes, fill, join
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.weights.weighing import Weighing
from field_statistics.raking import all_alike
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels


def weight_facts(
    found: Weighing, plan: Weighting, questionnaire: Questionnaire, labels: Labels
) -> list[Fact]:
    """Return what the weights rest on and what they cost."""
    text = _sentence(found, plan, questionnaire, labels)
    raked = found.raked
    state = "missing" if found.kind == "equal" else "shown"
    words = labels.by_language(f"survey.weights.state.{state}")
    return [
        Fact("survey.weights.state", state, "label", text=words),
        Fact("survey.weights.phrase", found.kind, "phrase", text=text),
        Fact("survey.weights.effective", found.effective, "number", decimals=1),
        Fact("survey.weights.design_effect", found.effect, "number", decimals=2),
        Fact("survey.weights.smallest", float(found.weights.min()), "number", decimals=2),
        Fact("survey.weights.largest", float(found.weights.max()), "number", decimals=2),
        Fact("survey.weights.cut.n", raked.cut if raked else 0, "count"),
    ]


def choice_fact(found: Weighing, robustness: Robustness, labels: Labels) -> Fact:
    """Return the sentence on how the specification curves use the weights."""
    key = "survey.weights.choice.phrase"
    if all_alike(found.weights):
        text = labels.by_language("survey.phrase.weights.choice.none")
        return Fact(key, "none", "phrase", text=text)
    made = [curve for curve in (robustness.drivers, robustness.income) if curve is not None]
    chosen = ["both" if len(set(curve.weights)) > 1 else curve.weights[0] for curve in made]
    # A study without one of the two says what it says of the other.
    drivers, income = chosen[0], chosen[-1]
    how = "same" if drivers == income else "apart"
    texts = {
        "drivers": labels.by_language(f"survey.weights.choice.{drivers}"),
        "income": labels.by_language(f"survey.weights.choice.{income}"),
    }
    text = fill(f"survey.phrase.weights.choice.{how}", labels, texts=texts)
    return Fact(key, drivers if how == "same" else how, "phrase", text=text)


def _sentence(
    found: Weighing, plan: Weighting, questionnaire: Questionnaire, labels: Labels
) -> dict[str, str]:
    """Return the phrase on how firms are weighted, and on margins that raking missed."""
    wordings = {f"survey.margin.{name}": _wording(questionnaire, name) for name in plan.margins}
    words = labels.with_texts(wordings)
    texts = {
        "names": join(list(wordings), words),
        "effective": printed(found.effective, "number", 1),
    }
    said = fill(f"survey.phrase.weights.{found.kind}", words, texts=texts)
    if found.raked is not None and not found.raked.converged:
        missed = fill(
            "survey.phrase.weights.missed", words, {"largest": plan.largest}, kind="number"
        )
        said = {
            language: f"{said[language]} {missed[language]}" for language in current_languages()
        }
    return said


def _wording(questionnaire: Questionnaire, name: str) -> dict[str, str]:
    return questionnaire[name].wording.by_language()


def weights_table(
    found: Weighing,
    plan: Weighting,
    questionnaire: Questionnaire,
    labels: Labels,
    hidden: Hidden = NOTHING,
    fewest: int = 1,
) -> Table:
    """Return sample, official and weighted shares; without margins, a row for all firms.

    Numbers that are ``hidden`` are missing; ``fewest`` is what others are not below.
    """
    import pandas as pd

    frame = found.margins.copy()
    names = zip(frame["question"], frame["answer"], strict=True)
    frame["hidden"] = pd.Series([hidden("weights", *name) for name in names], dtype=bool)
    for column in ("n", "share", "weighted"):
        frame[column] = frame[column].astype(object).where(~frame["hidden"], None)
    frame["answer"] = "survey.answer." + frame["question"] + "." + frame["answer"]
    frame["question"] = "survey.margin." + frame["question"]
    if frame.empty:
        n = len(found.weights)
        row = {"question": "survey.firms", "answer": "survey.characteristic.all", "n": n}
        row |= {"share": 1.0, "official": None, "weighted": 1.0, "hidden": False}
        frame = pd.DataFrame([row])
    texts = [_sentence(found, plan, questionnaire, labels)]
    texts += [
        fill("survey.note.weights_source", labels, texts={"source": margin.source.by_language()})
        for margin in plan.margins.values()
    ]
    if frame["hidden"].any():
        texts.append(fill("survey.note.small_cells", labels, {"fewest": fewest}))
    notes, extra = as_notes("weights", texts)
    wordings = {f"survey.margin.{name}": _wording(questionnaire, name) for name in plan.margins}
    return Table(
        "weights",
        frame.astype({"official": "float64"}),
        [
            Column("answer", "survey.column.characteristic", "label"),
            Column("n", "survey.column.n", "count", hidden="hidden"),
            Column("share", "survey.column.share_sample", "percent", decimals=1, hidden="hidden"),
            Column("official", "survey.column.share_official", "percent", decimals=1),
            Column(
                "weighted", "survey.column.share_weighted", "percent", decimals=1, hidden="hidden"
            ),
        ],
        notes=notes,
        labels=questionnaire.label_texts() | wordings | extra,
        group="question",
    )
