"""The specification curves as facts, tables and frames."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.sentences import printed
from alianzas.survey.limitation import Limitation
from alianzas.survey.model_words import key_of, variable_names
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.curve import Curve, Summary
from alianzas.survey.robustness.specifications import Plan
from honest_results.design import Design
from honest_results.facts import Fact, Kind
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the frame of curves, besides the options of each specification.
FRAME_COLUMNS = ("target", "estimate", "low", "high", "p", "n")


def curves_frame(curves: Sequence[Curve]) -> pd.DataFrame:
    """Return every specification of every curve: target, options, estimate, low, high, p, n."""
    import pandas as pd

    frames = [curve.frame.assign(target=curve.target) for curve in curves if len(curve.frame)]
    if not frames:
        return pd.DataFrame({name: [] for name in FRAME_COLUMNS})
    return pd.concat(frames, ignore_index=True)


def curve_facts(
    stem: str,
    curves: Mapping[str, Curve],
    names: Mapping[str, Mapping[str, Mapping[str, str]]],
    labels: Labels,
    confidence: float,
    percent: bool = False,
) -> list[Fact]:
    """Return the facts of tested curves, ``survey.robustness.<stem>.<target>.…``.

    ``names``: target → placeholder of the phrases → text by language. ``percent``: estimates are
    differences of logs, reported as exp(b) − 1.
    """
    facts = []
    for target, curve in curves.items():
        key = f"survey.robustness.{stem}.{key_of(target)}"
        summary = curve.summary
        how = summary.verdict(confidence) if summary else "unknown"
        texts = dict(names[target])
        if curve.limitation is not None:
            texts["reason"] = limitation_text(curve.limitation, labels)
        # One coefficient and not a difference of two.
        sole = ".one" if stem == "drivers" and "second" not in names[target] else ""
        said = fill(f"survey.robustness.phrase.{stem}{sole}.{how}", labels, texts=texts)
        facts += [
            _median(f"{key}.median", curve, percent),
            Fact(f"{key}.n", summary.specifications if summary else 0, "count"),
            Fact(f"{key}.phrase", how, "phrase", text=said),
            Fact(
                f"{key}.result.phrase",
                how,
                "phrase",
                text=_with_numbers(said, summary, labels, percent),
            ),
        ]
        for name in ("positive", "negative", "p_median", "p_share", "p_stouffer"):
            kind: Kind = "p_value" if name.startswith("p_") else "percent"
            facts.append(Fact(f"{key}.{name}", getattr(summary, name) if summary else None, kind))
    facts.append(_basis(stem, curves, labels))
    made = next((c.plan for c in curves.values() if c.plan is not None), None)
    impossible = sum(made.impossible.values()) if made else 0
    tested = max((c.permutations for c in curves.values()), default=0)
    return [
        *facts,
        Fact(f"survey.robustness.{stem}.combinations.n", made.combinations if made else 0, "count"),
        Fact(f"survey.robustness.{stem}.impossible.n", impossible, "count"),
        Fact(
            f"survey.robustness.{stem}.permutations.n",
            tested,
            "count",
            # Without a curve there is none, whatever the study file says.
            design=Design("survey.robustness.permutations") if tested else None,
        ),
    ]


def _with_numbers(
    said: Mapping[str, str], summary: Summary | None, labels: Labels, percent: bool
) -> Mapping[str, str]:
    """Return what the specifications say jointly, followed by its numbers if there are any."""
    if summary is None:
        return said
    kind, decimals = ("percent", 1) if percent else ("coefficient", None)
    value, *quartiles = (
        math.expm1(v) if percent else v for v in (summary.median, *summary.quartiles)
    )
    low, high = quartiles
    texts = {
        "median": printed(value, kind, decimals),
        "low": printed(low, kind, decimals),
        "high": printed(high, kind, decimals),
        "clear": _clear(summary, labels),
    }
    texts |= {
        name: printed(getattr(summary, name), "p_value")
        for name in ("p_median", "p_share", "p_stouffer")
    }
    numbers = fill("survey.robustness.numbers", labels, texts=texts)
    return {language: f"{said[language]} {numbers[language]}" for language in current_languages()}


def _clear(summary: Summary, labels: Labels) -> Mapping[str, str]:
    """Return the shares of specifications clearly on either side of zero, if there are any."""
    above, below = summary.positive > 0, summary.negative > 0
    how = "both" if above and below else "above" if above else "below" if below else "neither"
    shares = {"above": summary.positive, "below": summary.negative}
    return fill(f"survey.robustness.clear.{how}", labels, shares, kind="percent")


def _basis(stem: str, curves: Mapping[str, Curve], labels: Labels) -> Fact:
    """Say how many combinations of choices the curves rest on, or why there are none."""
    key = f"survey.robustness.{stem}.basis.phrase"
    made = next((curve.plan for curve in curves.values() if curve.plan is not None), None)
    if made is None:
        limitation = next((c.limitation for c in curves.values() if c.limitation), None)
        reason = limitation_text(limitation or Limitation("no_specification"), labels)
        text = fill("survey.robustness.basis.not_made", labels, texts={"reason": reason})
        return Fact(key, "not_made", "phrase", text=text)
    numbers = {"made": len(made.made), "combinations": made.combinations}
    return Fact(key, "made", "phrase", text=fill("survey.robustness.basis.made", labels, numbers))


def _median(key: str, curve: Curve, percent: bool) -> Fact:
    """Return the fact of the median; its interval contains the middle half of the estimates."""
    kind: Kind = "percent" if percent else "coefficient"
    if curve.summary is None:
        return Fact(key, None, kind)
    value, low, high = (
        math.expm1(v) if percent else v for v in (curve.summary.median, *curve.summary.quartiles)
    )
    decimals = 1 if percent else None
    return Fact(key, value, kind, interval=(low, high), confidence=0.5, decimals=decimals)


def target_names(
    targets: Sequence[tuple[str, ...]], words: Labels
) -> dict[str, dict[str, Mapping[str, str]]]:
    """Return the variables of each target for the phrases, with articles."""
    return {
        "_vs_".join(target): {
            part: words.by_language(f"survey.the.{name}")
            for part, name in zip(("first", "second"), target, strict=False)
        }
        for target in targets
    }


def curve_table(
    name: str,
    curves: Sequence[Curve],
    titles: Mapping[str, Mapping[str, str]],
    groups: Mapping[str, str],
    labels: Labels,
    percent: bool = False,
) -> Table:
    """Return the table of curves: number, median, quartiles, shares, and the joint tests.

    ``titles``: target → what it is, by language; ``groups``: target → label key of its panel.
    """
    import pandas as pd

    rows: list[dict[str, object]] = []
    for curve in curves:
        row: dict[str, object] = {"group": groups[curve.target], "effect": f"curve.{curve.target}"}
        summary = curve.summary
        if summary is not None:
            numbers = (summary.median, *summary.quartiles)
            median, low, high = (math.expm1(v) if percent else v for v in numbers)
            row |= {"specifications": summary.specifications, "median": median}
            row |= {"median_low": low, "median_high": high}
            row |= {"positive": summary.positive, "negative": summary.negative}
            row |= {"p_median": summary.p_median, "p_share": summary.p_share}
            row["p_stouffer"] = summary.p_stouffer
        rows.append(row)
    numbers_of = [
        *("specifications", "median", "median_low", "median_high", "positive", "negative"),
        *("p_median", "p_share", "p_stouffer"),
    ]
    frame = pd.DataFrame(rows, columns=["group", "effect", *numbers_of])
    notes, extra = as_notes(name, _notes(name, curves, labels))
    kind = "percent" if percent else "coefficient"
    decimals = 1 if percent else None
    return Table(
        name,
        frame.astype(dict.fromkeys(numbers_of, "float64")),
        [
            Column("effect", "survey.column.effect", "label"),
            Column("specifications", "survey.column.specifications", "count"),
            Column("median", "survey.column.median", kind, decimals=decimals),
            Column("median", "survey.column.quartiles", "interval", of=kind, decimals=decimals),
            Column("positive", "survey.column.share_positive", "percent"),
            Column("negative", "survey.column.share_negative", "percent"),
            Column("p_median", "survey.column.p_median", "p_value"),
            Column("p_share", "survey.column.p_share", "p_value"),
            Column("p_stouffer", "survey.column.p_stouffer", "p_value"),
        ],
        notes=notes,
        labels={f"curve.{target}": text for target, text in titles.items()} | extra,
        group="group",
    )


def _notes(name: str, curves: Sequence[Curve], labels: Labels) -> list[Mapping[str, str]]:
    """Return the notes: how many specifications there are, which failed, and why curves are missing."""
    texts: list[Mapping[str, str]] = []
    known = [curve for curve in curves if curve.plan is not None]
    if known:
        chosen = known[0].plan
        assert chosen is not None
        tested = max(curve.permutations for curve in known)
        texts = [
            fill(f"survey.note.{name}", labels, {"permutations": tested}),
            _account(chosen, labels),
        ]
        failed = max(curve.failed for curve in known)
        if failed:
            texts.append(fill("survey.note.specifications_failed", labels, {"failed": failed}))
    reasons = {
        curve.limitation.code: limitation_text(curve.limitation, labels)
        for curve in curves
        if curve.limitation is not None
    }
    texts += [
        fill("survey.note.not_estimated", labels, texts={"reason": reason})
        for reason in reasons.values()
    ]
    return texts


def _account(chosen: Plan, labels: Labels) -> Mapping[str, str]:
    """Say how the number of specifications arises from the choices."""
    ruled_out = {}
    for language in current_languages():
        parts = [
            f"{labels(f'survey.impossible.{reason}', language)} "
            f"({format_value(number, 'count', language)})"
            for reason, number in chosen.impossible.items()
        ]
        ruled_out[language] = "; ".join(parts)
    options = {}
    for language in current_languages():
        options[language] = "; ".join(
            f"{labels(f'survey.choice.{choice}', language)} ({len(names)})"
            for choice, names in chosen.choices.items()
        )
    numbers = {"combinations": chosen.combinations, "made": len(chosen.made)}
    code = "account" if chosen.impossible else "account_whole"
    text = fill(
        f"survey.note.specifications_{code}",
        labels,
        numbers,
        {"options": options, "reasons": ruled_out},
    )
    if not chosen.idle:
        return text
    idle = join([f"survey.option.{option}" for _, option in chosen.idle], labels)
    more = fill("survey.note.specifications_idle", labels, texts={"names": idle})
    return {language: f"{text[language]} {more[language]}" for language in current_languages()}


def driver_titles(
    targets: Sequence[tuple[str, ...]], questionnaire: Questionnaire
) -> dict[str, dict[str, str]]:
    """Return the title of each curve of the drivers: a construct, or one minus another."""
    titles = {}
    for target in targets:
        parts = [questionnaire.variables[name].label.by_language() for name in target]
        titles["_vs_".join(target)] = {
            language: " − ".join(part[language] for part in parts)
            for language in current_languages()
        }
    return titles


def income_titles(groups: Iterable[str], labels: Labels) -> dict[str, Mapping[str, str]]:
    """Return the title of each curve of income: a kind of alliance."""
    return {name: labels.by_language(f"survey.robustness.effect.{name}") for name in groups}


def with_constructs(labels: Labels, questionnaire: Questionnaire) -> Labels:
    """Return the labels with the constructs' names inside sentences."""
    return labels.with_texts(variable_names(questionnaire))


def as_percent(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame of curves with its estimates, differences of logs, as exp(b) − 1."""
    import numpy as np

    numbers = ["estimate", "low", "high"]
    return frame.assign(**{name: np.expm1(frame[name].astype(float)) for name in numbers})
