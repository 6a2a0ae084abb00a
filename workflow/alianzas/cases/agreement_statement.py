"""How far the coders of the cases agreed, in one or two sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.sentences import Texts, join_parts, join_sentences, number_words, printed, sentence
from honest_results.facts import Fact
from human_files.language.current import current_languages
from human_files.language.labels import Labels
from human_files.language.numbers import format_interval, format_value

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.cases.case_codes import CaseCodes

#: More codes than these that share the lowest agreement are counted, not named.
_NAMED = 3


def agreement_statement(
    agreement: pd.DataFrame, coders: int, codes: CaseCodes, labels: Labels
) -> Fact:
    """Return the fact ``cases.agreement.statement``.

    ``agreement`` is the frame of coder_agreement.measure_agreement, whose levels are all, dimension and
    code. Its value is "full" or "partial".
    """
    whole = agreement[agreement["level"] == "all"].iloc[0]
    kind = "two" if coders == 2 else "several"
    full = whole["percent"] == 1
    said = [
        sentence(
            f"cases.agreement.{'full' if full else 'partial'}.{kind}",
            labels,
            coders=number_words(coders),
            n=int(whole["n"]),
            percent=printed(float(whole["percent"]), "percent"),
            kappa=_kappa(whole, kind, labels),
        )
    ]
    if not full:
        said.append(_lowest(agreement[agreement["level"] == "code"], codes, labels))
    value = "full" if full else "partial"
    return Fact("cases.agreement.statement", value, "phrase", text=join_sentences(said))


def _kappa(whole: pd.Series[Any], kind: str, labels: Labels) -> Texts:
    """Return kappa with its interval, as far as they are defined."""
    kappa, low, high = (
        None if whole[name] != whole[name] or whole[name] is None else float(whole[name])
        for name in ("kappa", "kappa_low", "kappa_high")
    )
    if kappa is None:
        return dict(labels.by_language("cases.agreement.kappa.undefined"))
    shown = {
        language: format_value(kappa, "coefficient", language) for language in current_languages()
    }
    if low is None or high is None:
        return sentence(f"cases.agreement.kappa.{kind}", labels, kappa=shown)
    bounds = {
        language: format_interval((low, high), "coefficient", language)
        for language in current_languages()
    }
    return sentence(f"cases.agreement.kappa.{kind}.interval", labels, kappa=shown, interval=bounds)


def _lowest(by_code: pd.DataFrame, codes: CaseCodes, labels: Labels) -> Texts:
    """Return the codes on which the coders agreed least; nothing where all are alike."""
    least, most = float(by_code["percent"].min()), float(by_code["percent"].max())
    names = list(by_code.loc[by_code["percent"] == least, "code"])
    if least == most:
        return dict.fromkeys(current_languages(), "")
    if len(names) > _NAMED:
        return sentence(
            "cases.agreement.lowest.many",
            labels,
            n=number_words(len(names)),
            percent=printed(least, "percent"),
        )
    return sentence(
        "cases.agreement.lowest.named",
        labels,
        names=join_parts([codes.noun(name) for name in names]),
        percent=printed(least, "percent"),
    )
