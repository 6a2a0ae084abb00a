import pytest

from alianzas.cases.code_names import CodeNames
from alianzas.cases.codebook_export import case_codebook
from field_files.coding.codebook_file import read_codebook
from field_files.coding.errors import CodingFileError


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_is_written_is_read_again(codes, language):
    raw = case_codebook(codes, language)
    assert raw == case_codebook(codes, language)
    found = read_codebook(raw, "codes.qdc")
    codable = [code for code in found.codes if code.codable]
    names = CodeNames(codes)
    meant = [names.find(code.name, code.path) for code in codable]
    assert [one.code for one in meant if one.value == 1] == list(codes.judged)
    assert [one.code for one in meant if one.value == 0] == [codes.outcome]
    assert len({code.path for code in codable}) == 4
    trust = next(code for code in codable if code.name == "trust")
    assert trust.description.startswith({"en": "Trust.", "es": "Confianza."}[language])
    assert not found.holds_passages


@pytest.mark.parametrize(
    "namespace", ["urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0", "urn:QDA-XML:project:1.0"]
)
def test_namespaces_in_use(namespace):
    inner = "<Codes><Code guid='a' name='x'/></Codes>"
    xml = f"<CodeBook origin='NVivo' xmlns='{namespace}'>{inner}</CodeBook>"
    found = read_codebook(xml.encode(), "c.qdc")
    assert ([code.name for code in found.codes], found.program) == (["x"], "NVivo")


def test_another_namespace():
    with pytest.raises(CodingFileError, match='in the namespace "urn:other"'):
        read_codebook(b"<CodeBook xmlns='urn:other'/>", "c.qdc")


def test_another_document():
    with pytest.raises(CodingFileError, match="begins with <html>, not with <CodeBook>"):
        read_codebook(b"<html/>", "c.qdc")


def test_identifiers_are_each_its_own(codes):
    import re

    found = re.findall(rb'guid="([^"]+)"', case_codebook(codes, "en"))
    assert len(found) == len(set(found)) == len(codes.judged) + 5
