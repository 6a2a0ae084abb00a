"""JSON files: each value by its address, numbers within their tolerance, words as texts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from honest_results.verify.findings import FileFindings, Kind, Status
from honest_results.verify.tolerances import as_number, is_number, judge, tolerance_of
from honest_results.verify.words import Allowed, compare_texts
from human_files.language.messages import message

#: What lists of entries are told apart by, in place of their position.
_NAMES = ("id", "key", "name")
#: Keys of JSON objects that have a kind of their own in a report.
_OF_KEY: Mapping[str, Kind] = {"verdict": "verdict", "alt": "alt"}
#: Fields of a fact, with what they are compared by.
_OF_FACT = {"interval": "interval", "n": "count", "confidence": "count", "decimals": "count"}


def compare_values(
    published: Any, rebuilt: Any, sink: FileFindings, allowed: Allowed, place: str = ""
) -> None:
    """Compare two values of JSON files, and all that they hold."""
    _compare(published, rebuilt, sink, allowed, place, "value", "number")


def compare_facts(
    published: Any,
    rebuilt: Mapping[str, Any],
    sink: FileFindings,
    allowed: Allowed,
    without: tuple[str, ...] = (),
) -> None:
    """Compare two collections of facts; each is one number or one phrase, with all it says.

    The facts ``without`` are those on the surroundings, which are told as such where both have them.
    """
    if not isinstance(published, dict):
        sink.add("different", "value", "facts", published, note=message("No facts."))
        return
    for key in sorted(published.keys() | rebuilt.keys()):
        mine, theirs = published.get(key), rebuilt.get(key)
        if key in without and isinstance(mine, dict) and theirs is not None:
            continue
        kind = _kind_of(theirs if theirs is not None else mine)
        if theirs is None or mine is None:
            status: Status = "extra" if theirs is None else "missing"
            sink.add(status, kind, key, _fact_shown(mine), _fact_shown(theirs))
        elif not isinstance(mine, dict):
            sink.add("different", kind, key, mine, _fact_shown(theirs))
        else:
            _compare_fact(key, mine, theirs, sink, allowed)


def close_values(published: Any, rebuilt: Any) -> list[tuple[float, float]]:
    """Return the values of facts that agree within their tolerance and are not the same."""
    if not isinstance(published, dict) or not isinstance(rebuilt, dict):
        return []
    pairs = []
    for key in published.keys() & rebuilt.keys():
        for name, tolerance in (("value", "number"), ("interval", "interval")):
            one, two = (
                side[key].get(name) if isinstance(side[key], dict) else None
                for side in (published, rebuilt)
            )
            ones, twos = (side if isinstance(side, list) else [side] for side in (one, two))
            pairs += [
                (float(mine), float(theirs))
                for mine, theirs in zip(ones, twos, strict=False)
                if is_number(mine)
                and is_number(theirs)
                and mine != theirs
                and judge(tolerance, mine, theirs) == "same"
            ]
    return pairs


def _kind_of(fact: Any) -> Kind:
    """Return what a fact is in a report: a number or a phrase."""
    is_phrase = isinstance(fact, dict) and fact.get("kind") in ("phrase", "label")
    return "phrase" if is_phrase else "fact"


def _fact_shown(fact: Any) -> str:
    """Return what a fact says, in short."""
    if not isinstance(fact, dict):
        return "" if fact is None else str(fact)
    texts = fact.get("text")
    words = next(iter(texts.values()), "") if isinstance(texts, dict) else ""
    return " · ".join(dict.fromkeys(map(str, filter(None, (fact.get("value"), words)))))


def _compare_fact(
    key: str, mine: dict[str, Any], theirs: Mapping[str, Any], sink: FileFindings, allowed: Allowed
) -> None:
    """Compare two facts, field by field; one that agrees in all of them is one thing more the same."""
    kind = _kind_of(theirs)
    is_verdict = key.endswith(".verdict")
    probe = _Probe()
    for name in sorted(mine.keys() | theirs.keys()):
        place = f"{key}, {name}"
        if name not in mine or name not in theirs:
            status = "missing" if name in theirs else "extra"
            probe.tell(status, kind, place, mine.get(name, ""), theirs.get(name, ""))
            continue
        one, two = mine[name], theirs[name]
        tolerance = _OF_FACT.get(name, tolerance_of(str(theirs.get("kind"))))
        _compare(one, two, probe, allowed, place, "verdict" if is_verdict else kind, tolerance)
    if probe.explained:
        sink.explain()
    if probe.told:
        for told in probe.told:
            sink.add(*told)
    else:
        sink.same("verdict" if is_verdict else kind)


class _Probe(FileFindings):
    """Gathers what differs in one fact, and counts nothing."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []
        self.explained = False

    def explain(self) -> None:
        """Keep that something differs that may."""
        self.explained = True

    def same(self, kind: Kind, number: int = 1) -> None:
        """Count nothing: the fact is counted as a whole."""

    def add(self, status: Any, kind: Any, *others: Any) -> None:
        """Keep it."""
        if status == "same":
            self.explain()
        else:
            self.told.append((status, kind, *others))

    tell = add


