import pytest

from honest_results.documents.check_document import check_document
from honest_results.documents.check_references import Known
from honest_results.documents.outline import outline
from honest_results.documents.source import Manuscript
from human_files.errors import ManuscriptError

KNOWN = Known(citations=[], tables=[], figures=[], facts={"a.b": {}})


def check(text, more="", known=KNOWN):
    """Check an article beside an appendix, both in English."""
    article = Manuscript("manuscript/article.en.qmd", "en", text)
    appendix = Manuscript("manuscript/appendix.en.qmd", "en", more)
    documents = {one.document: outline(one) for one in (article, appendix)}
    return check_document(article, known, documents, "allowed.yaml")


def problems(text, more="", known=KNOWN):
    with pytest.raises(ManuscriptError) as caught:
        check(text, more, known)
    return [(problem.row, problem.found) for problem in caught.value.problems]


def test_usage():
    assert check("Uno [a.b]{.fact}.\n\n[a.b]{.fact}\n") == {"fact": {"a.b": [1, 3]}}


def test_all_mistakes_come_together(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "allowed.yaml").write_text("- {text: HC3, reason: name}\n", encoding="utf-8")
    found = problems("HC3, [a.c]{.fact}\n\nWe asked 150.\n")
    assert [(row, "a.c" in words, "150" in words) for row, words in found] == [
        (1, True, False),
        (3, False, True),
    ]


def test_a_document_may_refer_to_another():
    assert check("See @sec-a.", "# A {#sec-a}\n") == {}
    [(row, words)] = problems("See @sec-b.", "# A {#sec-a}\n")
    assert row == 1 and "@sec-b refers to nothing" in words


def test_a_label_stands_in_one_document():
    [(row, words)] = problems("# A {#sec-a}\n", "# B\n\n# A {#sec-a}\n")
    assert row == 1 and words == "the label sec-a is also in manuscript/appendix.en.qmd."


def test_a_reference_to_another_documents_hidden_part():
    part = '\n:::: {when="a.b=yes"}\n# A {#sec-a}\n::::\n'
    [(_, words)] = problems("See @sec-a.", part)
    assert "does not show" in words
    shown = Known(citations=[], tables=[], figures=[], facts={"a.b": {"value": "yes"}})
    assert check("See @sec-a.", part, shown) == {}
