import pytest

from field_files.coding.errors import CodingFileError
from field_files.coding.safe_xml import parse_xml

BOMB = b"""<?xml version="1.0"?>
<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol1 "&lol;&lol;&lol;&lol;&lol;&lol;&lol;&lol;">]>
<Project>&lol1;</Project>"""
OUTSIDE = b"""<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]><Project>&file;</Project>"""
QUADRATIC = b"<!DOCTYPE x [<!ENTITY a '" + b"a" * 1000 + b"'>]><x>" + b"&a;" * 100 + b"</x>"


@pytest.mark.parametrize("raw", [BOMB, OUTSIDE, QUADRATIC, BOMB.decode().encode("utf-16")])
def test_no_entity_is_expanded(raw):
    with pytest.raises(CodingFileError, match="declares a document type") as caught:
        parse_xml(raw.replace(b'<?xml version="1.0"?>\n', b""), "p.qde")
    assert "lollol" not in str(caught.value)


@pytest.mark.parametrize("raw", [b"", b"<Project>", b"<a></b>", b"no XML", b"<a>&undefined;</a>"])
def test_no_complete_document(raw):
    with pytest.raises(CodingFileError, match="is not a complete XML document"):
        parse_xml(raw, "p.qde")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_encoding_an_export_has(encoding):
    assert parse_xml("<Project name='Peña'/>".encode(encoding), "p.qde").get("name") == "Peña"
