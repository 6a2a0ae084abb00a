"""The facts of the measurement: every number and verdict in the article's paragraphs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from alianzas.config.measurement_settings import Measurement as Plan
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.fit_facts import STEM, limit_decimals, model_facts, phrase_fact
from alianzas.survey.measurement.measurement_limits import limits_fact
from alianzas.survey.measurement.measuring import Measurement
from alianzas.survey.phrases import fill
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.reliability import how_many, reached_key
from alianzas.survey.scores import construct_texts
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.language.current import in_every_language
from human_files.language.cuts import decimals_beside, decimals_of, exceeds, reaches
from human_files.language.labels import Labels
from human_files.language.numbers import format_value
from human_files.language.sentences import filled

if TYPE_CHECKING:
    import pandas as pd


def measurement_facts(
    found: Measurement,
    items: pd.DataFrame,
    loadings: pd.DataFrame,
    scales: pd.DataFrame,
    pairs: pd.DataFrame,
    questionnaire: Questionnaire,
    plan: Plan,
    labels: Labels,
    confidence: float,
    doubtful: Sequence[str] = (),
) -> list[Fact]:
    """Return the facts of a measurement, from its frames and the item statistics.

    ``doubtful``: constructs whose items contradict each other; then nothing is judged.
    """
    words = labels.with_texts(construct_texts(questionnaire))
    floor = int(items["floor"].map(lambda share: exceeds(share, plan.extreme_answers)).sum())
    ceiling = int(items["ceiling"].map(lambda share: exceeds(share, plan.extreme_answers)).sum())
    return [
        *_thresholds(plan),
        *_states(found, loadings, pairs, bool(doubtful), words),
        Fact(f"{STEM}.n", found.n, "count"),
        Fact(f"{STEM}.scales.n", len(found.usable), "count"),
        Fact(f"{STEM}.items.n", len(found.items), "count"),
        Fact(f"{STEM}.floor.n", floor, "count"),
        Fact(f"{STEM}.ceiling.n", ceiling, "count"),
        *model_facts(found, items, plan, words, bool(doubtful)),
        *_loading_facts(loadings),
        *_scale_facts(scales, plan, words, bool(doubtful)),
        *_pair_facts(pairs, found, plan, words, confidence, bool(doubtful)),
        *_exploration_facts(found, words),
        *_common_method_facts(found, plan, words),
        limits_fact(found, items, scales, pairs, plan, words, questionnaire, doubtful),
    ]


def _states(
    found: Measurement,
    loadings: pd.DataFrame,
    pairs: pd.DataFrame,
    doubtful: bool,
    words: Labels,
) -> list[Fact]:
    """Return which parts of the measurement there is anything to say about.

    Each is "estimated", "missing", or "doubtful" where items contradict their scales.
    """
    known = {
        "loadings": len(loadings) > 0,
        "joint": not isinstance(found.joint, Limitation),
        "pairs": bool(pairs["distinct"].notna().any()),
        "htmt": bool(pairs["htmt"].notna().any()),
        "exploration": not isinstance(found.exploration, Limitation),
        "inflation": found.inflation is not None,
    }
    codes = {
        part: "doubtful" if doubtful else "estimated" if there else "missing"
        for part, there in known.items()
    }
    return [
        Fact(f"{STEM}.{part}.state", code, "label", text=words.by_language(f"survey.state.{code}"))
        for part, code in codes.items()
    ]


def _thresholds(plan: Plan) -> list[Fact]:
    """Return the thresholds of the study file as facts."""
    values = plan.model_dump(
        include={
            "cfi",
            "tli",
            "rmsea",
            "srmr",
            "composite_reliability",
            "variance_extracted",
            "htmt",
        }
    )
    facts = [
        Fact(
            f"{STEM}.threshold.{k}",
            v,
            "coefficient",
            decimals=decimals_of(v, 2),
            design=Design(f"{STEM}.{k}"),
        )
        for k, v in values.items()
    ]
    shares = plan.model_dump(include={"single_factor", "extreme_answers", "parallel_share"})
    facts += [
        Fact(
            f"{STEM}.threshold.{k}",
            v,
            "percent",
            decimals=decimals_of(v, 0, percent=True),
            design=Design(f"{STEM}.{k}"),
        )
        for k, v in shares.items()
    ]
    return [
        *facts,
        Fact(
            f"{STEM}.threshold.skewness",
            plan.skewness,
            "number",
            decimals=decimals_of(plan.skewness, 0),
            design=Design(f"{STEM}.skewness"),
        ),
        Fact(
            f"{STEM}.threshold.inflation",
            plan.inflation,
            "number",
            decimals=decimals_of(plan.inflation, 1),
            design=Design(f"{STEM}.inflation"),
        ),
        Fact(
            f"{STEM}.threshold.firms",
            plan.adequate_firms,
            "number",
            decimals=limit_decimals(plan),
            design=Design(f"{STEM}.adequate_firms"),
        ),
        Fact(f"{STEM}.replicates.n", plan.replicates, "count", design=Design(f"{STEM}.replicates")),
        Fact(f"{STEM}.draws.n", plan.draws, "count", design=Design(f"{STEM}.draws")),
    ]


def _loading_facts(loadings: pd.DataFrame) -> list[Fact]:
    """Return the lowest and the highest loading with their items."""
    facts = []
    ordered = loadings.sort_values("loading", kind="stable")
    for name, place in (("lowest", 0), ("highest", -1)):
        row = ordered.iloc[place] if len(ordered) else None
        bounds = None if row is None else (float(row["loading_low"]), float(row["loading_high"]))
        value = None if row is None else float(row["loading"])
        item = "—" if row is None else str(row["item"])
        facts += [
            Fact(f"{STEM}.loading.{name}", value, "coefficient", interval=bounds),
            Fact(f"{STEM}.loading.{name}.item", item, "label", text=in_every_language(item)),
        ]
    return facts


def _scale_facts(scales: pd.DataFrame, plan: Plan, words: Labels, doubtful: bool) -> list[Fact]:
    """Return reliability and AVE of each scale, the extremes, and how many reach the threshold."""
    facts = []
    limits = {
        "omega": plan.composite_reliability,
        "composite_reliability": plan.composite_reliability,
        "variance_extracted": plan.variance_extracted,
    }
    for name, limit in limits.items():
        known = scales.dropna(subset=name).sort_values(name, kind="stable")
        facts += [
            _beside(f"{STEM}.{row['construct']}.{name}", _known(row[name]), limit)
            for row in scales.to_dict("records")
        ]
        for end, place in (("lowest", 0), ("highest", -1)):
            construct = str(known["construct"].iloc[place]) if len(known) else None
            value = float(known[name].iloc[place]) if len(known) else None
            text = words.by_language(
                f"survey.in_text.{construct}" if construct else "survey.no_scale"
            )
            facts += [
                _beside(f"{STEM}.{name}.{end}", value, limit),
                Fact(f"{STEM}.{name}.{end}.label", construct, "label", text=text),
            ]
        reached = sum(reaches(value, limit) for value in known[name])
        how = "unknown" if doubtful else how_many(reached, len(known))
        facts += [
            Fact(f"{STEM}.{name}.reached.n", reached, "count"),
            Fact(
                f"{STEM}.{name}.phrase",
                how,
                "phrase",
                text=fill(
                    reached_key(how, reached, len(known), len(scales)),
                    words,
                    {"reached": reached, "known": len(known), "of": len(scales)},
                ),
            ),
        ]
    return facts


def _beside(key: str, value: float | None, cut: float) -> Fact:
    """Return a coefficient with the decimals that show its side of the cut."""
    return Fact(
        key,
        value,
        "coefficient",
        decimals=decimals_beside(value, cut, 2),
        missing="not_estimated" if value is None else None,
    )


def _known(value: float) -> float | None:
    """Return a number, or None for a missing one."""
    return value if value == value else None


def _pair_facts(
    pairs: pd.DataFrame,
    found: Measurement,
    plan: Plan,
    words: Labels,
    confidence: float,
    doubtful: bool,
) -> list[Fact]:
    """Return what Fornell–Larcker and HTMT say about the distinctness of the scales."""
    judged = pairs[pairs["distinct"].notna()]
    failed = int((~judged["distinct"].astype(bool)).sum())
    how = "unknown" if judged.empty or doubtful else "some" if failed else "all"
    facts = [
        Fact(f"{STEM}.pairs.n", len(judged), "count"),
        Fact(f"{STEM}.fornell_larcker.failed.n", failed, "count"),
        phrase_fact("fornell_larcker", how, words, "distinct", failed=failed, of=len(judged)),
    ]
    known = pairs.dropna(subset="htmt").sort_values("htmt", kind="stable")
    top = known.iloc[-1] if len(known) else None
    bounded = top is not None and _known(float(top["htmt_low"])) is not None
    reach = sum(reaches(high, plan.htmt) for high in known["htmt_high"])
    shown = [] if top is None else [top["htmt"], *([top["htmt_low"], top["htmt_high"]] * bounded)]
    decimals = max((decimals_beside(float(one), plan.htmt, 2) for one in shown), default=2)
    facts.append(
        Fact(
            f"{STEM}.htmt.highest",
            None if top is None else float(top["htmt"]),
            "coefficient",
            n=found.n,
            interval=(float(top["htmt_low"]), float(top["htmt_high"]))
            if top is not None and bounded
            else None,
            confidence=confidence,
            decimals=decimals,
            missing="not_estimated" if top is None else None,
        )
    )
    for which in ("first", "second"):
        name = None if top is None else str(top[which])
        text = words.by_language(f"survey.in_text.{name}" if name else "survey.no_scale")
        facts.append(Fact(f"{STEM}.htmt.highest.{which}", name, "label", text=text))
    how = "unknown" if top is None or doubtful else against(float(top["htmt"]), plan.htmt)
    bounds = known.dropna(subset="htmt_high")
    spans = "unknown" if bounds.empty or doubtful else "some" if reach else "none"
    return [
        *facts,
        phrase_fact("htmt", how, words, "limit"),
        Fact(f"{STEM}.htmt.reach.n", reach, "count"),
        phrase_fact("htmt.intervals", spans, words, "intervals", reach=reach, of=len(bounds)),
    ]


def _exploration_facts(found: Measurement, labels: Labels) -> list[Fact]:
    """Return sampling adequacy, sphericity and the number of factors."""
    explored = None if isinstance(found.exploration, Limitation) else found.exploration
    if explored is None:
        how = "unknown"
    else:
        scales = len(found.usable)
        how = (
            "equal"
            if explored.factors == scales
            else "fewer"
            if explored.factors < scales
            else "more"
        )
    test = explored.sphericity if explored else None
    return [
        Fact(f"{STEM}.adequacy", explored.adequacy if explored else None, "coefficient"),
        Fact(f"{STEM}.sphericity.chi2", test.chi2 if test else None, "number"),
        Fact(f"{STEM}.sphericity.df", test.df if test else None, "count"),
        Fact(f"{STEM}.sphericity.p", test.p if test else None, "p_value"),
        Fact(f"{STEM}.factors.n", explored.factors if explored else None, "count"),
        phrase_fact("factors", how, labels, "factors"),
    ]


def _common_method_facts(found: Measurement, plan: Plan, words: Labels) -> list[Fact]:
    """Return the indications of common method bias."""
    share, inflation = found.single_share, found.inflation
    how = "unknown" if share is None else against(share, plan.single_factor)
    highest = None if inflation is None else float(inflation.max())
    construct = None if inflation is None else str(inflation.idxmax())
    inflated = "unknown" if highest is None else against(highest, plan.inflation)
    text = words.by_language(f"survey.in_text.{construct}" if construct else "survey.no_scale")
    facts = [
        Fact(
            f"{STEM}.single_factor.percent",
            share,
            "percent",
            decimals=decimals_beside(share, plan.single_factor, 0, percent=True),
        ),
        phrase_fact("single_factor", how, words, "limit"),
        Fact(
            f"{STEM}.inflation.highest",
            highest,
            "number",
            decimals=decimals_beside(highest, plan.inflation, 2),
        ),
        Fact(f"{STEM}.inflation.highest.label", construct, "label", text=text),
        phrase_fact("inflation", inflated, words, "limit"),
    ]
    return [*facts, _marker(found, plan, words)]


def _marker(found: Measurement, plan: Plan, words: Labels) -> Fact:
    """Return the phrase on the marker's correlations, or on its absence."""
    marker = found.marker
    if plan.marker is None or marker is None:
        how = "none" if plan.marker is None else "unknown"
        return phrase_fact("marker", how, words, "marker")
    text: Mapping[str, str] = {
        language: filled(
            template,
            language,
            marker=words(f"survey.in_text.{plan.marker}", language),
            **{
                name: format_value(getattr(marker, name), "coefficient", language)
                for name in ("smallest", "before", "after")
            },
        )
        for language, template in words.by_language("survey.phrase.marker.used").items()
    }
    return Fact(f"{STEM}.marker.phrase", "used", "phrase", text=text)


def against(value: float, cut: float) -> str:
    """Return whether a value is below a cut or reaches it."""
    return "reaches" if reaches(value, cut) else "below"
