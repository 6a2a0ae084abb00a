"""The facts on the fit of the measurement models, and what the model of all scales rests on."""

from __future__ import annotations

from alianzas.config.measurement_settings import Measurement as Plan
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.measurement_summary import fit_of, source_of_loadings
from alianzas.survey.measurement.measuring import Measurement
from alianzas.survey.phrases import fill, limitation_text
from honest_results.facts import Fact
from human_files.language.labels import LANGUAGES, Labels
from human_files.language.numbers import format_value

STEM = "survey.measurement"


def phrase_fact(key: str, how: str, labels: Labels, stem: str, **numbers: int) -> Fact:
    """Return the phrase ``survey.phrase.<stem>.<how>`` as fact ``survey.measurement.<key>.phrase``."""
    text = fill(f"survey.phrase.{stem}.{how}", labels, numbers)
    return Fact(f"{STEM}.{key}.phrase", how, "phrase", text=text)


def model_facts(found: Measurement, plan: Plan, labels: Labels) -> list[Fact]:
    """Return the fit of the joint and the single-factor model, and how many criteria are met."""
    model, ratio = found.joint, found.firms_per_parameter
    source = source_of_loadings(found, plan)
    facts = [
        Fact(f"{STEM}.firms_per_parameter", ratio, "number", decimals=1),
        phrase_fact("basis", source, labels, "loadings"),
    ]
    for name, one in (("joint", model), ("single", found.single)):
        fit = fit_of(one, plan.rmsea_confidence)
        for index in ("chi2", "corrected", "cfi", "tli", "srmr"):
            value = getattr(fit, index) if fit else None
            # Fit is judged by the second decimal, so the third is shown.
            decimals = 1 if index in ("chi2", "corrected") else 3
            facts.append(Fact(f"{STEM}.{name}.{index}", value, "coefficient", decimals=decimals))
        bounds = (fit.rmsea_low, fit.rmsea_high) if fit else None
        facts += [
            Fact(f"{STEM}.{name}.df", fit.df if fit else None, "count"),
            Fact(f"{STEM}.{name}.p", fit.p if fit else None, "p_value"),
            Fact(f"{STEM}.{name}.corrected_p", fit.corrected_p if fit else None, "p_value"),
            Fact(
                f"{STEM}.{name}.rmsea",
                fit.rmsea if fit else None,
                "coefficient",
                interval=bounds,
                confidence=plan.rmsea_confidence,
                decimals=3,
            ),
        ]
    joint = _joint_model_fact(found, plan, labels)
    fit = fit_of(model, plan.rmsea_confidence)
    if fit is None:
        return [*facts, joint, phrase_fact("joint.fit", "unknown", labels, "fit")]
    met = [
        fit.cfi >= plan.cfi,
        fit.tli >= plan.tli,
        fit.rmsea <= plan.rmsea,
        fit.srmr <= plan.srmr,
    ]
    how = "all" if all(met) else "some" if any(met) else "none"
    return [*facts, joint, phrase_fact("joint.fit", how, labels, "fit", met=sum(met), of=len(met))]


def _joint_model_fact(found: Measurement, plan: Plan, labels: Labels) -> Fact:
    """Return how many firms the model of all scales rests on, and whether that is enough."""
    model, key = found.joint, f"{STEM}.joint.phrase"
    if isinstance(model, Limitation):
        text = fill(
            "survey.phrase.joint.not_made", labels, texts={"reason": limitation_text(model, labels)}
        )
        return Fact(key, "not_made", "phrase", text=text)
    how = "enough" if found.firms_per_parameter >= plan.adequate_firms else "thin"
    limit = {
        language: format_value(plan.adequate_firms, "number", language, limit_decimals(plan))
        for language in LANGUAGES
    }
    numbers = {"n": found.n, "parameters": model.parameters}
    texts = {"against": labels.both(f"survey.phrase.firms.{how}"), "limit": limit}
    return Fact(key, how, "phrase", text=fill("survey.phrase.joint.made", labels, numbers, texts))


def limit_decimals(plan: Plan) -> int:
    """Return the number of decimals of the firms per parameter."""
    return 0 if float(plan.adequate_firms).is_integer() else 1
