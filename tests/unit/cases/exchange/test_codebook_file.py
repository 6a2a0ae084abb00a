import pytest

from alianzas.cases.code_names import CodeNames
from alianzas.cases.codebook_export import case_codebook
from field_files.coding.codebook_file import read_codebook


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


def test_identifiers_are_each_its_own(codes):
    import re

    found = re.findall(rb'guid="([^"]+)"', case_codebook(codes, "en"))
    assert len(found) == len(set(found)) == len(codes.judged) + 5
