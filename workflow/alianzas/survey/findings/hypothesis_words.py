"""The words for the hypotheses of a study, from the names of its variables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from alianzas.config.survey_settings import SurveySettings
from alianzas.sentences import capital, sentence
from alianzas.survey.findings.hypotheses import Hypothesis, hypotheses
from alianzas.survey.model_words import Texts, short_name
from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.statements.writing import Words, listed
from human_files.language.labels import Labels

_THAT, _TRIED = "survey.statement.finding", "survey.statement.robustness"
#: The findings on drivers, in one sentence where they share a verdict.
DRIVERS = "drivers"


def words_of_hypotheses(
    labels: Labels, questionnaire: Questionnaire, settings: SurveySettings
) -> Labels:
    """Return the labels with those of a study's hypotheses."""
    outcome = "" if settings.drivers is None else settings.drivers.outcome
    return hypothesis_words(hypotheses(settings), questionnaire, outcome, labels)


def hypothesis_words(
    tests: Sequence[Hypothesis], questionnaire: Questionnaire, outcome: str, labels: Labels
) -> Labels:
    """Return the labels with those of the hypotheses, by their names, and of the ``outcome``."""
    of_drivers = [one for one in tests if not one.is_income]
    texts: Texts = {}
    for place, one in enumerate(of_drivers):
        kind = _kind(one)
        the = _named(one, outcome, labels)
        short = {
            part: short_name(name, questionnaire)
            for part, name in zip(("first", "second"), one.names, strict=False)
        }
        contrast = short["first"]
        if kind == "pair" and "survey.design.contrast.pair" in labels:
            contrast = sentence("survey.design.contrast.pair", labels, **short)
        texts[f"survey.design.contrast.{one.name}"] = contrast
        if f"{_THAT}.that.{kind}" not in labels:  # for the power of the design alone
            continue
        for case in ("that", "whether"):
            texts[f"{_THAT}.{case}.{one.name}"] = sentence(f"{_THAT}.{case}.{kind}", labels, **the)
        before = of_drivers[place - 1] if place else None
        again = before is not None and before.names[1:] == one.names[1:]
        for form in ("larger", "whether"):
            key = f"{_TRIED}.{form}"
            first = sentence(f"{key}.{kind}", labels, **the)
            texts[f"{key}.{one.name}"] = first
            texts[f"{key}.{one.name}.again"] = (
                sentence(f"{key}.{kind}.again", labels, **the) if again else first
            )
        texts[f"{_TRIED}.on.{one.name}"] = labels.by_language(f"survey.the.{one.names[0]}")
        row = short["first"]
        if kind == "pair":
            row = sentence("survey.findings.row.pair", labels, **short)
        texts[f"survey.findings.row.{one.name}"] = capital(row)
    return labels.with_texts(texts | _together(of_drivers, outcome, labels))


def shared_sentence(of_drivers: Sequence[Hypothesis]) -> bool:
    """Return whether several hypotheses can be said in one sentence: all against the same."""
    return len(of_drivers) > 1 and len({one.names[1:] for one in of_drivers}) == 1


def findings_note_words(tests: Sequence[Hypothesis], labels: Labels) -> Words:
    """Return what the findings are differences of, as the note of their table begins."""
    of_drivers = [one for one in tests if not one.is_income]
    firsts = [one.names[0] for one in of_drivers]
    others = [name for one in of_drivers for name in one.names[1:]]
    names = listed(
        [labels.by_language(f"survey.the.{n}") for n in dict.fromkeys([*firsts, *others])]
    )
    parts = [_kind(of_drivers[0])] if of_drivers else []
    parts += ["income"] if len(of_drivers) < len(tests) else []
    return sentence(f"survey.findings.note.what.{'_'.join(parts)}", labels, names=names)


def _together(of_drivers: Sequence[Hypothesis], outcome: str, labels: Labels) -> Texts:
    """Return the clauses on several hypotheses of drivers that share a verdict."""
    if not shared_sentence(of_drivers) or f"{_THAT}.of" not in labels:
        return {}
    kind, the = _kind(of_drivers[0]), partial(_the, labels)
    fields: dict[str, Words] = {"outcome": the(outcome)}
    if kind == "pair":
        of = [sentence(f"{_THAT}.of", labels, name=the(one.names[0])) for one in of_drivers]
        fields |= {"firsts": listed(of), "second": the(of_drivers[0].names[1])}
        stem = "pairs"
    else:
        fields["first"] = listed([the(one.names[0]) for one in of_drivers])
        stem = "one"
    return {
        f"{_THAT}.{case}.{DRIVERS}": sentence(f"{_THAT}.{case}.{stem}", labels, **fields)
        for case in ("that", "whether")
    }


def _kind(one: Hypothesis) -> str:
    return "pair" if len(one.names) == 2 else "one"


def _the(labels: Labels, name: str) -> Words:
    return labels.by_language(f"survey.the.{name}")


def _named(one: Hypothesis, outcome: str, labels: Labels) -> dict[str, Words]:
    """Return the variables of a hypothesis as they stand in a sentence."""
    fields = {"outcome": _the(labels, outcome), "first": _the(labels, one.names[0])}
    if len(one.names) == 2:
        fields["second"] = _the(labels, one.names[1])
    return fields
