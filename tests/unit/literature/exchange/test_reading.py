import pytest

from alianzas.literature.exchange.reading import ExportError, read_export
from alianzas.sheets import SheetError

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
    with pytest.raises(ExportError, match="line 10: the record that begins here does not end"):
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
