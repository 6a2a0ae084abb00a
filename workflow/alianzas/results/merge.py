"""Merging the rules' facts into the study's one ``facts.json``, with texts and provenance."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from alianzas.errors import Problem, ResultError
from alianzas.language.numbers import format_interval, format_value
from alianzas.provenance import weakest


def merge_facts(
    paths: Sequence[Path | str], languages: Sequence[str], hashes: Mapping[str, str]
) -> dict[str, Any]:
    """Return every fact of the files at ``paths``, printed in each language, with its provenance.

    ``hashes`` gives the SHA-256 of each raw file. Raises ResultError where two rules write one key.
    """
    merged: dict[str, Any] = {}
    for path in paths:
        content = json.loads(Path(path).read_text(encoding="utf-8"))
        origin = {
            "rule": content["rule"],
            "script": content["script"],
            "level": weakest(level for _, level in content["sources"]),
            "sources": [
                {"file": file, "level": level, "sha256": hashes[file]}
                for file, level in content["sources"]
            ],
        }
        for key, fact in content["facts"].items():
            if key in merged:
                raise ResultError(
                    Problem(
                        str(path),
                        f'the fact {key} is also written by the rule "{merged[key]["rule"]}".',
                        "One of the two rules must use another key.",
                    )
                )
            merged[key] = {**fact, **origin, **_texts(fact, languages)}
    return merged


def _texts(fact: Mapping[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    style = (fact["kind"],)
    options = {"decimals": fact.get("decimals"), "unit": fact.get("unit")}
    texts: dict[str, Any] = {}
    if fact["kind"] not in ("phrase", "label"):
        texts["text"] = {
            language: format_value(fact["value"], *style, language, **options)
            for language in languages
        }
    if "interval" in fact:
        low, high = fact["interval"]
        texts["interval_text"] = {
            language: format_interval((low, high), *style, language, **options)
            for language in languages
        }
    return texts
