"""Merging the facts of all rules into a study's one ``facts.json``, with texts and provenance."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from honest_results.design import is_design
from honest_results.provenance import entry_sources, weakest
from human_files.errors import Problem, ResultError
from human_files.language.current import current_languages
from human_files.language.messages import message
from human_files.language.numbers import DASH, format_interval, format_value

#: The files of a study's merged facts, and separately of what changes with every commit.
FACTS, SOURCE = "facts.json", "source.json"
#: The facts in the latter.
OF_SOURCE = ("colophon.commit",)


def read_merged(*paths: Path | str) -> dict[str, Any]:
    """Read merged facts.

    Parameters
    ----------
    *paths : path
        Files of merged facts; those that do not exist are skipped.

    Returns
    -------
    dict of str to dict
        Facts by key.
    """
    found: dict[str, Any] = {}
    for path in filter(Path.is_file, map(Path, paths)):
        found |= json.loads(path.read_text(encoding="utf-8"))["facts"]
    return found


def merge_facts(
    paths: Sequence[Path | str], languages: Sequence[str] | None = None
) -> dict[str, Any]:
    """Merge the facts of several rules, print each in every language, and give it its provenance.

    Parameters
    ----------
    paths : sequence of path
        Files written by :func:`honest_results.facts.write_facts`.
    languages : sequence of str
        All there are by default, even where documents are made in only one: claims and checklists have
        texts in each.

    Returns
    -------
    dict of str to dict
        Facts by key, with ``text`` (and ``interval_text``) by language, ``level`` (the weakest of its
        raw files; design values have none), ``sources``, ``rule`` and ``script``.

    Raises
    ------
    ResultError
        If two rules write the same key, or a fact does not say what it rests on.
    """
    merged: dict[str, Any] = {}
    for path in paths:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        for key, fact in content["facts"].items():
            if key in merged:
                raise ResultError(
                    Problem(
                        str(path),
                        message(
                            'the fact {key} is also written by the rule "{rule}".',
                            key=key,
                            rule=merged[key]["rule"],
                        ),
                        message("One of the two rules must use another key."),
                    )
                )
            sources = entry_sources(
                fact if "sources" in fact else content, message("the fact {key}", key=key)
            )
            merged[key] = {
                **fact,
                "rule": content["rule"],
                "script": content["script"],
                **({} if is_design(fact) else {"level": weakest(level for _, level in sources)}),
                "sources": [{"file": file, "level": level} for file, level in sources],
                **_texts(fact, languages),
            }
    return merged


def with_hashes(facts: Mapping[str, Any], hashes: Mapping[str, str]) -> dict[str, Any]:
    """Add the SHA-256 of every raw file to merged facts.

    Parameters
    ----------
    facts : mapping of str to dict
        As returned by :func:`merge_facts`.
    hashes : mapping of str to str
        File → its hash, in hexadecimal.

    Returns
    -------
    dict of str to dict
        The facts, with ``sha256`` in each source.

    Raises
    ------
    KeyError
        If the hash of a file is unknown.
    """
    return {
        key: {
            **fact,
            "sources": [{**source, "sha256": hashes[source["file"]]} for source in fact["sources"]],
        }
        for key, fact in facts.items()
    }


def _texts(fact: Mapping[str, Any], languages: Sequence[str] | None) -> dict[str, Any]:
    """Return a fact's value and interval as they are printed in each language."""
    languages = current_languages() if languages is None else languages
    kind, decimals, unit = fact["kind"], fact.get("decimals"), fact.get("unit")
    texts: dict[str, Any] = {}
    if fact["kind"] not in ("phrase", "label"):
        texts["text"] = {
            language: format_value(fact["value"], kind, language, decimals, unit)
            for language in languages
        }
    if "interval" in fact:
        low, high = fact["interval"]
        texts["interval_text"] = {
            language: format_interval((low, high), kind, language, decimals, unit)
            for language in languages
        }
    elif "text" in texts and (fact["value"] is None or kind == "coefficient"):
        # What could not be estimated has no interval, and neither have some estimates, such as a
        # kappa where one pass gave a single answer throughout: a dash is printed.
        texts["interval_text"] = dict.fromkeys(languages, DASH)
    return texts


def count_facts(
    facts: Mapping[str, Any],
    languages: Sequence[str] | None = None,
    *,
    rule: str,
    script: str,
) -> dict[str, Any]:
    """Return the facts with one more, ``colophon.facts.n``: their number, itself included."""
    count = {"value": len(facts) + 1, "kind": "count"}
    origin = {"rule": rule, "script": script, "level": "observed", "sources": []}
    return {**facts, "colophon.facts.n": {**count, **origin, **_texts(count, languages)}}
