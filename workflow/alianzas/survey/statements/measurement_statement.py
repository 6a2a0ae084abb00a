"""What the article says of the measurement: convergence, distinctness, fit, and common method."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.config.measurement_settings import Measurement as Plan
from alianzas.sentences import number_words, printed, sentence
from alianzas.survey.limitation import Limitation
from alianzas.survey.measurement.fit_facts import CRITERIA, fit_verdict, judging, limit_decimals
from alianzas.survey.measurement.measurement_summary import fit_of, scaled_fit_of
from alianzas.survey.measurement.measuring import JOINT, Measurement
from alianzas.survey.phrases import limitation_text
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.scores import construct_texts
from alianzas.survey.statements.writing import Words, counted, joined, listed, paragraph
from honest_results.facts import Fact
from human_files.language.cuts import decimals_beside, decimals_of, reaches
from human_files.language.labels import Labels
from human_files.language.sentences import how_many

if TYPE_CHECKING:
    import pandas as pd

_WORDS = "survey.statement.measurement"
#: More scales than these that miss a convention are counted, and only the lowest is named.
_NAMED = 3
CONVERGENCE = ("composite_reliability", "variance_extracted")


def measurement_statement(
    found: Measurement,
    items: pd.DataFrame,
    scales: pd.DataFrame,
    pairs: pd.DataFrame,
    questionnaire: Questionnaire,
    plan: Plan,
    labels: Labels,
    doubtful: Sequence[str] = (),
) -> Fact:
    """Return what scales and model of all scales reach, from the frames of a measurement.

    ``doubtful``: constructs whose items contradict each other, with which nothing is judged.
    """
    words = labels.with_texts(construct_texts(questionnaire))
    code, clauses = _said(found, items, scales, pairs, plan, words, doubtful)
    return Fact("survey.measurement.statement", code, "phrase", text=paragraph(clauses))


def _said(
    found: Measurement,
    items: pd.DataFrame,
    scales: pd.DataFrame,
    pairs: pd.DataFrame,
    plan: Plan,
    words: Labels,
    doubtful: Sequence[str],
) -> tuple[str, Sequence[Words]]:
    """Return the case that the measurement is in, and the clauses for it."""
    if doubtful:
        return "doubtful", [words.by_language(f"{_WORDS}.doubtful")]
    reached = _convergence(scales, plan, words)
    clauses: list[Words] = [joined(reached)] if reached else []
    distinct = _distinct(pairs, plan, words)
    clauses += [joined(distinct)] if distinct else []
    clauses.append(_fit(found, items, plan, bool(reached), words))
    return "estimated" if reached or distinct else "missing", clauses


def _convergence(scales: pd.DataFrame, plan: Plan, words: Labels) -> Sequence[Words]:
    """Return the clauses on reliability and variance extracted; one where both say the same."""
    cuts = {name: float(getattr(plan, name)) for name in CONVERGENCE}
    known = scales.dropna(subset=list(cuts)).sort_values("variance_extracted", kind="stable")
    values = known.set_index("construct")
    failed = {
        name: [str(k) for k, value in values[name].items() if not reaches(float(value), cut)]
        for name, cut in cuts.items()
    }
    first, second = failed.values()
    alike = {*first} == {*second} and len(second) <= _NAMED and len(second) < len(known)
    if len(known) < 2 or not alike:
        return [_reached(name, scales, cut, words) for name, cut in cuts.items() if len(known)]
    noun = words.by_language(
        f"survey.statement.scales.noun{'' if len(known) == len(scales) else '_partly'}"
    )
    reached = len(known) - len(second)
    fields = {name: printed(cut, "coefficient", decimals_of(cut, 2)) for name, cut in cuts.items()}
    fields["count"] = counted(
        reached, len(known), "survey.statement.scales", words, noun, feminine=True
    )
    if not second:
        return [sentence(f"{_WORDS}.convergence.all", words, **fields)]
    pairs = [
        sentence(
            "survey.statement.named_twice",
            words,
            name=words.by_language(f"survey.the.{one}"),
            **{
                name: printed(
                    float(values[name][one]), "coefficient", _places(values[name][one], cut)
                )
                for name, cut in cuts.items()
            },
        )
        for one in second
    ]
    return [sentence(f"{_WORDS}.convergence.some", words, **fields, failed=listed(pairs))]


def _places(value: float, cut: float) -> int:
    return decimals_beside(float(value), cut, 2)


def _reached(name: str, scales: pd.DataFrame, cut: float, words: Labels) -> Words:
    """Return the clause on the scales that reach a cut, and on those that do not."""
    known = scales.dropna(subset=name).sort_values(name, kind="stable")
    values = {str(k): float(v) for k, v in known.set_index("construct")[name].items()}
    failed = [one for one, value in values.items() if not reaches(value, cut)]
    noun = words.by_language(
        f"survey.statement.scales.noun{'' if len(known) == len(scales) else '_partly'}"
    )
    pairs = [
        sentence(
            "survey.statement.named",
            words,
            name=words.by_language(f"survey.the.{one}"),
            value=printed(values[one], "coefficient", _places(values[one], cut)),
        )
        for one in failed
    ]
    fields = {
        "cut": printed(cut, "coefficient", decimals_of(cut, 2)),
        "count": counted(
            len(values) - len(failed), len(values), "survey.statement.scales", words, noun, True
        ),
        "noun": noun,
    }
    if len(values) == 1:
        return sentence(
            f"{_WORDS}.{name}.sole.{'missed' if failed else 'reached'}", words, **fields
        )
    if not failed:
        return sentence(f"{_WORDS}.{name}.all", words, **fields)
    if len(failed) == len(values):
        return sentence(f"{_WORDS}.{name}.none", words, **fields, lowest=pairs[0])
    if len(failed) > _NAMED:
        return sentence(f"{_WORDS}.{name}.lowest", words, **fields, lowest=pairs[0])
    return sentence(f"{_WORDS}.{name}.some", words, **fields, failed=listed(pairs))


def _distinct(pairs: pd.DataFrame, plan: Plan, words: Labels) -> Sequence[Words]:
    """Return the clauses on Fornell–Larcker and HTMT."""
    clauses = []
    judged = pairs["distinct"].dropna()
    if len(judged):
        failed = int((~judged.astype(bool)).sum())
        how = {"none": "all", "all": "none"}.get(how_many(failed, len(judged)), "some")
        how += ".one" if len(judged) == 1 else ""
        numbers = {"failed": number_words(failed), "of": number_words(len(judged))}
        clauses.append(sentence(f"{_WORDS}.fornell_larcker.{how}", words, **numbers))
    known = pairs.dropna(subset="htmt").sort_values("htmt", kind="stable")
    if known.empty:
        return clauses
    top, cut = known.iloc[-1], plan.htmt
    value = float(top["htmt"])
    above = sum(reaches(float(one), cut) for one in known["htmt"])
    reaching = sum(reaches(float(one), cut) for one in known["htmt_high"].dropna())
    fields = {
        "value": printed(value, "coefficient", decimals_beside(value, cut, 2)),
        "cut": printed(cut, "coefficient", decimals_of(cut, 2)),
        "first": words.by_language(f"survey.the.{top['first']}"),
        "second": words.by_language(f"survey.the.{top['second']}"),
        "above": number_words(above),
        "reaching": number_words(reaching),
        "of": number_words(len(known)),
    }
    if above:
        how = "reaches.one" if above == 1 else "reaches.many"
    else:
        how = "below" if not reaching else "below.one" if reaching == 1 else "below.many"
    return [*clauses, sentence(f"{_WORDS}.htmt.{how}", words, **fields)]


def _fit(
    found: Measurement, items: pd.DataFrame, plan: Plan, of_scales: bool, words: Labels
) -> Words:
    """Return the clause on the model of all scales: its fit by the statistics that judge it."""
    if isinstance(found.joint, Limitation):
        reason = limitation_text(found.joint, words)
        how = "not_made" if of_scales else "nothing_made"
        return sentence(f"{_WORDS}.fit.{how}", words, reason=reason)
    how, met = fit_verdict(found, items, plan)
    robust = judging(items, plan) == "robust"
    fit = fit_of(found.joint, plan.rmsea_confidence)
    scaled = scaled_fit_of(found.joint, found.robust.get(JOINT), plan.rmsea_confidence)
    judge = scaled if robust else fit
    if how == "unknown" or fit is None or judge is None:
        return words.by_language(f"{_WORDS}.fit.unknown")
    ratio = found.firms_per_parameter
    thin = not reaches(ratio, plan.adequate_firms)
    numbers = {
        **{k: (float(getattr(judge, k)), float(getattr(plan, k))) for k in ("cfi", "tli", "rmsea")},
        "srmr": (float(fit.srmr), plan.srmr),
    }
    fields = {
        k: printed(value, "coefficient", decimals_beside(value, cut, 3))
        for k, (value, cut) in numbers.items()
    }
    fields |= {
        "met": number_words(met),
        "of": number_words(CRITERIA),
        "ratio": printed(ratio, "number", decimals_beside(ratio, plan.adequate_firms, 1)),
        "limit": printed(plan.adequate_firms, "number", limit_decimals(plan)),
    }
    case = "one" if met == 1 else how
    fields["values"] = sentence(f"{_WORDS}.fit.{'robust' if robust else 'normal'}", words, **fields)
    fields["met_of"] = sentence(f"{_WORDS}.fit.met.{case}", words, **fields)
    return sentence(f"{_WORDS}.fit.{'thin' if thin else 'enough'}", words, **fields)


def common_method_statement(
    found: Measurement,
    questionnaire: Questionnaire,
    plan: Plan,
    labels: Labels,
    doubtful: Sequence[str] = (),
) -> Fact:
    """Return the indications of common method variance, and what they cannot rule out."""
    words = labels.with_texts(construct_texts(questionnaire))
    code, clauses = _of_method(found, plan, words, doubtful)
    key = "survey.measurement.common_method.statement"
    return Fact(key, code, "phrase", text=paragraph(clauses))


def _of_method(
    found: Measurement, plan: Plan, words: Labels, doubtful: Sequence[str]
) -> tuple[str, Sequence[Words]]:
    """Return the case that the checks of common method variance are in, and the clauses for it."""
    stem = f"{_WORDS}.common_method"
    if doubtful:
        return "doubtful", [words.by_language(f"{stem}.doubtful")]
    said, share = [], found.single_share
    if share is not None:
        cut = plan.single_factor
        fields = {
            "value": printed(share, "percent", decimals_beside(share, cut, 0, percent=True)),
            "cut": printed(cut, "percent", decimals_of(cut, 0, percent=True)),
        }
        said.append(sentence(f"{stem}.factor.{_side(share, cut)}", words, **fields))
    if found.inflation is not None:
        highest, cut = float(found.inflation.max()), plan.inflation
        fields = {
            "value": printed(highest, "number", decimals_beside(highest, cut, 1)),
            "cut": printed(cut, "number", decimals_of(cut, 1)),
            "name": dict(words.by_language(f"survey.the.{found.inflation.idxmax()}")),
        }
        said.append(sentence(f"{stem}.inflation.{_side(highest, cut)}", words, **fields))
    if not said:
        return "missing", [words.by_language(f"{stem}.missing")]
    return "estimated", [joined(said), words.by_language(f"{stem}.cannot")]


def _side(value: float, cut: float) -> str:
    return "reaches" if reaches(value, cut) else "below"
