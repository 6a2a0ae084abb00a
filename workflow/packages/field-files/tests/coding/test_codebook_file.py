import re

import pytest

from field_files.coding.codebook_file import CodebookEntry, codebook_bytes, read_codebook
from field_files.coding.errors import CodingFileError

ENTRIES = [
    CodebookEntry(
        "conditions",
        "Conditions",
        "What an alliance needs.",
        "#1B6CA8",
        is_codable=False,
        entries=[
            CodebookEntry("trust", "Trust", "They rely on each other & say so.", "#1B6CA8"),
            CodebookEntry("plan", "Plan", "", "#1B6CA8"),
        ],
    ),
    CodebookEntry("success", "Success", "It lasts.", "#AA0000"),
]


def test_what_is_written_is_read_again():
    raw = codebook_bytes("demo", ENTRIES, "Test 1.0")
    found = read_codebook(raw, "codes.qdc")
    assert (found.program, found.holds_passages) == ("Test 1.0", False)
    assert [(code.name, code.path, code.codable) for code in found.codes] == [
        ("Conditions", (), False),
        ("Trust", ("Conditions",), True),
        ("Plan", ("Conditions",), True),
        ("Success", (), True),
    ]
    assert found.codes[1].description == "They rely on each other & say so."


def test_identifiers_depend_on_the_codebook_and_the_key_alone():
    def guids(name, entries):
        return re.findall(rb'guid="([^"]+)"', codebook_bytes(name, entries, "Test"))

    first = guids("demo", ENTRIES)
    assert len({*first}) == 4
    renamed = [ENTRIES[1]._replace(name="Failure", description="It ends.")]
    assert guids("demo", renamed) == first[3:]
    assert not {*guids("other", ENTRIES)} & {*first}


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
