"""From nothing to a trial build: new, simulate, build, in three countries and languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from compendium import Compendium, copy_project
from shared_builds import build_once, succeeded
from worlds.reading import blocks

#: What a person types, by study, and words that the article then has.
STUDIES = {
    "peru": (["Perú", "es", "literature", "survey", "synthesis"], ["Perú", "peruanas", "simulad"]),
    "brasil": (["br", "pt", "survey"], ["Brasil", "brasileiras", "simulad"]),
    "kenya": (
        ["Kenya", "en", "literature"],
        ["Kenya", "simulated", "come from the bibliographic file of"],
    ),
}
LANGUAGES = {study: said[1] for study, (said, _) in STUDIES.items()}


def begin(folder: Path) -> Compendium:
    """Begin the studies in a copy of the project, on pretend data, as web pages with few replicates."""
    made = copy_project(folder)
    for study, ((country, language, *branches), _) in STUDIES.items():
        whole = ["--country", country, "--languages", language, "--branches", *branches]
        for command in (["new", study, *whole], ["simulate", study]):
            done = made.alianzas(*command)
            assert done.returncode == 0, done.stderr
        survey = folder / f"config/studies/{study}/survey.yaml"
        if survey.is_file():
            text = survey.read_text(encoding="utf-8")
            text = text.replace("  outcome:", "  replicates: 200\n  imputations: 2\n  outcome:")
            text = text.replace("  base_year:", "  replicates: 200\n  base_year:")
            survey.write_text(text, encoding="utf-8")
    path = folder / "config/config.yaml"
    config = yaml.safe_load(path.read_text(encoding="utf-8"))
    config |= {"studies": [*STUDIES], "formats": ["html"]}
    path.write_text(yaml.safe_dump(config), encoding="utf-8")
    return made


@pytest.fixture(scope="session")
def built(shared: Path) -> Compendium:
    return succeeded(build_once(shared / "new-studies", begin))


@pytest.fixture(scope="session")
def article(built: Compendium) -> Callable[[str], str]:
    def text(study: str) -> str:
        page = built.folder / f"results/{study}/article.{LANGUAGES[study]}.html"
        return "\n".join(block.text for block in blocks(page))

    return text


@pytest.mark.parametrize("study", STUDIES)
def test_the_article_is_that_of_the_country(article, study):
    text = article(study)
    assert len(text) > 5000
    assert [words for words in STUDIES[study][1] if words not in text] == []
    assert "Ecuador" not in text and "Equador" not in text and "ecuator" not in text.casefold()
    assert not re.search(r"\bNone\b|\bnan\b|\{\w+\}", text)


@pytest.mark.parametrize("study", STUDIES)
def test_nothing_made_up_passes_for_observed(built, study):
    facts = json.loads((built.folder / f"results/{study}/facts.json").read_text("utf-8"))["facts"]
    levels = {
        facts[f"{branch}.provenance.level"]["value"]
        for branch in ("literature", "survey")
        if f"{branch}.provenance.level" in facts
    }
    assert levels == {"simulated"}
    assert facts["synthesis.levels.phrase"]["value"] == "mixed"
    study_file = built.folder / f"config/studies/{study}"
    for branch in study_file.glob("[ls]*.yaml"):
        assert "provenance: simulated" not in branch.read_text("utf-8")


@pytest.mark.parametrize("study", STUDIES)
def test_what_comes_next_knows_of_the_build(built, study):
    said = built.alianzas("next", study)
    assert said.returncode == 0, said.stderr
    assert f"results/{study}/" in said.stdout


def test_the_readers_are_said_to_be_nobody(article):
    assert "Nadie leyó nada" in article("peru")
    assert "Nobody read anything" in article("kenya")
