import dataclasses
import json

import pytest
import yaml

from alianzas.errors import ManuscriptError
from alianzas.manuscript.assemble import assemble
from alianzas.manuscript.metadata import metadata
from unit.manuscript.demo import make_demo, make_job


def content(job, folder):
    assemble(job, folder)
    return json.loads((folder / "document.json").read_text(encoding="utf-8"))


def test_the_folder_holds_what_the_article_needs_and_no_more(demo, tmp_path):
    build = content(make_job(demo, "en", "docx"), tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {
        "article.en.qmd",
        "document.json",
        "_metadata.yml",
        "_quarto.yml",
        "references.bib",
        "filters",
        "styles",
        "figures",
    }
    assert [path.name for path in (tmp_path / "figures").iterdir()] == ["flow.en.png"]
    assert "common.plain" in build["facts"] and set(build["tables"]) == {"drivers", "sample"}
    assert "cards" not in build and "data" not in build["tables"]["drivers"]


def test_facts_come_in_the_language_of_the_article(demo, tmp_path):
    build = content(make_job(demo, "es", "html"), tmp_path)
    assert build["facts"]["survey.planning.b"] == {
        "text": "0,42",
        "interval": "[0,12; 0,72]",
        "n": "1.492",
        "level": "simulated",
        "card": "card-survey.planning.b",
    }
    assert "survey.comparison" not in build["facts"]  # only what the Spanish article shows
    assert build["figures"]["flow"]["alt"] == "Un cuadro azul: 150 firmas."
    assert build["tables"]["drivers"]["data"].startswith("data:text/csv;charset=utf-8;base64,")


def test_a_dash_stands_for_what_could_not_be_estimated(demo, tmp_path):
    job = make_job(demo, "es", "html")
    dash = {"es": "—"}
    unknown = {**job.facts["survey.planning.b"], "value": None, "text": dash}
    unknown["interval_text"] = dash
    del unknown["n"]
    job = dataclasses.replace(job, facts={**job.facts, "survey.planning.b": unknown})
    shown = content(job, tmp_path)["facts"]["survey.planning.b"]
    assert (shown["text"], shown["interval"], shown["n"]) == ("—", "—", "—")


def test_metadata_of_the_title_page(demo):
    found = metadata(make_job(demo, "es", "html"))
    assert found["title"] == "Alianzas en pequeñas firmas: prueba"
    assert found["author"] == ["Ana Núñez", "Luis O'Hara"]
    assert found["alianzas"]["authors"][0]["affiliation"] == "Universidad de la Prueba"
    assert found["alianzas"]["running-authors"] == "Ana Núñez y Luis O'Hara"
    assert found["alianzas"]["other"]["href"] == "article.en.html"


def test_metadata_file_is_yaml_for_both_engines(demo, tmp_path):
    job = make_job(demo, "en", "pdf")
    assemble(job, tmp_path)
    assert yaml.safe_load((tmp_path / "_metadata.yml").read_text(encoding="utf-8")) == metadata(job)


def test_observed_data_leave_no_trace_of_caution(tmp_path):
    demo = make_demo(tmp_path / "demo", level="observed")
    (tmp_path / "build").mkdir()
    build = content(make_job(demo, "en", "html"), tmp_path / "build")
    assert "banner" not in build
    assert {fact["level"] for fact in build["facts"].values()} == {"observed"}
    assert "provenance" not in build["tables"]["drivers"]


def test_a_result_without_file_is_a_mistake_of_the_manuscript(tmp_path):
    demo = make_demo(tmp_path / "demo")
    (demo / "results/demo/tables/drivers.json").unlink()
    (tmp_path / "build").mkdir()
    with pytest.raises(ManuscriptError, match=r"tables/drivers\.json"):
        assemble(make_job(demo, "en", "html"), tmp_path / "build")
