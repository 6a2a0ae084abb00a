import pytest

from references.formats.recognition import UnknownFormatError
from references.importing import DamagedFileError, read_source, records_frame, rejected_frame

RIS = "TY  - JOUR\nTI  - Trust\nAU  - Ash, A.\nPY  - 2020\nER  - \n"
EMPTY = "TY  - JOUR\nAU  - Nobody, N.\nER  - \n"
BIB = "@article{x,\n title = {Networks of {SMEs}},\n year = 2021\n}\n"


def test_formats_are_recognised_from_content_and_all_records_accounted_for(tmp_path):
    (tmp_path / "a").write_text(RIS + EMPTY + RIS)
    (tmp_path / "b").write_text(BIB)
    imports = [read_source(name, tmp_path / name) for name in "ab"]
    assert [(item.format, item.found) for item in imports] == [("RIS", 3), ("BibTeX", 1)]
    records, rejected = records_frame(imports), rejected_frame(imports)
    assert records[["source", "position"]].values.tolist() == [["a", 1], ["a", 3], ["b", 1]]
    assert rejected[["source", "position", "line", "reason"]].values.tolist() == [
        ["a", 2, 6, "neither title nor DOI"]
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("text", [RIS.replace("Trust", "Confianza «así»"), BIB.replace("N", "Ñ")])
def test_the_same_records_in_every_encoding(tmp_path, encoding, text):
    (tmp_path / "a").write_text(text, encoding="utf-8")
    expected = read_source("a", tmp_path / "a")
    (tmp_path / "a").write_text(text, encoding=encoding)
    found = read_source("a", tmp_path / "a")
    assert found.kept == expected.kept


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ((RIS + RIS)[:75], DamagedFileError, r"f, row 6: the file is cut off in the record"),
        ((BIB + BIB)[:90], DamagedFileError, r"f, row 5: .* cut off .* after 1 complete record"),
        (BIB[:30], DamagedFileError, r'f, row 1: .* cut off in its first record, "Netwo'),
        ("@article{x title={Bad}}\n" + BIB, DamagedFileError, r'row 1: the record "Bad" cannot be'),
        ("@comment{x}\n", DamagedFileError, "contains no records"),
        ("authors,title\n", DamagedFileError, "contains no records"),
        ("who,what\n", UnknownFormatError, "no bibliographic format is recognised"),
    ],
)
def test_damaged_files_are_refused_with_the_place(tmp_path, content, kind, words):
    (tmp_path / "f").write_text(content)
    with pytest.raises(kind, match=words):
        read_source("a", tmp_path / "f", "f")