def _compare(
    mine: Any,
    theirs: Any,
    sink: FileFindings,
    allowed: Allowed,
    place: str,
    kind: Kind,
    tolerance: str,
) -> None:
    """Compare two values; ``kind`` is what they are in a report, unless a key says more."""
    if isinstance(mine, dict) and isinstance(theirs, dict):
        for key in sorted(mine.keys() | theirs.keys()):
            where, what = f"{place}.{key}".strip("."), _OF_KEY.get(key, kind)
            if key not in theirs:
                sink.add("extra", what, where, _short(mine[key]), "")
            elif key not in mine:
                sink.add("missing", what, where, "", _short(theirs[key]))
            else:
                _compare(mine[key], theirs[key], sink, allowed, where, what, tolerance)
    elif isinstance(mine, list) and isinstance(theirs, list):
        _compare_lists(mine, theirs, sink, allowed, place, kind, tolerance)
    elif is_number(mine) and is_number(theirs) and mine != theirs:
        sink.add(judge(tolerance, mine, theirs), kind, place, mine, theirs)
    elif isinstance(mine, str) and isinstance(theirs, str):
        _compare_words(mine, theirs, sink, allowed, place, kind)
    elif type(mine) is type(theirs) and mine == theirs:
        sink.same(kind)
    else:
        sink.add("different", kind, place, _short(mine), _short(theirs))


def _compare_words(
    mine: str, theirs: str, sink: FileFindings, allowed: Allowed, place: str, kind: Kind
) -> None:
    """Compare two strings: as one value, and where they differ, word by word."""
    numbers = as_number(mine), as_number(theirs)
    if mine == theirs:
        sink.same(kind)
    elif (mine, theirs) in allowed.pairs:
        sink.add("same", kind)
    elif numbers[0] is not None and numbers[1] is not None:
        sink.add("different", kind, place, mine, theirs)
    else:
        probe = _Probe()
        places = compare_texts(mine, theirs, probe, allowed, place)
        for status, what, *others in probe.told:
            sink.add(status, kind if what in ("word", "number") else what, *others)
        if places and not probe.told:
            sink.add("same", kind)
        elif not places:
            note = message("The same words, set apart in another way.")
            sink.add("minor", kind, place, mine, theirs, note)


def _compare_lists(
    mine: list[Any],
    theirs: list[Any],
    sink: FileFindings,
    allowed: Allowed,
    place: str,
    kind: Kind,
    tolerance: str,
) -> None:
    """Compare two lists: entry by entry by their names, where they have some; else by position."""
    named = [_by_name(entries) for entries in (mine, theirs)]
    if named[0] is not None and named[1] is not None:
        _compare(named[0], named[1], sink, allowed, place, kind, tolerance)
        if [*named[0]] != [*named[1]] and named[0].keys() == named[1].keys():
            sink.add("different", kind, place, [*named[0]], [*named[1]], message("Another order."))
        return
    for at in range(max(len(mine), len(theirs))):
        where = f"{place}[{at}]"
        if at >= len(theirs):
            sink.add("extra", kind, where, _short(mine[at]), "")
        elif at >= len(mine):
            sink.add("missing", kind, where, "", _short(theirs[at]))
        else:
            _compare(mine[at], theirs[at], sink, allowed, where, kind, tolerance)


def _by_name(entries: list[Any]) -> dict[str, Any] | None:
    """Return the entries of a list by what they are called; None where they have no names."""
    for key in _NAMES:
        if entries and all(isinstance(entry, dict) and key in entry for entry in entries):
            names = [str(entry[key]) for entry in entries]
            if len({*names}) == len(names):
                return dict(zip(names, entries, strict=True))
    return None


def _short(value: Any) -> str:
    """Return a value as it stands in a file, in short."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)[:1000]
