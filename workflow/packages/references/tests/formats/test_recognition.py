"""Which format a file has: counts whatever the line ends, and what to do with other files."""

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from human_files.text.content import Content
from references.formats.recognition import UnknownFormatError, read_content

LAYOUTS = Path(__file__).parent / "layouts"
#: Files with one record, what begins and what ends it.
FILES = {
    "pubmed.xml": ("<PubmedArticle>", "</PubmedArticle>"),
    "ebsco.xml": ("<rec ", "</rec>"),
    "refworks.txt": ("RT ", "OL English (30)\n"),
    "ovid.txt": ("<1. >", "AN=32012345\n"),
    "ovid_citation.txt": ("<1>", "Journals@Ovid\n"),
    "cochrane.txt": ("Record #1", "CN-01234567/full\n"),
    "scopus.txt": ("Ash, A.M.", "SOURCE: Scopus\n"),
}


@given(
    name=st.sampled_from(sorted(FILES)),
    count=st.integers(1, 8),
    end=st.sampled_from(["\n", "\r\n", "\r"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_every_record_is_counted(name, count, end, encoding):
    text = (LAYOUTS / name).read_text(encoding="utf-8")
    begin, stop = FILES[name]
    start, finish = text.index(begin), text.rindex(stop) + len(stop)
    text = text[:start] + "\n\n".join([text[start:finish]] * count) + text[finish:]
    _, reading = read_content(Content("f", text.replace("\n", end).encode(encoding)))
    assert [record.position for record in reading.records] == list(range(1, count + 1))
    assert {record.doi for record in reading.records} == {"10.1000/abc"}
    assert not (reading.broken or reading.repaired or reading.cut or reading.warnings)


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"{\\rtf1 x", "RTF"),
        (b"SQLite format 3\x00", "library file of a reference manager"),
        (b"_" * 60 + b"\n\nDocument 1 of 2\n\nTitle", "ProQuest"),
        (b"PK\x03\x04....word/document.xml", "Word document"),
        (b"<?xml version='1.0'?><mods><titleInfo/></mods>", "XML"),
    ],
)
def test_what_a_file_is_and_what_to_export_instead(raw, words):
    with pytest.raises(UnknownFormatError, match=words) as caught:
        read_content(Content("f", raw))
    assert "Export the references from there again" in str(caught.value)


def test_a_file_that_is_no_text_is_refused_before_it_is_decoded():
    raw = random.Random(1).randbytes(1_000_000)
    content = Content("f", b"@article{a, title={x}}\n" + raw)
    with pytest.raises(UnknownFormatError, match="no bibliographic format"):
        read_content(content)
    assert "_decoded" not in vars(content)
    whole = "TY  - JOUR\nTI  - 学习\nER  - \n" * 200
    assert len(read_content(Content("f", whole.encode("utf-16")))[1].records) == 200
