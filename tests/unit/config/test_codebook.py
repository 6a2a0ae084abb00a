import pytest
from pydantic import ValidationError

from alianzas.config.codebook import Codebook

TEXT = {"en": "Word", "es": "Palabra"}


def code(name, **more):
    return {"id": name, "label": TEXT, "definition": TEXT, **more}


def book(*codes, **more):
    dimension = {"id": "theory", "label": TEXT, "definition": TEXT, "codes": [*codes]}
    return {"codebook": "test", "version": "1.0", "dimensions": [dimension], **more}


def test_headings_are_not_assignable():
    found = Codebook.model_validate(book(code("a", assignable=False), code("b", parent="a")))
    assert [one.id for one in found.by_id["theory"].assignable] == ["b"]


def test_names_inside_a_sentence():
    found = Codebook.model_validate(
        book(code("a"), code("b", in_text={"en": "SMEs", "es": "pymes"}))
    )
    first, second = found.by_id["theory"].codes
    assert first.words() == {"en": "word", "es": "palabra"}
    assert second.words() == {"en": "SMEs", "es": "pymes"}


def test_labels_by_dimension_and_code():
    assert Codebook.model_validate(book(code("a"))).labels() == {"theory": TEXT, "theory.a": TEXT}


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (book(code("a"), code("a")), "code in theory given twice: a"),
        (book(code("a", parent="z")), "parent z, which is not a code of theory"),
        (book(), "at least 1 item"),
        (book(code("a", colour="red")), "Extra inputs"),
    ],
)
def test_a_wrong_codebook_is_refused(content, message):
    with pytest.raises(ValidationError, match=message):
        Codebook.model_validate(content)


def test_a_dimension_given_twice_is_refused():
    content = book(code("a"))
    content["dimensions"] *= 2
    with pytest.raises(ValidationError, match="dimension given twice: theory"):
        Codebook.model_validate(content)
