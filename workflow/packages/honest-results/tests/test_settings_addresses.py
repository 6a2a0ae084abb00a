import pytest

from honest_results.settings_addresses import files_at, values_at

STUDY = {
    "survey": {"file": "data/answers.xlsx"},
    "literature": {"sources": [{"name": "a", "file": "a.ris"}, {"name": "b", "file": "b.bib"}]},
}


def test_addresses():
    assert values_at(STUDY, "survey.file") == ["data/answers.xlsx"]
    assert values_at(STUDY, "literature.sources.*.file") == ["a.ris", "b.bib"]
    assert values_at(STUDY, "literature.sources.b.file") == ["b.bib"]


@pytest.mark.parametrize("address", ["survey.fil", "literature.sources.c.file", "cases"])
def test_an_address_that_leads_nowhere(address):
    with pytest.raises(KeyError):
        values_at(STUDY, address)


def test_a_folder_stands_for_its_files(tmp_path):
    (tmp_path / "texts").mkdir()
    for name in ("b.md", "a.md"):
        (tmp_path / "texts" / name).write_text("")
    assert files_at({"texts": "texts"}, "texts", tmp_path) == ["texts/a.md", "texts/b.md"]
