"""Three countries built and compared: two simulated, and one whose answers are declared observed."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from compendium import ROOT, SECOND_STUDY, Compendium, copy_project, made_alone
from shared_builds import build_once, succeeded
from worlds.reading import blocks

#: What each country has other than Peru; Chile's survey is said to be real.
OTHERS: dict[str, dict[str, Any]] = {
    "bolivia": {
        "code": "BO",
        "name": "Bolivia",
        "currency": "BOB",
        "seed": 11,
        "level": "simulated",
    },
    "chile": {"code": "CL", "name": "Chile", "currency": "CLP", "seed": 12, "level": "observed"},
}
STUDIES = [SECOND_STUDY, *OTHERS]


def three_countries(folder: Path) -> Compendium:
    """Put Peru and two countries made from it into a copy of the project, as web pages."""

    def change(inside: Path) -> None:
        for name, own in OTHERS.items():
            _copy(inside, name, own)
        for place in ("config/studies/ecuador", "data/ecuador", "manuscript/ecuador"):
            shutil.rmtree(inside / place)
        path = inside / "config/config.yaml"
        config = yaml.safe_load(path.read_text(encoding="utf-8"))
        config |= {"studies": STUDIES, "formats": ["html"]}
        path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")

    made = copy_project(folder, change, second_study=True)
    for name, own in OTHERS.items():
        drawn = made.run("-m", "alianzas.survey.simulation", name)
        assert drawn.returncode == 0, drawn.stderr
        _declare(folder, name, own["level"])
        assert made.alianzas("describe", name).returncode == 0
    return made


def _declare(inside: Path, name: str, level: str) -> None:
    """Say of what level a country's answers are; observed ones were drawn by no generator."""
    survey = inside / "config/studies" / name / "survey.yaml"
    settings = yaml.safe_load(survey.read_text("utf-8"))
    if level == "observed":
        del settings["simulation"]
    settings["provenance"] = level
    survey.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    readme = inside / "data" / name / "survey/README.md"
    readme.write_text(f"Provenance level: **{level}**\n", "utf-8")


def _copy(inside: Path, name: str, own: dict[str, Any]) -> None:
    for place in ("config/studies", "data"):
        shutil.copytree(inside / place / SECOND_STUDY, inside / place / name)
    for path in [*(inside / "config/studies" / name).glob("*.yaml")]:
        path.write_text(path.read_text("utf-8").replace(f"data/{SECOND_STUDY}", f"data/{name}"))
    study = inside / "config/studies" / name / "study.yaml"
    settings = yaml.safe_load(study.read_text("utf-8"))
    settings["country"] |= {key: own[key] for key in ("code", "currency")}
    settings["country"]["name"] = own["name"]  # the words alone, for every language
    settings["languages"] = ["es", "en"] if name == "bolivia" else ["es"]
    study.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    survey = inside / "config/studies" / name / "survey.yaml"
    settings = yaml.safe_load(survey.read_text("utf-8"))
    settings["simulation"]["seed"] = own["seed"]
    survey.write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")


@pytest.fixture(scope="module")
def built(shared: Path) -> Compendium:
    return succeeded(build_once(shared / "compared", three_countries))


def facts_of(built: Compendium, study: str) -> dict[str, Any]:
    path = built.folder / "results" / study / "facts.json"
    return json.loads(path.read_text(encoding="utf-8"))["facts"]


@pytest.fixture(scope="module")
def pooled(built: Compendium) -> dict[str, Any]:
    return facts_of(built, "pooled")


def test_the_comparison_is_in_the_language_that_all_have(built):
    pages = sorted(path.name for path in (built.folder / "results/pooled").glob("*.html"))
    assert pages == ["comparison.es.html"]
    assert (built.folder / "results/bolivia/article.en.html").is_file()


@pytest.mark.parametrize("study", STUDIES)
def test_the_estimates_of_a_study_are_those_of_its_own_article(built, pooled, study):
    own = facts_of(built, study)
    pairs = {
        "pooled.drivers.contract": "survey.drivers.contract.beta",
        "pooled.comparisons.planning_vs_contract": "survey.drivers.planning_vs_contract.difference",
        "pooled.case_agreement.cases": "cases.agreement.kappa",
    }
    for ours, theirs in pairs.items():
        found, wanted = pooled[f"{ours}.study.{study}"], own[theirs]
        assert found["value"] == pytest.approx(wanted["value"], rel=1e-12)
        assert found["interval"] == pytest.approx(wanted["interval"], rel=1e-9)
        assert found["n"] == wanted["n"]
    income = pd.read_parquet(built.folder / f"records/{study}/income_estimates.parquet")
    allied = income.set_index("group").loc["allied"]
    found = pooled[f"pooled.income.allied.study.{study}"]
    assert found["value"] == pytest.approx(allied["percent"], rel=1e-9)
    assert found["interval"] == pytest.approx([allied["low"], allied["high"]], rel=1e-9)


