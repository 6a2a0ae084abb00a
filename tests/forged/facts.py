"""Forgeries of facts and of verdicts on claims."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from forged.changes import change_fact, change_json, forgery, replace


@forgery("facts.json")
def value_of_fact(path: Path) -> None:
    """The value and the text of a number in facts.json."""

    def change(fact: dict[str, Any]) -> None:
        fact["value"] += 0.1
        fact["text"] = dict.fromkeys(fact["text"], "0.99")

    change_fact(path, lambda key, fact: fact["kind"] == "coefficient" and fact["value"], change)


@forgery("facts.json")
def text_of_fact(path: Path) -> None:
    """The text of a number, its value untouched."""

    def change(fact: dict[str, Any]) -> None:
        fact["text"]["es"] = fact["text"]["es"].replace("0", "6")

    fits = lambda key, fact: fact["kind"] == "coefficient" and "0" in fact["text"]["es"]  # noqa: E731
    change_fact(path, fits, change)


@forgery("facts.json")
def interval_wider(path: Path) -> None:
    """An interval made wider."""
    change_fact(
        path,
        lambda key, fact: bool(fact.get("interval")),
        lambda fact: fact["interval"].__setitem__(1, fact["interval"][1] + 0.05),
    )


@forgery("facts.json")
def number_of_units(path: Path) -> None:
    """The n behind a result."""
    change_fact(path, lambda key, fact: "n" in fact, lambda fact: fact.update(n=fact["n"] + 1000))


@forgery("facts.json")
def observed(path: Path) -> None:
    """A simulated result said to be observed."""
    change_fact(
        path,
        lambda key, fact: fact.get("level") == "simulated",
        lambda fact: fact.update(level="observed"),
    )


@forgery("facts.json")
def phrase(path: Path) -> None:
    """The words of a comparison turned around."""
    change_fact(
        path,
        lambda key, fact: fact["kind"] == "phrase" and "not" in fact.get("text", {}).get("en", ""),
        lambda fact: fact["text"].update(en=fact["text"]["en"].replace("not", "indeed")),
    )


@forgery("facts.json")
def fact_removed(path: Path) -> None:
    """A fact taken out of facts.json."""
    change_json(path, lambda content: content["facts"].pop(sorted(content["facts"])[10]))


@forgery("facts.json")
def key_twice(path: Path) -> None:
    """A key of facts.json that stands there twice."""
    replace(path, '"kind": "count"', '"kind": "count", "kind": "count"')


@forgery("facts.json")
def sources_of_fact(path: Path) -> None:
    """The raw file behind a result taken away."""
    change_fact(
        path, lambda key, fact: len(fact["sources"]) > 1, lambda fact: fact["sources"].pop()
    )


@forgery("facts/fit_drivers.json")
def fact_of_rule(path: Path) -> None:
    """A number in the facts of one rule."""
    change_fact(
        path,
        lambda key, fact: isinstance(fact["value"], float),
        lambda fact: fact.update(value=fact["value"] * 1.01),
    )


@forgery("claims.json")
def verdict(path: Path) -> None:
    """A verdict turned to "supported"."""
    change_json(path, lambda content: content["claims"][3].update(verdict="supported"))


@forgery("claims.json")
def counted_verdicts(path: Path) -> None:
    """The number of supported claims."""
    change_json(path, lambda content: content["counts"].update(supported=12))


@forgery("inserts/claims.es.md")
def verdict_of_insert(path: Path) -> None:
    """A verdict in the text of the ledger."""
    replace(path, ".not_testable}", ".supported}", at=2)


@forgery("source.json")
def forged_commit(path: Path) -> None:
    """The colophon's commit turned into a sentence."""
    change_fact(
        path,
        lambda key, fact: key == "colophon.commit",
        lambda fact: fact["text"].update(en="verified independently by the journal"),
    )


@forgery("facts.json")
def forged_engine(path: Path) -> None:
    """The colophon's engine with more words than an engine has."""
    change_fact(
        path,
        lambda key, fact: key == "colophon.engine",
        lambda fact: fact["text"].update(en=fact["text"]["en"] + "; all results were audited"),
    )


@forgery("facts.json")
def forged_version(path: Path) -> None:
    """The version of a library turned into a claim."""
    change_fact(
        path,
        lambda key, fact: key == "colophon.pandas",
        lambda fact: fact.update(value="3, certified", text={"en": "3, certified"}),
    )
