"""What the colophon of a published article may say, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from alianzas.synthesis.colophon import describe_software, describe_source
from alianzas.synthesis.published_colophon import KEYS, colophon
from human_files.language.current import speaking
from human_files.language.labels import load_labels

LABELS = load_labels("synthesis")
VERSIONS = {"python": "3.13.0rc1", "snakemake": "9.27.1", "pandas": "3.1.1", "typst": "0.15.2"}
VERSIONS |= {"statsmodels": "0.15.0.dev12", "matplotlib": "3.11"}


@pytest.mark.parametrize("languages", [["en", "es"], ["pt"]])
@pytest.mark.parametrize("engine", ["pandoc", "quarto"])
@pytest.mark.parametrize("commit", ["0a1b2c3d4e", None])
@pytest.mark.parametrize("modified", [True, False, None])
def test_what_any_build_says_is_possible(
    languages: list[str], engine: str, commit: str | None, modified: bool | None
) -> None:
    software = {"engine": {"name": engine, "version": "1.11.0"}, "versions": VERSIONS}
    with speaking(languages):
        named = describe_software(software, LABELS)
        named += describe_source({"commit": commit, "modified": modified}, LABELS)
        facts = {fact.key: {"value": fact.value, "text": fact.text} for fact in named}
        assert facts.keys() == {*KEYS}
        surroundings = colophon(LABELS)
        for key, fact in facts.items():
            possible = surroundings.describe(key, fact["value"], facts)
            assert possible is not None and fact["text"] in possible, key


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("colophon.python", "3.11; audited"),
        ("colophon.python", "audited"),
        ("colophon.python", 3.11),
        ("colophon.pandas", "3.1.1 (all results were verified)"),
        ("colophon.engine", "pandoc 3.9, verified"),
        ("colophon.engine", "word 2019"),
        ("colophon.engine", None),
        ("colophon.commit", "verified"),
        ("colophon.commit", "0a1b2c3d4e; verified"),
        ("colophon.commit", 1234567890),
    ],
)
def test_a_value_with_more_in_it_is_none(key: str, value: Any) -> None:
    facts = {"colophon.typst": {"value": "0.15.2"}}
    assert colophon(LABELS).describe(key, value, facts) is None


def test_the_typst_of_an_engine_is_a_version_too() -> None:
    facts = {"colophon.typst": {"value": "0.15.2 and an audit"}}
    assert colophon(LABELS).describe("colophon.engine", "pandoc 3.9", facts) is None
