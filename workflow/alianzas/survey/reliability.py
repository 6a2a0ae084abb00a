"""Reliability of the scales: Cronbach's alpha with Feldt's interval, and the scales' correlations."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.config.survey_settings import SurveySettings
from alianzas.survey.phrases import as_notes, fill, join
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import construct_texts
from alianzas.survey.scoring import recoded
from honest_results.design import Design
from honest_results.facts import Fact
from honest_results.tables import Column, Table
from human_files.language.current import in_every_language
from human_files.language.cuts import decimals_beside, decimals_of, reaches
from human_files.language.labels import Labels

if TYPE_CHECKING:
    import pandas as pd


def cronbach_alpha(items: pd.DataFrame) -> float | None:
    """Return alpha (Cronbach, 1951) of ``items``: complete rows of firms, one column per item.

    None where it is undefined: fewer than two items or firms, or a total that does not vary. Alpha
    is negative where items contradict each other, and is reported as such.
    """
    firms, k = items.shape
    if firms < 2 or k < 2:
        return None
    total = float(items.sum(axis=1).var(ddof=1))
    if not total > 1e-12:
        return None
    return k / (k - 1) * (1 - float(items.var(ddof=1).sum()) / total)


def feldt_interval(alpha: float, firms: int, items: int, confidence: float) -> tuple[float, float]:
    """Return the interval of alpha from the F distribution (Feldt, 1965; Feldt et al., 1987)."""
    from scipy.special import fdtri

    tail = (1 - confidence) / 2
    degrees = (firms - 1, (firms - 1) * (items - 1))
    low = 1 - (1 - alpha) * float(fdtri(*degrees, 1 - tail))
    high = 1 - (1 - alpha) * float(fdtri(*degrees, tail))
    return low, high


def estimate_reliability(
    answers: pd.DataFrame,
    scores: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    confidence: float,
) -> pd.DataFrame:
    """Return one row per construct with its reliability.

    Columns: items, n (firms that answered every item), mean and sd of the score, alpha,
    alpha_low, alpha_high. Numbers are missing where fewer firms than ``minimum.per_group``
    answered every item, or the answers do not vary.
    """
    import pandas as pd

    rows = []
    for construct in questionnaire.constructs:
        complete = recoded(answers, questionnaire, construct).dropna()
        n, k = complete.shape
        alpha = cronbach_alpha(complete) if n >= settings.minimum.per_group else None
        low, high = (None, None) if alpha is None else feldt_interval(alpha, n, k, confidence)
        score = scores[construct].dropna()
        rows.append(
            {
                "construct": construct,
                "items": k,
                "n": n,
                "mean": score.mean() if len(score) else None,
                "sd": score.std() if len(score) > 1 else None,
                "alpha": alpha,
                "alpha_low": low,
                "alpha_high": high,
            }
        )
    numbers = ["mean", "sd", "alpha", "alpha_low", "alpha_high"]
    return pd.DataFrame(rows).astype(dict.fromkeys(numbers, "float64"))


def reliability_facts(
    estimates: pd.DataFrame,
    questionnaire: Questionnaire,
    settings: SurveySettings,
    labels: Labels,
    confidence: float,
    doubtful: Sequence[str] = (),
) -> list[Fact]:
    """Return each alpha with its interval, the extremes, and how many reach the threshold.

    ``doubtful``: constructs whose items contradict each other; then nothing is judged.
    """
    words = labels.with_texts(construct_texts(questionnaire))
    threshold = settings.scales.acceptable_alpha
    facts = [Fact("survey.confidence", confidence, "percent", design=Design("confidence"))]
    fewest = settings.minimum.per_group
    for row in estimates.to_dict("records"):
        known = row["alpha"] == row["alpha"]
        facts.append(
            Fact(
                f"survey.reliability.{row['construct']}.alpha",
                row["alpha"] if known else None,
                "coefficient",
                n=row["n"],
                interval=(row["alpha_low"], row["alpha_high"]) if known else None,
                confidence=confidence,
                decimals=decimals_beside(row["alpha"], threshold, 2),
                missing=None if known else "few" if row["n"] < fewest else "constant",
            )
        )
    reliable = estimates.dropna(subset="alpha")
    reached = sum(reaches(value, threshold) for value in reliable["alpha"])
    how = "unknown" if doubtful else how_many(reached, len(reliable))
    state = "doubtful" if doubtful else "estimated" if len(reliable) else "missing"
    numbers = {"reached": reached, "known": len(reliable), "of": len(estimates)}
    for name, ordered in (("lowest", True), ("highest", False)):
        one = reliable.sort_values("alpha", ascending=ordered, kind="stable").head(1)
        value = float(one["alpha"].iloc[0]) if len(one) else None
        construct = str(one["construct"].iloc[0]) if len(one) else None
        text = words.by_language(f"survey.in_text.{construct}" if construct else "survey.no_scale")
        facts += [
            Fact(
                f"survey.reliability.{name}.alpha",
                value,
                "coefficient",
                decimals=decimals_beside(value, threshold, 2),
                missing="not_estimated" if value is None else None,
            ),
            Fact(f"survey.reliability.{name}.label", construct, "label", text=text),
        ]
    return [
        *facts,
        Fact(
            "survey.reliability.state",
            state,
            "label",
            text=labels.by_language(f"survey.state.{state}"),
        ),
        Fact(
            "survey.reliability.acceptable.threshold",
            threshold,
            "coefficient",
            decimals=decimals_of(threshold, 2),
        ),
        Fact("survey.reliability.acceptable.n", reached, "count"),
        Fact(
            "survey.reliability.phrase",
            how,
            "phrase",
            text=fill(reached_key(how, reached, len(reliable), len(estimates)), labels, numbers),
        ),
    ]


def how_many(reached: int, known: int) -> str:
    """Return whether all, some or none of the scales with an estimate reach a threshold."""
    return "unknown" if not known else "all" if reached == known else "some" if reached else "none"


def reached_key(how: str, reached: int, known: int, scales: int) -> str:
    """Return the label for how many scales reach a threshold, where some may have no estimate."""
    if scales == 1:
        return f"survey.phrase.reliability_only.{how}"
    number = "one" if how == "some" and reached == 1 else how
    return f"survey.phrase.reliability{'' if known == scales else '_partly'}.{number}"


def reliability_table(
    estimates: pd.DataFrame, questionnaire: Questionnaire, labels: Labels, confidence: float
) -> Table:
    """Return the table of scales: items, firms, mean, standard deviation, alpha with interval."""
    words = labels.with_texts(questionnaire.label_texts())
    unknown = [
        f"survey.construct.{name}" for name in estimates[estimates["alpha"].isna()].construct
    ]
    texts = [fill("survey.note.reliability", labels, {"level": confidence}, kind="percent")]
    if unknown:
        texts.append(
            fill("survey.note.alpha_unknown", labels, texts={"names": join(unknown, words)})
        )
    notes, extra = as_notes("reliability", texts)
    frame = estimates.assign(scale=[f"survey.construct.{name}" for name in estimates["construct"]])
    return Table(
        "reliability",
        frame,
        [
            Column("scale", "survey.column.scale", "label"),
            Column("items", "survey.column.items", "count"),
            Column("n", "survey.column.n", "count"),
            Column("mean", "survey.column.mean", "number"),
            Column("sd", "survey.column.sd", "number"),
            Column("alpha", "survey.column.alpha", "coefficient"),
            Column("alpha", "survey.column.interval", "interval", of="coefficient"),
        ],
        notes=notes,
        labels=questionnaire.label_texts() | extra,
    )


def critical_correlation(n: int, confidence: float) -> float:
    """Return the smallest correlation of ``n`` pairs that differs from zero (t test)."""
    from scipy.special import stdtrit

    limit = float(stdtrit(n - 2, (1 + confidence) / 2))
    return limit / math.sqrt(n - 2 + limit**2)


def correlations_table(
    scores: pd.DataFrame,
    estimates: pd.DataFrame,
    questionnaire: Questionnaire,
    labels: Labels,
    confidence: float,
) -> Table:
    """Return means, standard deviations and Pearson correlations (pairwise complete) of the scales.

    Alpha is on the diagonal; the note gives the size from which a correlation differs from zero at
    ``confidence``, for the pair with the fewest firms.
    """
    import pandas as pd

    names = list(questionnaire.constructs)
    values = scores[names].corr(min_periods=3)
    alphas = estimates.set_index("construct")["alpha"]
    numbered = {
        f"survey.numbered.{name}": {
            language: f"{k}. {text}" for language, text in construct.label.by_language().items()
        }
        for k, (name, construct) in enumerate(questionnaire.constructs.items(), start=1)
    }
    heads = {f"survey.number.{k}": in_every_language(str(k)) for k in range(1, len(names) + 1)}
    described = estimates.set_index("construct").loc[names]
    frame = pd.DataFrame(
        {
            "scale": list(numbered),
            "mean": described["mean"].to_numpy(),
            "sd": described["sd"].to_numpy(),
        }
    )
    for column, name in enumerate(names):
        lower = [values.loc[other, name] for other in names[column + 1 :]]
        cells = [*[float("nan")] * column, alphas[name], *lower]
        frame[name] = pd.Series(cells, dtype=float)
    pairs = [
        int((scores[a].notna() & scores[b].notna()).sum()) for a in names for b in names if a != b
    ]
    if pairs:
        between = {"fewest": min(pairs), "most": max(pairs)}
        texts = [fill("survey.note.correlations", labels, between)]
    else:
        texts = [fill("survey.note.correlations.alone", labels)]
    if pairs and min(pairs) > 2:
        r, p = critical_correlation(min(pairs), confidence), 1 - confidence
        texts.append(
            fill("survey.note.critical_correlation", labels, {"r": r, "p": p}, kind="coefficient")
        )
    notes, extra = as_notes("correlations", texts)
    columns = [
        Column("scale", "survey.column.scale", "label"),
        Column("mean", "survey.column.mean", "number"),
        Column("sd", "survey.column.sd", "number"),
    ]
    columns += [
        Column(name, head, "coefficient", missing="")
        for name, head in zip(names, heads, strict=True)
    ]
    return Table("correlations", frame, columns, notes=notes, labels=numbered | heads | extra)
