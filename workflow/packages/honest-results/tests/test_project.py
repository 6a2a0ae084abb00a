import pytest
from pydantic import ValidationError

from honest_results.project import Document, Project


def test_every_document_is_rendered_in_every_language_and_format():
    project = Project(
        studies=["peru"],
        formats=["pdf", "html"],
        documents=[Document(name="article"), Document(name="claims", prefix="C", formats=["html"])],
    )
    assert project.rendered("peru") == [
        "results/peru/article.en.pdf",
        "results/peru/article.en.html",
        "results/peru/article.es.pdf",
        "results/peru/article.es.html",
        "results/peru/claims.en.html",
        "results/peru/claims.es.html",
    ]
    assert project.documents[1].source("es") == "manuscript/claims.es.qmd"


@pytest.mark.parametrize(
    ("second", "words"),
    [
        ({"name": "article", "prefix": "A"}, 'the name "article"'),
        ({"name": "appendix"}, "no prefix"),
        ({"name": "appendix", "prefix": "1"}, "prefix"),
        ({"name": "appendix", "prefix": "A", "formats": []}, "formats"),
    ],
)
def test_documents_are_told_apart(second, words):
    with pytest.raises(ValidationError, match=words):
        Project.model_validate({"studies": ["peru"], "documents": [{"name": "article"}, second]})
