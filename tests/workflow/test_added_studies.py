"""Studies with questionnaires of their own, built whole: what is not asked is not told."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from compendium import copy_project
from shared_builds import build_once, succeeded
from worlds.added_studies import STUDIES, add_study
from worlds.reading import blocks

NAMES = ("short", "secondary")
#: What no text may say of a study that does not ask for it, by study and language.
UNASKED = {
    "short": {
        "en": ["independent firm", "income grew", "invitation code", "Ecuador"],
        "es": ["empresas independientes", "ingresos crecieron", "código de invitación", "Ecuador"],
    },
    "secondary": {
        "en": ["consent", "Cronbach", "income grew", "statements, answered", "Ecuador"],
        "es": ["consentimiento", "Cronbach", "ingresos crecieron", "enunciados, ", "Ecuador"],
    },
}


def only_these(folder: Path) -> None:
    """Leave the studies of this module alone in a copy of the project, as web pages."""
    for name in NAMES:
        add_study(folder, name)
    for place in ("config/studies/ecuador", "manuscript/ecuador"):
        shutil.rmtree(folder / place, ignore_errors=True)
    path = folder / "config/config.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    path.write_text(yaml.safe_dump(config | {"formats": ["html"]}), encoding="utf-8")


@pytest.fixture(scope="session")
def results_of(shared: Path) -> Callable[[str], Path]:
    built = build_once(shared / "added-studies", lambda folder: copy_project(folder, only_these))
    return lambda name: succeeded(built).folder / "results" / name


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_what_is_not_asked_is_not_told(results_of, name, language):
    page = results_of(name) / f"article.{language}.html"
    text = "\n".join(block.text for block in blocks(page))
    assert len(text) > 5000
    assert [words for words in UNASKED[name][language] if words in text] == []
    assert not re.search(r"\bNone\b|\bnan\b|\{\w+\}", text)


def test_every_submission_is_kept_or_set_aside(results_of):
    for name in NAMES:
        facts = json.loads((results_of(name) / "facts.json").read_text("utf-8"))["facts"]
        received, kept = facts["survey.received.n"]["value"], facts["survey.kept.n"]["value"]
        assert received == kept + facts["survey.excluded.n"]["value"]
        assert facts["survey.drivers.state"]["value"] == "asked"
        assert facts["survey.income.state"]["value"] == "none"
    assert set(NAMES) == {path.name for path in STUDIES.iterdir() if path.is_dir()} - {
        "__pycache__"
    }
