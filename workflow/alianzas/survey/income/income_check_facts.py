"""The income checks as facts, and the phrases that their rules choose."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from alianzas.sentences import printed
from alianzas.survey.drivers.driver_results import coefficient_fact
from alianzas.survey.income.balance import Overlap
from alianzas.survey.income.bounds import share_difference
from alianzas.survey.income.effects import BASELINE, agreement
from alianzas.survey.income.income_checks import IncomeChecks, examined
from alianzas.survey.income.income_comparison import bound_relation
from alianzas.survey.income.power import Power
from alianzas.survey.income.quantiles import QuantileEffect
from alianzas.survey.income.samples import group_label
from alianzas.survey.income.sensitivity import Sensitivity
from alianzas.survey.limitation import Limitation
from alianzas.survey.model_words import table_texts
from alianzas.survey.numbers_in_text import numbers_fact
from alianzas.survey.phrases import fill, join, limitation_text
from alianzas.survey.questionnaire import INDEPENDENT, Questionnaire
from alianzas.survey.statements.writing import inside
from field_statistics.regression import Estimate, direction
from honest_results.design import Design
from honest_results.facts import Fact
from human_files.language.current import current_languages
from human_files.language.cuts import decimals_beside, reaches
from human_files.language.labels import Labels
from human_files.language.numbers import format_interval, format_value

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.survey.income.effects import IncomeEffect

_KEY = "survey.income"


def check_facts(checks: IncomeChecks, questionnaire: Questionnaire, labels: Labels) -> list[Fact]:
    """Return every check of the income comparison as facts, with the phrase its rule chooses."""
    words = labels.with_texts(table_texts(questionnaire))
    level = checks.main.confidence
    facts = [
        *(_effect_fact(effect, level) for effect in checks.effects),
        *(fact for group in examined(checks.main) for fact in _agreement(checks, group, words)),
        *_baseline_facts(checks, words),
        *_bound_facts(checks, words),
        *_above_facts(checks, words),
        *(fact for group in checks.quantiles for fact in _quantile_facts(checks, group, words)),
        *(fact for group in checks.overlap for fact in _balance_facts(checks, group, words)),
        *(
            fact
            for group in checks.sensitivity
            for fact in _sensitivity_facts(checks, group, words)
        ),
        *(fact for group in checks.power for fact in _power_facts(checks, group, words)),
        Fact(f"{_KEY}.power.wanted", checks.plan.power, "percent", design=Design(f"{_KEY}.power")),
        Fact(
            f"{_KEY}.trimming", checks.plan.trimming, "percent", design=Design(f"{_KEY}.trimming")
        ),
        Fact(
            f"{_KEY}.balance.threshold",
            checks.plan.balanced,
            "number",
            decimals=1,
            design=Design(f"{_KEY}.balanced"),
        ),
        Fact(
            f"{_KEY}.quantiles.replicates",
            checks.plan.replicates,
            "count",
            design=Design(f"{_KEY}.replicates"),
        ),
    ]
    return facts


def _effect_fact(effect: IncomeEffect, level: float) -> Fact:
    """Return the fact of one estimand by one estimator."""
    estimate = effect.estimate
    return Fact(
        f"{_KEY}.{effect.group}.{effect.estimand}.{effect.estimator}",
        estimate.value if estimate else None,
        "percent",
        n=estimate.n if estimate else None,
        interval=estimate.interval if estimate else None,
        confidence=level,
        decimals=1,
    )


def _phrase(key: str, how: str, stem: str, words: Labels, **options: object) -> Fact:
    """Return the phrase that ``how`` chooses; ``options`` are those of :func:`fill`."""
    text = fill(f"survey.phrase.{stem}.{how}", words, **options)  # type: ignore[arg-type]
    return Fact(f"{_KEY}.{key}.phrase", how, "phrase", text=text)


def _agreement(checks: IncomeChecks, group: str, words: Labels) -> list[Fact]:
    """Return how many adjusted estimates of a group agree with its main one."""
    found = agreement(checks.effects, checks.main, group)
    numbers = {"checks": found.checks, "agree": found.agree}
    return [
        Fact(f"{_KEY}.{group}.checks.n", found.checks, "count"),
        Fact(f"{_KEY}.{group}.checks.agree", found.agree, "count"),
        _phrase(f"{group}.checks", found.how, "checks", words, numbers=numbers),
    ]


def _baseline_facts(checks: IncomeChecks, words: Labels) -> list[Fact]:
    """Say whether the difference remains between firms that began with the same income."""
    slope = checks.baseline
    facts = [coefficient_fact(f"{_KEY}.baseline.slope", _known(slope), checks.main.confidence)]
    for group in examined(checks.main):
        found = next(e for e in checks.effects if e.group == group and e.estimator == BASELINE)
        how, texts = direction(found.estimate), None
        if found.limitation is not None:
            texts = {"reason": limitation_text(found.limitation, words)}
        facts += [
            _phrase(f"{group}.baseline", how, "baseline", words, texts=texts),
            numbers_fact(
                f"{_KEY}.{group}.baseline",
                found.estimate,
                "survey.numbers.growth",
                words,
                "percent",
                1,
            ),
        ]
    return facts


def _known(found: Estimate | Limitation) -> Estimate | None:
    return None if isinstance(found, Limitation) else found


def _bound_facts(checks: IncomeChecks, words: Labels) -> list[Fact]:
    """Say whether the published bound holds for the mean effect of every group it refers to."""
    bounds = checks.bounds
    if bounds is None:
        return []
    highest = bounds.intervals[bounds.largest][1] if bounds.largest else None
    name = (
        words.by_language(group_label(bounds.largest))
        if bounds.largest
        else words.by_language("survey.none")
    )
    numbers = {} if highest is None else {"high": highest}
    said = {"kind": "percent", "decimals": 1}
    return [
        Fact(f"{_KEY}.bound.groups.n", len(bounds.intervals), "count"),
        Fact(f"{_KEY}.bound.highest", highest, "percent", decimals=1),
        Fact(f"{_KEY}.bound.highest.label", bounds.largest, "label", text=name),
        _phrase(
            "bound",
            bounds.verdict,
            "upto",
            words,
            numbers=numbers,
            texts={"name": inside(name)},
            **said,
        ),
    ]


def _above_facts(checks: IncomeChecks, words: Labels) -> list[Fact]:
    """Say how many firms grew beyond comparable independent ones by more than the bound."""
    level, key = checks.main.confidence, "above_bound"
    if checks.above is None:
        return []
    if isinstance(checks.above, Limitation):
        reason = limitation_text(checks.above, words)
        return [_phrase(key, "unknown", "above", words, texts={"reason": reason})]
    facts, texts = [], {}
    # The words speak of well-structured alliances, in whose place others may stand.
    names = {"well_structured": checks.main.main, "independent": INDEPENDENT}
    for (name, group), share in zip(names.items(), checks.above, strict=True):
        interval = (share.low, share.high)
        facts.append(
            Fact(
                f"{_KEY}.{key}.{group}",
                share.value,
                "percent",
                n=share.n,
                interval=interval,
                confidence=level,
            )
        )
        texts[name] = {
            language: f"{format_value(share.value, 'percent', language)} "
            f"{format_interval(interval, 'percent', language)}"
            for language in current_languages()
        }
    how = direction(share_difference(*checks.above))
    return [*facts, _phrase(key, how, "above", words, texts=texts)]


def _quantile_facts(checks: IncomeChecks, group: str, words: Labels) -> list[Fact]:
    """Say at which quantiles the groups differ, and how the highest compares with a bound."""
    effects, level = checks.quantiles[group], checks.main.confidence
    bound = checks.plan.claimed_bound
    facts = [
        Fact(
            f"{_KEY}.{group}.quantile_{round(100 * effect.quantile)}",
            effect.estimate.value if effect.estimate else None,
            "percent",
            n=effect.estimate.n if effect.estimate else None,
            interval=effect.estimate.interval if effect.estimate else None,
            confidence=level,
            decimals=1,
        )
        for effect in effects
    ]
    known = [effect for effect in effects if effect.estimate is not None]
    clear = [effect for effect in known if direction(effect.estimate) != "unclear"]
    ways = {direction(effect.estimate) for effect in clear}
    if not known:
        how = "unknown"
    elif not clear:
        how = "none"
    elif len(ways) > 1:
        how = "both"
    else:
        how = next(iter(ways))
    if group == checks.main.main and bound is not None:
        # What the claim "up to" is about: the effect on the highest quantile that can be examined.
        upper = known[-1].estimate if known else None
        facts.append(
            Fact(
                f"{_KEY}.quantile.upper.percent",
                upper.value if upper else None,
                "percent",
                n=upper.n if upper else None,
                interval=upper.interval if upper else None,
                confidence=level,
                decimals=1,
            )
        )
    at = "some" if clear else "none"
    texts = {"names": _shares(clear, words) if clear else words.by_language("survey.none")}
    highest = known[-1] if known else None
    facts.append(
        Fact(f"{_KEY}.{group}.highest_quantile", highest.quantile if highest else None, "percent")
    )
    if bound is not None:
        place = bound_relation(highest.estimate if highest else None, bound)
        facts.append(_phrase(f"{group}.highest_quantile.bound", place, "bound", words))
    return [
        *facts,
        _phrase(f"{group}.quantiles", how, "quantiles", words),
        _phrase(f"{group}.quantiles.at", at, "quantiles_at", words, texts=texts),
    ]


def _shares(effects: list[QuantileEffect], words: Labels) -> dict[str, str]:
    """Return the quantiles enumerated inside a sentence."""
    names = {
        f"survey.quantile.{k}": {
            language: format_value(effect.quantile, "percent", language)
            for language in current_languages()
        }
        for k, effect in enumerate(effects)
    }
    return join(list(names), words.with_texts(names))


def _balance_facts(checks: IncomeChecks, group: str, words: Labels) -> list[Fact]:
    """Say how much the groups differ before and after weighting."""
    found, key = checks.overlap[group], f"{group}.balance"
    if not isinstance(found, Overlap):
        reason = limitation_text(found, words)
        return [_phrase(key, "unknown", "balance", words, texts={"reason": reason})]
    table = found.balance[found.balance["covariate"] != "propensity"]
    told = {str(stage): _largest(part, str(stage)) for stage, part in table.groupby("stage")}
    largest = {stage: value for stage, (value, _) in told.items()}
    facts = [
        Fact(f"{_KEY}.{key}.{stage}", value, "number", decimals=decimals)
        for stage, (value, decimals) in sorted(told.items())
    ]
    if "weighting" in found.used:
        (treated, control), n = found.used["weighting"], found.sample.n
        sizes = found.effective["weighting"]
        facts += [
            Fact(f"{_KEY}.{group}.trimmed.n", n - treated - control, "count"),
            Fact(f"{_KEY}.{group}.effective.treated", sizes[0], "number", decimals=1),
            Fact(f"{_KEY}.{group}.effective.control", sizes[1], "number", decimals=1),
        ]
    after = largest.get("weighting", math.inf)
    how = "missed" if reaches(after, checks.plan.balanced) else "reached"
    if "unadjusted" not in largest:
        how = "nothing"
    elif "weighting" not in largest:
        how = "failed"
    before, fewest = told.get("unadjusted", (0.0, 2))
    numbers = {"before": before, "after": after, "threshold": checks.plan.balanced}
    decimals = decimals_beside(after, checks.plan.balanced, fewest)
    return [
        *facts,
        _phrase(key, how, "balance", words, numbers=numbers, kind="number", decimals=decimals),
    ]


def _largest(part: pd.DataFrame, stage: str) -> tuple[float, int]:
    """Return the largest difference of a stage, and the decimals it is given with.

    Where it is that of a control whose own is not shown, it is rounded to one decimal: that leaves
    several numbers of firms, of a control that is not named. One that is weighted tells no number of
    firms, since nobody knows the weights.
    """
    sizes = part["difference"].abs()
    if not sizes.notna().any():
        return 0.0, 2
    is_hidden = bool(part["hidden"].iloc[int(sizes.argmax())])
    if is_hidden and stage != "weighting":
        return round(float(sizes.max()), 1), 1
    return float(sizes.max()), 2


def _sensitivity_facts(checks: IncomeChecks, group: str, words: Labels) -> list[Fact]:
    """Say how strong a confounder must be, and whether an observed control is as strong."""
    found, key = checks.sensitivity[group], f"{group}.sensitivity"
    if not isinstance(found, Sensitivity):
        reason = limitation_text(found, words)
        return [_phrase(key, "unknown", "sensitivity", words, texts={"reason": reason})]
    facts = [
        Fact(f"{_KEY}.{key}.robustness", found.robustness, "percent", decimals=1),
        Fact(f"{_KEY}.{key}.robustness_interval", found.robustness_interval, "percent", decimals=1),
        Fact(f"{_KEY}.{key}.e_value", found.e_estimate, "number"),
        Fact(f"{_KEY}.{key}.e_value_interval", found.e_interval, "number"),
        Fact(f"{_KEY}.{key}.delta", found.delta, "number"),
    ]
    bounds = [bound for bound in found.benchmarks.values() if bound is not None]
    values = {"zero": found.robustness, "interval": found.robustness_interval}
    if found.robustness_interval == 0:
        how = "unclear"
    elif not bounds:
        how = "alone"
    else:
        same = [b for b in bounds if b.low * found.classical.estimate > 0 and b.low * b.high > 0]
        how = "holds" if len(same) == len(bounds) else "falls"
    return [
        *facts,
        _phrase(key, how, "sensitivity", words, numbers=values, kind="percent", decimals=1),
    ]


def _power_facts(checks: IncomeChecks, group: str, words: Labels) -> list[Fact]:
    """Return the smallest detectable effect of a group, and the power for a claimed one."""
    found, key = checks.power[group], f"{_KEY}.{group}.power"
    if not isinstance(found, Power):
        reason = {"reason": limitation_text(found, words)}
        return [_phrase(f"{group}.power", "unknown", "power", words, texts=reason)]
    texts = {
        "power": printed(checks.plan.power, "percent"),
        "detectable": printed(found.detectable, "percent", 1),
        "needed": printed(found.needed, "count"),
    }
    detectable = Fact(f"{key}.detectable", found.detectable, "percent", decimals=1)
    if found.claimed is None:
        return [detectable, _phrase(f"{group}.power", "unclaimed", "power", words, texts=texts)]
    # More firms are named only where there are too few.
    enough = found.needed is not None and found.needed <= found.n_treated + found.n_control
    how = "enough" if enough else "known"
    return [
        detectable,
        Fact(f"{key}.claimed", found.claimed, "percent"),
        Fact(f"{key}.needed.n", found.needed, "count"),
        _phrase(f"{group}.power", how, "power", words, texts=texts),
    ]
