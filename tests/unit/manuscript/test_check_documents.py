import pytest

from alianzas.errors import ManuscriptError
from alianzas.manuscript.check import Known
from alianzas.manuscript.check_documents import check_documents
from alianzas.manuscript.source import Manuscript

KNOWN = Known(citations=[], tables=[], figures=[], facts={"a.b": {}})


def texts(english, spanish, more="", document="article"):
    """Return an article in two languages, and an appendix in English."""
    return [
        Manuscript("manuscript/article.en.qmd", "en", english),
        Manuscript("manuscript/article.es.qmd", "es", spanish),
        Manuscript("manuscript/appendix.en.qmd", "en", more),
    ]


def problems(*documents, known=KNOWN):
    with pytest.raises(ManuscriptError) as caught:
        check_documents(texts(*documents), known, "allowed.yaml")
    return [(problem.file, problem.row, problem.found) for problem in caught.value.problems]


def test_usage_by_document_and_language():
    documents = texts("One [a.b]{.fact}.\n", "Uno [a.b]{.fact}.\n\n[a.b]{.fact}\n", "[a.b]{.fact}")
    assert check_documents(documents, KNOWN, "none.yaml") == {
        "article": {"en": {"fact": {"a.b": [1]}}, "es": {"fact": {"a.b": [1, 3]}}},
        "appendix": {"en": {"fact": {"a.b": [1]}}},
    }


def test_the_mistakes_of_all_documents_come_together(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "allowed.yaml").write_text("- {text: HC3, reason: name}\n", encoding="utf-8")
    found = problems("[a.c]{.fact}\n", "Respondieron 150.\n")
    assert [file for file, *_ in found] == [
        "manuscript/article.en.qmd",
        "manuscript/article.es.qmd",
        "allowed.yaml",
    ]


def test_a_document_may_refer_to_another_of_its_language():
    assert check_documents(texts("See @sec-a.", "Nada.", "# A {#sec-a}\n"), KNOWN, "none.yaml")
    [(file, row, words)] = problems("Nothing.", "Véase la @sec-a.", "# A {#sec-a}\n")
    assert (file, row) == ("manuscript/article.es.qmd", 1) and "@sec-a refers to nothing" in words


def test_a_label_stands_in_one_document():
    found = problems("# A {#sec-a}\n", "", "# B\n\n# A {#sec-a}\n")
    assert [(file, row) for file, row, _ in found] == [
        ("manuscript/article.en.qmd", 1),
        ("manuscript/appendix.en.qmd", 3),
    ]
    assert found[0][2] == "the label sec-a stands in manuscript/appendix.en.qmd too."


def test_a_reference_to_another_documents_hidden_part():
    part = '\n:::: {when="a.b=yes"}\n# A {#sec-a}\n::::\n'
    [(file, _, words)] = problems("See @sec-a.", "", part)
    assert file == "manuscript/article.en.qmd" and "does not show" in words
    shown = Known(citations=[], tables=[], figures=[], facts={"a.b": {"value": "yes"}})
    assert check_documents(texts("See @sec-a.", "", part), shown, "none.yaml")
