"""From our own forms to the article: filled in through pyxform, exported, checked, built, read."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from compendium import Compendium, copy_project
from fieldwork.studies import EXPORTS, add_fielded_study, kept
from shared_builds import build_once, succeeded
from worlds.reading import blocks


def in_the_field(folder: Path) -> Compendium:
    """Make a copy of the project with these studies alone, their answers from the field."""
    project = copy_project(folder)
    for name in EXPORTS:
        add_fielded_study(project, name)
    for place in ("config/studies/ecuador", "manuscript/ecuador"):
        shutil.rmtree(folder / place, ignore_errors=True)
    path = folder / "config/config.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    config |= {"formats": ["html"], "studies": [*EXPORTS], "languages": ["es"]}
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return project


@pytest.fixture(scope="session")
def built(shared: Path) -> Compendium:
    return succeeded(build_once(shared / "form-to-article", in_the_field))


@pytest.fixture(scope="session")
def results_of(built: Compendium) -> Callable[[str], Path]:
    return lambda name: built.folder / "results" / name


@pytest.mark.parametrize("name", EXPORTS)
def test_an_article_is_made_of_answers_to_the_form(results_of, name):
    page = results_of(name) / "article.es.html"
    text = "\n".join(block.text for block in blocks(page))
    assert len(text) > 5000
    assert not re.search(r"\bNone\b|\bnan\b|\{\w+\}", text)
    assert kept(results_of(name)) > 50


def test_check_finds_nothing_wrong(built):
    done = built.alianzas("check", "--quick")
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_comes_out_is_what_went_in(results_of):
    """Of 156 forms of the shared questionnaire 1 refuses, 2 repeat another and 2 are unfinished."""
    assert kept(results_of("field")) == 151
    assert kept(results_of("short")) == 156  # of 160, 4 refuse
