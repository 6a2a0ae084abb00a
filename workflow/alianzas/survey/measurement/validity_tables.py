"""The tables of validity: whether the scales are distinct, and which factors the items show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.config.measurement_settings import Measurement as Plan
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.measuring import Measurement
from alianzas.survey.phrases import as_notes, fill, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from honest_results.tables import Column, Table
from human_files.language.current import in_every_language
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd


def discriminant_table(
    found: Measurement,
    scales: pd.DataFrame,
    pairs: pd.DataFrame,
    questionnaire: Questionnaire,
    labels: Labels,
) -> Table:
    """Return factor correlations below the diagonal, √AVE on it, and HTMT above it."""
    import numpy as np
    import pandas as pd

    names = list(questionnaire.constructs)
    cells = pd.DataFrame(np.nan, index=names, columns=names)
    for row in pairs.to_dict("records"):
        cells.loc[row["second"], row["first"]] = row["correlation"]
        cells.loc[row["first"], row["second"]] = row["htmt"]
    for row in scales.to_dict("records"):
        cells.loc[row["construct"], row["construct"]] = row["variance_extracted"] ** 0.5
    numbered, heads = numbered_scales(questionnaire)
    frame = cells.reset_index(drop=True)
    frame.insert(0, "scale", list(numbered))
    texts = [fill("survey.note.discriminant", labels, {"n": found.n})]
    for model, key in ((found.joint, "correlations"), (found.ratios, "htmt")):
        if isinstance(model, Limitation):
            reason = limitation_text(model, labels)
            texts.append(fill(f"survey.note.no_{key}", labels, texts={"reason": reason}))
    notes, extra = as_notes("discriminant_validity", texts)
    columns = [Column("scale", "survey.column.scale", "label")]
    columns += [Column(name, head, "coefficient") for name, head in zip(names, heads, strict=True)]
    return Table(
        "discriminant_validity", frame, columns, notes=notes, labels=numbered | heads | extra
    )


def numbered_scales(
    questionnaire: Questionnaire,
) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Return the labels "1. Trust" of the rows and "1" of the columns, by key."""
    numbered, heads = {}, {}
    for k, (name, construct) in enumerate(questionnaire.constructs.items(), start=1):
        both = construct.label.by_language()
        numbered[f"survey.numbered.{name}"] = {one: f"{k}. {text}" for one, text in both.items()}
        heads[f"survey.number.{k}"] = dict.fromkeys(both, str(k))
    return numbered, heads


def htmt_table(
    found: Measurement,
    pairs: pd.DataFrame,
    questionnaire: Questionnaire,
    plan: Plan,
    labels: Labels,
    confidence: float,
) -> Table:
    """Return the HTMT of every pair of scales with its bootstrap interval."""
    frame = pairs.assign(
        first="survey.construct." + pairs["first"].astype(str),
        second="survey.construct." + pairs["second"].astype(str),
    )
    level = fill("survey.note.htmt_level", labels, {"level": confidence}, kind="percent")
    numbers = {"n": found.n, "replicates": plan.replicates}
    texts = [fill("survey.note.htmt", labels, numbers), level]
    if isinstance(found.ratios, Limitation):
        reason = limitation_text(found.ratios, labels)
        texts = [fill("survey.note.no_htmt", labels, texts={"reason": reason})]
    notes, extra = as_notes("htmt", texts)
    return Table(
        "htmt",
        frame,
        [
            Column("first", "survey.column.scale", "label"),
            Column("second", "survey.column.other_scale", "label"),
            Column("htmt", "survey.column.htmt", "coefficient"),
            Column("htmt", "survey.column.interval", "interval", of="coefficient"),
        ],
        notes=notes,
        labels=questionnaire.label_texts() | extra,
    )


def exploration_table(found: Measurement, questionnaire: Questionnaire, labels: Labels) -> Table:
    """Return the rotated loadings of as many factors as the parallel analysis finds."""
    import pandas as pd

    explored = found.exploration
    loadings = None if isinstance(explored, Limitation) else explored.loadings
    rows = [
        {"scale": f"survey.construct.{name}", "item": item.id}
        for name in questionnaire.constructs
        for item in questionnaire.items(name)
    ]
    frame = pd.DataFrame(rows)
    factors = 1 if loadings is None else loadings.shape[1]
    names = [f"factor_{k}" for k in range(1, factors + 1)]
    if loadings is not None:
        of_items = pd.DataFrame(loadings, columns=names, index=list(found.items))
        frame = frame.merge(of_items, left_on="item", right_index=True, how="left")
    else:
        frame = frame.assign(factor_1=float("nan"))
    heads = {f"survey.number.{k}": in_every_language(str(k)) for k in range(1, factors + 1)}
    if isinstance(explored, Limitation):
        reason = limitation_text(explored, labels)
        texts = [fill("survey.note.not_estimated", labels, texts={"reason": reason})]
    elif loadings is None:
        texts = [fill("survey.note.no_loadings", labels, {"factors": explored.factors})]
    else:
        texts = [fill("survey.note.exploration", labels, {"n": explored.n})]
    notes, extra = as_notes("exploration", texts)
    return Table(
        "exploration",
        frame,
        [
            Column("item", "survey.measurement.column.item"),
            *(Column(n, h, "coefficient") for n, h in zip(names, heads, strict=True)),
        ],
        notes=notes,
        labels=questionnaire.label_texts() | heads | extra,
        group="scale",
    )