def test_the_observed_country_is_never_pooled_with_the_simulated_ones(pooled):
    means = {key: fact for key, fact in pooled.items() if re.search(r"\.(value|predicted)$", key)}
    assert means
    for key, fact in means.items():
        levels = {source["level"] for source in fact["sources"]}
        assert len(levels) == 1, key
        assert f".{levels.pop()}." in key
    assert pooled["pooled.drivers.contract.simulated.k"]["value"] == 2
    files = {s["file"] for s in pooled["pooled.drivers.contract.simulated.value"]["sources"]}
    assert not [file for file in files if "chile" in file]
    assert not [key for key in pooled if key.startswith("pooled.drivers.") and ".observed." in key]
    # All cases are illustrative, those of Chile too.
    assert pooled["pooled.case_agreement.cases.illustrative.k"]["value"] == 3


def test_the_page_says_what_is_not_pooled_and_why(built):
    text = "\n".join(
        block.text for block in blocks(built.folder / "results/pooled/comparison.es.html")
    )
    assert "Chile 0" in text or "Chile −0" in text
    assert "(observados)" in text
    assert "nunca se combinan entre sí" in text
    assert not re.search(r"\bNone\b|\bnan\b|\{\w+\}", text)


def test_every_row_of_a_table_has_the_level_of_its_data(built):
    table = pd.read_csv(built.folder / "results/pooled/tables/pooled_drivers.csv")
    levels = dict(zip(table["study"], table["provenance_value"], strict=True))
    assert levels["pooled.study.chile"] == "observed"
    assert levels["pooled.study.bolivia"] == levels["pooled.mean.simulated"] == "simulated"


def test_scales_are_compared_among_the_simulated_countries_alone(pooled):
    found = {key for key in pooled if key.startswith("pooled.invariance.") and "phrase" in key}
    assert found
    assert all(".simulated." in key for key in found)


def test_a_second_build_has_nothing_to_do_and_a_result_can_be_traced(built, tmp_path):
    again = built.copy(tmp_path / "again")
    done = again.build()
    assert done.returncode == 0, done.stderr
    assert "Nothing to be done" in done.stdout
    key = "pooled.income.allied.simulated.value"
    traced = again.alianzas("trace", key, "--study", "pooled", "--language", "en")
    assert traced.returncode == 0, traced.stderr
    for file in (SECOND_STUDY, "bolivia"):
        assert f"data/{file}/survey/responses.xlsx" in traced.stdout
    assert "chile" not in traced.stdout
    shutil.rmtree(again.folder)


#: The three countries have no reviews to compare.
SCRIPTS = {*(ROOT / "workflow/scripts/pooled").glob("*.py")} - {
    ROOT / "workflow/scripts/pooled/pool_reviews.py"
}


@pytest.mark.parametrize("script", sorted(SCRIPTS), ids=lambda path: path.stem)
def test_a_script_of_the_comparison_alone_makes_what_the_build_made(built, tmp_path, script):
    done = built.run(str(script.relative_to(ROOT)), "--output", str(tmp_path / "own"))
    assert done.returncode == 0, done.stderr
    files = made_alone(tmp_path / "own")
    assert files
    assert not [name for name, made in files.items() if (built.folder / name).read_bytes() != made]
    assert f"{len(files)} files in {tmp_path / 'own'}, all as the build made them." in done.stdout


def test_a_script_of_the_comparison_is_of_no_single_study(built):
    done = built.run("workflow/scripts/pooled/pool_cases.py", SECOND_STUDY)
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert "none of the project's" in done.stderr


def test_one_study_alone_has_no_comparison(built, tmp_path):
    alone = built.copy(tmp_path / "alone")
    shutil.rmtree(alone.folder / "results/pooled")
    done = alone.alianzas("build", "--study", SECOND_STUDY)
    assert done.returncode == 0, done.stderr
    assert not (alone.folder / "results/pooled").exists()
    assert "comparison" not in done.stdout
    shutil.rmtree(alone.folder)
