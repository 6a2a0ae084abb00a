import pytest

from alianzas.errors import ManuscriptError
from alianzas.manuscript.articles import check_articles
from alianzas.manuscript.check import Known

KNOWN = Known(citations=[], tables=[], figures=[], facts={"a.b": {}})


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "en.qmd").write_text("One [a.b]{.fact}.\n", encoding="utf-8")
    (tmp_path / "es.qmd").write_text("Uno [a.b]{.fact}.\n\n[a.b]{.fact}\n", encoding="utf-8")
    return tmp_path


def test_usage_by_language(folder):
    used = check_articles({"en": "en.qmd", "es": "es.qmd"}, KNOWN, "allowed.yaml")
    assert used == {"en": {"fact": {"a.b": [1]}}, "es": {"fact": {"a.b": [1, 3]}}}


def test_the_mistakes_of_all_articles_come_together(folder):
    (folder / "en.qmd").write_text("[a.c]{.fact}\n", encoding="utf-8")
    (folder / "es.qmd").write_text("Respondieron 150.\n", encoding="utf-8")
    (folder / "allowed.yaml").write_text("- {text: HC3, reason: name}\n", encoding="utf-8")
    with pytest.raises(ManuscriptError) as caught:
        check_articles({"en": "en.qmd", "es": "es.qmd"}, KNOWN, "allowed.yaml")
    assert [problem.file for problem in caught.value.problems] == [
        "en.qmd",
        "es.qmd",
        "allowed.yaml",
    ]
