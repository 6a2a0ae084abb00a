import zipfile

import pytest

from human_files.sheet_reading import SheetError
from references.screening.exported_rows import ExportError, read_export, unpack
from references.screening.opinions import asreview_opinions

RIS = """TY  - JOUR
ID  - rayyan-7
T1  - A title that
goes on
UR  - https://doi.org/10.1234/AB
Y1  - 2020/05/01
N1  - first
N1  - ALIANZAS-RECORD: ash-2020-trust
ER  -
"""


def test_ris_whatever_its_tags(tmp_path):
    path = tmp_path / "f.ris"
    path.write_text(RIS + "\n" + RIS)
    first, second = read_export(path)
    assert (first.title, first.year, first.doi) == ("A title that goes on", 2020, "10.1234/ab")
    assert list(first.ids) == ["ash-2020-trust", "rayyan-7"]
    assert first.notes == "first | ALIANZAS-RECORD: ash-2020-trust"
    assert (first.number, second.number) == (1, 11)


def test_tables_of_other_programs(tmp_path):
    path = tmp_path / "f.csv"
    path.write_bytes("Key;Title;Notes\nx;Señas;n\n".encode("cp1252"))
    (row,) = read_export(path)
    assert (row.title, row.notes, list(row.ids)) == ("Señas", "n", ["x"])


def test_a_file_cut_off_or_without_titles_is_named(tmp_path):
    path = tmp_path / "f.ris"
    path.write_text(RIS + RIS[:40])
    with pytest.raises(ExportError, match="line 10: the record that begins here has no end"):
        read_export(path)
    path.write_text("@article{ash,\n title = {Trust}}\n@book{bo}\n")
    with pytest.raises(ExportError, match="neither RIS nor a table"):
        read_export(path)
    path.write_text("PMID- 1\nTI  - Trust\n")
    with pytest.raises(ExportError, match="neither RIS nor a table"):
        read_export(path)
    path.write_text("a,b\n1,2\n")
    with pytest.raises(SheetError, match="this column is missing"):
        read_export(path)


def test_what_asreview_has_as_columns_stands_in_the_notes_of_its_ris(tmp_path):
    """Its writer makes a note of each: the name of the column, and the value as JSON."""
    path = tmp_path / "f.ris"
    path.write_text(
        "TY  - JOUR\nTI  - Trust\nN1  - ASReview_irrelevant\nN1  - ALIANZAS-RECORD: ash-2020-trust\n"
        'N1  - asreview_note: "too old, and \\u00e9"\nN1  - asreview_tag_reasons_off_topic: 1\n'
        "N1  - asreview_user_name: null\nER  - \n",
        encoding="utf-8",
    )
    (row,) = read_export(path)
    assert row.ids[0] == "ash-2020-trust"
    assert row.cells["asreview_tag_reasons_off_topic"] == "1"
    (opinions,) = asreview_opinions([row], "f.ris")
    assert opinions["ASReview"].decision == "exclude"
    assert opinions["ASReview"].note == "too old, and é"
    assert opinions["ASReview"].reasons.split(",")[0] == "reasons_off_topic"


def test_rayyans_archive_is_opened_and_others_are_refused(tmp_path):
    for name, inside in (
        ("rayyan.zip", ("articles.csv", "customizations_log.csv")),
        ("no-log.zip", ("export/articles.ris",)),
        ("project.asreview", ("project.json", "results.db")),
        ("book.xlsx", ("[Content_Types].xml",)),
    ):
        with zipfile.ZipFile(tmp_path / name, "w") as archive:
            for member in inside:
                archive.writestr(member, f"in {member}")
    found = unpack(tmp_path / "rayyan.zip", tmp_path)
    assert found is not None and found.log is not None
    assert found.articles.read_text() == "in articles.csv"
    assert found.log.read_text() == "in customizations_log.csv"
    found = unpack(tmp_path / "no-log.zip", tmp_path)
    assert found is not None
    assert (found.articles.read_text(), found.log) == ("in export/articles.ris", None)
    assert unpack(tmp_path / "book.xlsx", tmp_path) is None
    with pytest.raises(ExportError, match="export the data set, not the project"):
        unpack(tmp_path / "project.asreview", tmp_path)
