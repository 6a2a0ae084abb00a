import pytest

from human_files.safe_xml import DocumentTypeError, XmlError, parse_xml

BOMB = '<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'


@pytest.mark.parametrize(
    "source", ["<a>&lt;é</a>", "<?xml version='1.0'?><!-- x -->\n<a>&lt;é</a>"]
)
def test_text_and_bytes_give_the_same(source):
    assert parse_xml(source).text == parse_xml(source.encode()).text == "<é"


@pytest.mark.parametrize("prologue", ["", "  \n", "<!-- x -->", "<?pi?>"])
@pytest.mark.parametrize("encoding", [None, "utf-8", "utf-16"])
def test_a_document_type_is_refused_wherever_it_stands(prologue, encoding):
    source = prologue + BOMB
    with pytest.raises(DocumentTypeError):
        parse_xml(source if encoding is None else source.encode(encoding))


@pytest.mark.parametrize("source", ["", "no XML", "<a>\n<b></a>", "<a/><!DOCTYPE a>", b"\xff\xfe<"])
def test_what_is_not_well_formed_is_an_error(source):
    with pytest.raises(XmlError) as caught:
        parse_xml(source)
    assert not isinstance(caught.value, DocumentTypeError)


def test_the_line_is_told():
    with pytest.raises(XmlError) as caught:
        parse_xml("<a>\n<b></a>")
    assert caught.value.line == 2
