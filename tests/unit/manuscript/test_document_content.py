import dataclasses
import json

import pytest

from honest_results.documents.assemble import assemble
from honest_results.documents.document_content import content
from honest_results.documents.metadata import metadata
from human_files.errors import ManuscriptError
from unit.manuscript.demo import make_demo, make_job, make_rendering


def test_the_folder_holds_what_the_article_needs_and_no_more(demo, tmp_path):
    folder = assemble(make_rendering(demo, "en", "docx"), tmp_path)
    assert {path.name for path in folder.iterdir()} == {
        "article.en.qmd",
        "_quarto.yml",
        "references.bib",
        "filters",
        "styles",
    }
    source = (demo / "manuscript/article.en.qmd").read_bytes()
    assert (folder / "article.en.qmd").read_bytes() == source
    assert [path.name for path in (folder / "../results").iterdir()] == ["demo"]
    assert (folder / "../results/demo/manuscript/article.en.content.json").is_file()


def test_what_a_document_shows_and_no_more(demo):
    shown = content(make_job(demo, "en"))
    assert "common.plain" in shown["facts"] and set(shown["tables"]) == {"drivers", "sample"}
    assert shown["figures"]["flow"]["stem"] == "figures/flow.en"
    assert shown["tables"]["drivers"]["data"] == "tables/drivers.csv"
    assert json.loads(json.dumps(shown)) == shown


def test_facts_come_in_the_language_of_the_article(demo):
    shown = content(make_job(demo, "es"))
    assert shown["facts"]["survey.planning.b"] == {
        "text": "0,42",
        "interval": "[0,12; 0,72]",
        "n": "1.492",
        "level": "simulated",
        "card": "card-survey.planning.b",
    }
    assert "survey.comparison" not in shown["facts"]  # only what the Spanish article shows
    assert shown["figures"]["flow"]["alt"] == "Un cuadro azul: 150 firmas."


def test_large_data_stay_out_of_the_page(demo, tmp_path):
    large = make_demo(tmp_path / "demo")
    (large / "results/demo/tables/drivers.csv").write_text("n\n" + "1\n" * 100_000)
    tables = content(make_job(large, "en"))["tables"]
    assert "data" not in tables["drivers"] and "data" in tables["sample"]


def test_a_dash_stands_for_what_could_not_be_estimated(demo):
    job = make_job(demo, "es")
    dash = {"es": "—"}
    unknown = {**job.facts["survey.planning.b"], "value": None, "text": dash}
    unknown["interval_text"] = dash
    del unknown["n"]
    job = dataclasses.replace(job, facts={**job.facts, "survey.planning.b": unknown})
    shown = content(job)["facts"]["survey.planning.b"]
    assert (shown["text"], shown["interval"], shown["n"]) == ("—", "—", "—")


def test_metadata_of_the_title_page(demo):
    found = metadata(make_job(demo, "es"))
    assert found["title"] == "Alianzas en pequeñas firmas: prueba"
    assert found["author"] == ["Ana Núñez", "Luis O'Hara"]
    assert found["alianzas"]["authors"][0]["affiliation"] == "Universidad de la Prueba"
    assert found["alianzas"]["running-authors"] == "Ana Núñez y Luis O'Hara"
    assert [one["href"] for one in found["alianzas"]["others"]] == ["article.en.html"]


def test_a_page_leads_to_the_same_in_each_of_the_other_languages(demo):
    job = dataclasses.replace(make_job(demo, "en"), languages=("pt", "en", "es"))
    others = metadata(job)["alianzas"]["others"]
    assert [(one["lang"], one["href"]) for one in others] == [
        ("pt", "article.pt.html"),
        ("es", "article.es.html"),
    ]


@pytest.mark.parametrize(("language", "word"), [("en", None), ("es", "e")])
def test_and_before_the_sound_of_i_is_the_languages(demo, language, word):
    assert content(make_job(demo, language)).get("before_i") == word


def test_observed_data_leave_no_trace_of_caution(tmp_path):
    shown = content(make_job(make_demo(tmp_path / "demo", level="observed"), "en"))
    assert "banner" not in shown
    levels = {fact.get("level") for fact in shown["facts"].values() if "no_data" not in fact}
    assert levels == {"observed"}
    assert shown["facts"]["study.title"]["no_data"]  # words of the study, with nothing behind them
    assert "simulated" in shown["marks"]  # every level has its note, whether it occurs or not
    assert shown["tables"]["drivers"]["level"] == "observed"


def test_a_result_without_file_is_a_mistake_of_the_manuscript(tmp_path):
    demo = make_demo(tmp_path / "demo")
    (demo / "results/demo/tables/drivers.json").unlink()
    with pytest.raises(ManuscriptError, match=r"tables/drivers\.json"):
        content(make_job(demo, "en"))
