"""The findings without one sector or region as facts and a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from alianzas.sentences import printed
from alianzas.survey.model_words import key_of, table_texts
from alianzas.survey.phrases import as_notes, fill, limitation_text
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.robustness.leave_out import FACTORS, INCOME_TARGETS, LeftOut, by_factor
from alianzas.survey.statements.writing import Words, inside, listed
from field_statistics.regression import Estimate, direction
from honest_results.facts import Fact, Kind
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels


def _kind(target: str) -> Kind:
    return "percent" if target in INCOME_TARGETS else "coefficient"


def leave_out_facts(
    found: Sequence[LeftOut], questionnaire: Questionnaire, labels: Labels
) -> list[Fact]:
    """Return each finding's range when groups are left out, and if its verdict survives."""
    words = labels.with_texts(table_texts(questionnaire))
    facts = []
    for one in found:
        branch = "income" if one.target in INCOME_TARGETS else "drivers"
        key = f"survey.robustness.{branch}.{key_of(one.target)}.without_{one.factor}"
        values = [estimate.value for estimate in one.known.values()]
        decimals = 1 if one.target in INCOME_TARGETS else None
        for name, value in (
            ("lowest", min(values, default=None)),
            ("highest", max(values, default=None)),
        ):
            facts.append(Fact(f"{key}.{name}", value, _kind(one.target), decimals=decimals))
        facts += [
            Fact(f"{key}.groups.n", one.groups, "count"),
            Fact(f"{key}.lost.n", len(one.changed) if one.limitation is None else 0, "count"),
        ]
        how, text = _how(one), _text(one, words)
        facts += [
            Fact(f"{key}.phrase", how, "phrase", text=text),
            Fact(f"{key}.result.phrase", how, "phrase", text=_with_range(one, text, words)),
        ]
    return facts


def _with_range(one: LeftOut, said: Mapping[str, str], words: Labels) -> Mapping[str, str]:
    """Return the phrase followed by the range of the estimates, if there are any."""
    values = [estimate.value for estimate in one.known.values()]
    if one.limitation is not None or not values:
        return said
    decimals = 1 if one.target in INCOME_TARGETS else None
    ends = {
        name: printed(value, _kind(one.target), decimals)
        for name, value in (("low", min(values)), ("high", max(values)))
    }
    between = fill("survey.robustness.estimates", words, texts=ends)
    return {language: f"{said[language]} {between[language]}" for language in current_languages()}


def _how(one: LeftOut) -> str:
    """Return whether the verdict is the same, changed or unknown."""
    if one.limitation is not None:
        return "unknown"
    return "changed" if one.changed else "same"


def _text(one: LeftOut, words: Labels) -> Mapping[str, str]:
    """Return the phrase that says whether the verdict survives, and without which groups not."""
    stem = "survey.robustness.phrase.leave_out"
    if one.limitation is not None:
        factor = words.by_language(f"survey.robustness.whichever_{one.factor}")
        reason = limitation_text(one.limitation, words)
        return fill(f"{stem}.unknown", words, texts={"factor": factor, "reason": reason})
    if not one.changed:
        factor = words.by_language(f"survey.robustness.whichever_{one.factor}")
        return fill(f"{stem}.same", words, texts={"factor": factor})
    said = []
    other = [name for name in one.changed if name not in one.lost]
    if other:
        names = _names(one, other, words)
        said.append(fill(f"{stem}.changed.{_becomes(one, other)}", words, texts={"names": names}))
    if one.lost:
        names = _names(one, one.lost, words)
        said.append(fill(f"{stem}.lost", words, texts={"names": names}))
    return listed(said)


def _names(one: LeftOut, groups: Sequence[str], words: Labels) -> Words:
    """Return groups enumerated; sectors are common nouns, regions are not."""
    names = [words.by_language(f"survey.answer.{one.factor}.{name}") for name in groups]
    return listed([inside(name) if one.factor == "sector" else name for name in names], either=True)


def _becomes(one: LeftOut, groups: Sequence[str]) -> str:
    """Return what the verdict becomes without some groups: clear, unclear, the opposite, or mixed."""
    found = {direction(one.without[name]) for name in groups}
    if direction(one.whole) == "unclear":
        return "clear"
    if len(found) > 1:
        return "mixed"
    return "unclear" if "unclear" in found else "opposite"


def leave_out_table(
    found: Sequence[LeftOut], questionnaire: Questionnaire, labels: Labels
) -> Table:
    """Return the findings without each sector and region, those of all firms first."""
    import pandas as pd

    words = labels.with_texts(table_texts(questionnaire))
    targets = list(dict.fromkeys(one.target for one in found))
    if INCOME_TARGETS[0] in targets:
        targets.remove(INCOME_TARGETS[1])
    rows: list[dict[str, object]] = []
    whole: dict[str, object] = {
        "group": "survey.robustness.all",
        "left_out": "survey.robustness.none",
    }
    for one in reversed(found):
        whole |= _cells(one.target, one.whole)
    rows.append(whole)
    for factor in FACTORS:
        own = by_factor(found, factor)
        for name in own[0].without if own else []:
            row: dict[str, object] = {
                "group": f"survey.robustness.without_{factor}",
                "left_out": f"survey.answer.{factor}.{name}",
            }
            for one in own:
                row |= _cells(one.target, one.without[name])
            rows.append(row)
    numbers = [f"{target}{part}" for target in targets for part in ("", "_low", "_high")]
    frame = pd.DataFrame(rows, columns=["group", "left_out", *numbers])
    titles = _titles(targets, questionnaire, words)
    columns = [Column("left_out", "survey.column.left_out", "label")]
    for target in targets:
        kind, decimals = _kind(target), 1 if target in INCOME_TARGETS else None
        columns += [
            Column(target, f"left_out.{target}", kind, decimals=decimals),
            Column(target, "survey.column.interval", "interval", of=kind, decimals=decimals),
        ]
    reasons: dict[str, Mapping[str, str]] = {}
    for one in found:
        if one.limitation is not None:
            reasons.setdefault(one.limitation.code, limitation_text(one.limitation, words))
    texts: list[Mapping[str, str]] = [labels.by_language("survey.note.leave_out")]
    texts += [
        fill("survey.note.not_estimated", labels, texts={"reason": reason})
        for reason in reasons.values()
    ]
    notes, extra = as_notes("leave_one_out", texts)
    return Table(
        "leave_one_out",
        frame.astype(dict.fromkeys(numbers, "float64")),
        columns,
        notes=notes,
        labels=table_texts(questionnaire) | titles | extra,
        group="group",
    )


def _cells(target: str, estimate: Estimate | None) -> dict[str, object]:
    """Return the cells of a table row for one finding."""
    if estimate is None:
        return {}
    return {
        target: estimate.value,
        f"{target}_low": estimate.low,
        f"{target}_high": estimate.high,
    }


def _titles(
    targets: Sequence[str], questionnaire: Questionnaire, words: Labels
) -> dict[str, Mapping[str, str]]:
    """Return the headings of the findings."""
    titles: dict[str, Mapping[str, str]] = {}
    for target in targets:
        if target in INCOME_TARGETS:
            titles[f"left_out.{target}"] = words.by_language(f"survey.robustness.effect.{target}")
            continue
        parts = [questionnaire.variables[name].label.by_language() for name in target.split("_vs_")]
        titles[f"left_out.{target}"] = {
            language: " − ".join(part[language] for part in parts)
            for language in current_languages()
        }
    return titles
