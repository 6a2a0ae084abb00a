"""Reporting checklists, filled in from the study's facts and the documents' outlines.

Each item says where it is met, by the sections, tables and figures that the documents show, and gives
the values it asks for. What a study cannot fill in says so: a study without, say, a survey gets "not
reported" with the reason, never a number that does not exist.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from honest_results.documents.checklist_models import Answer, Checklist, Item
from honest_results.documents.conditions import FORM, Facts, holds, read_condition, unknown_key
from honest_results.documents.conditions import keys_of as keys_of_condition
from human_files.errors import Problem, did_you_mean
from human_files.language.messages import message
from human_files.language.sentences import contracted

if TYPE_CHECKING:
    from honest_results.tables import Table
    from human_files.language.labels import Labels

_FACT = re.compile(r"\[([\w.-]+)\]\{\.fact\}")
_STATUSES = ("reported", "not_applicable", "missing")


def keys_of(answer: Answer) -> list[str]:
    """Return the facts that an answer prints or asks for."""
    text = answer.text.by_language() if answer.text else {}
    keys = {key for words in text.values() for key in _FACT.findall(words)}
    if answer.when:
        keys |= {*keys_of_condition(answer.when)}
    return sorted(keys)


def check_checklist(
    checklist: Checklist, file: str, lines: str, labels: Collection[str], facts: Facts | None
) -> list[Problem]:
    """Return a problem for each place, fact and condition that does not exist.

    ``lines`` is the text of the file, to find the line of each; ``facts`` is None before a build. What
    an answer prints is not looked at where its condition does not hold.
    """
    found = [
        Problem(
            file,
            message("item {item}: {words}", item=item, words=words),
            advice,
            _line(lines, name),
        )
        for item, answer in checklist.answers()
        for words, name, advice in _unknown(answer, labels, facts)
    ]
    return list(dict.fromkeys(found))


def _unknown(
    answer: Answer, labels: Collection[str], facts: Facts | None
) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with an answer: the complaint, the name that it is about, and the advice."""
    for label in answer.where:
        if label not in labels:
            complaint = message('no document has the label "{label}".', label=label)
            yield complaint, label, did_you_mean(label, labels)
    when = answer.when or ""
    if when and read_condition(when) is None:
        yield message('"{when}" is not a condition.', when=when), when, message(FORM)
    elif facts is not None:
        unknown = [unknown_key(when, facts)]
        if not when or holds(when, facts):
            unknown += sorted(_printed(answer) - facts.keys())
        for key in filter(None, unknown):
            yield message('there is no fact "{key}".', key=key), key, did_you_mean(key, facts)


def _line(lines: str, name: str) -> int | None:
    """Return the line in which a name first occurs."""
    place = lines.find(name)
    return lines.count("\n", 0, place) + 1 if place >= 0 else None


def choose(item: Item, facts: Facts, shown: Collection[str]) -> Answer | None:
    """Return the first answer of ``item`` that applies in this study; None if none does.

    ``shown`` are the labels that the study's documents show.
    """
    for answer in item.answers:
        met = answer.when is None or holds(answer.when, facts)
        printed = _printed(answer)
        filled = all(facts.get(key, {}).get("value") is not None for key in printed)
        placed = not answer.where or any(label in shown for label in answer.where)
        if met and filled and placed:
            return answer
    return None


def _printed(answer: Answer) -> set[str]:
    """Return the facts that an answer prints."""
    texts = answer.text.by_language().values() if answer.text else ()
    return {key for words in texts for key in _FACT.findall(words)}


def facts_used(checklist: Checklist, facts: Facts) -> dict[str, Any]:
    """Return the facts of this study that the checklist may use."""
    keys = {key for _, answer in checklist.answers() for key in keys_of(answer)}
    return {key: facts[key] for key in sorted(keys & facts.keys())}


def checklist_table(
    checklist: Checklist, facts: Facts, shown: Collection[str], labels: Labels
) -> Table:
    """Return the filled checklist as the table ``checklist_<id>``.

    Columns: ``part`` and ``item`` (label keys), ``number``, ``where`` (labels of places, separated
    by spaces), ``status`` and ``answer`` (a label key, None for nothing to add).
    """
    import pandas as pd

    from honest_results.tables import Column, Table

    rows: list[dict[str, Any]] = []
    texts: dict[str, dict[str, str]] = {}
    for place, part in enumerate(checklist.parts, start=1):
        title = f"checklist.{checklist.id}.part.{place}"
        texts[title] = part.title.by_language()
        for item in part.items:
            key = f"checklist.{checklist.id}.{item.id}"
            texts[f"{key}.item"] = item.item.by_language()
            answer = choose(item, facts, shown)
            words = _words(answer, facts, labels)
            if words:
                texts[f"{key}.answer"] = words
            places = [label for label in answer.where if label in shown] if answer else []
            rows.append(
                {
                    "part": title,
                    "number": item.id,
                    "item": f"{key}.item",
                    "where": " ".join(places) or None,
                    "status": answer.status if answer else "missing",
                    "answer": f"{key}.answer" if words else None,
                }
            )
    count = Counter(row["status"] for row in rows)
    return Table(
        id=f"checklist_{checklist.id}",
        frame=pd.DataFrame(rows),
        columns=[
            Column("number", "manuscript.checklist.number"),
            Column("item", "manuscript.checklist.item", "label"),
            Column("where", "manuscript.checklist.where", "places"),
            Column("answer", "manuscript.checklist.answer", "label", missing=""),
        ],
        group="part",
        notes=["manuscript.checklist.note"],
        values={name: {"value": count[name], "kind": "count"} for name in _STATUSES},
        labels=texts,
    )


def _words(answer: Answer | None, facts: Facts, labels: Labels) -> dict[str, str]:
    """Return what the table says about an answer, by language; empty if there is nothing to add."""
    if answer is None:
        return {**labels.by_language("manuscript.checklist.no_value")}
    words: dict[str, str] = {}
    for language, text in (answer.text.by_language() if answer.text else {}).items():
        for key in _FACT.findall(text):
            text = text.replace(f"[{key}]{{.fact}}", str(facts[key]["text"][language]))
        words[language] = contracted(text, language)
    if answer.status == "reported":
        return words
    status = labels.by_language(f"manuscript.checklist.{answer.status}")
    return {language: f"{status[language]} {text}" for language, text in words.items()}


def labels_of(documents: Mapping[str, Any]) -> set[str]:
    """Return every label of the documents whose outlines are given."""
    return {place["label"] for outline in documents.values() for place in outline["places"]}
