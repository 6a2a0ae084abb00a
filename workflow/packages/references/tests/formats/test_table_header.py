"""Damaged headers of tables: no record loses its title for one wrong sign among the names."""

from pathlib import Path

import pytest

from references.importing import recover_source

LAYOUTS = Path(__file__).parent / "layouts"


@pytest.mark.parametrize(
    ("name", "right", "wrong"),
    [
        ("pop.csv", '"Cites","Authors"', '"Cites ,"Authors"'),
        ("pop.csv", '"Cites","Authors"', '"Cites"x"Authors"'),
        ("lens.csv", '"Lens ID","Title"', '"Lens ID",#Title"'),
        ("lens.csv", '"Open Access License","Open', '"Open Access License2,"Open'),
        ("dimensions.csv", '"DOI","PMID"', '"DOI"-"PMID"'),
        ("dimensions_es.csv", "Rank;", "Rank3"),
        ("covidence.csv", "Title,Authors", "Title<Authors"),
        ("zotero.csv", '"Key","Item Type"', '"Key*,"Item Type"'),
        ("bvs.csv", '"Title","Author(s)"', '"Title2,"Author(s)"'),
    ],
)
def test_names_are_mended_so_that_cells_fit_them(name, right, wrong, tmp_path):
    text = (LAYOUTS / name).read_text(encoding="utf-8-sig")
    assert right in text
    *_, row = text.rstrip("\n").split("\n")
    (tmp_path / "f").write_text(f"{text.replace(right, wrong, 1)}{row}\n", encoding="utf-8")
    found = recover_source("s", tmp_path / "f")
    assert {record.title for record in found.kept} == {"Alliances of small firms"}
    assert {record.year for record in found.kept} == {2020}


@pytest.mark.parametrize("name", ["bvs.csv", "covidence.csv", "rayyan.csv", "springer.csv"])
def test_a_row_for_want_of_a_line_end_in_the_header_is_recovered(name, tmp_path):
    text = (LAYOUTS / name).read_text(encoding="utf-8-sig").rstrip("\n")
    head, row = text.split("\n", 1)
    (tmp_path / "f").write_text(f"{head}*{row}\n{row}\n{row}\n", encoding="utf-8")
    found = recover_source("s", tmp_path / "f")
    assert (found.found, len(found.repaired), found.kept[0].position) == (3, 1, 1)
    assert [record.title for record in found.kept[1:]] == ["Alliances of small firms"] * 2


def test_rows_that_end_with_a_separator_need_no_mending(tmp_path):
    (tmp_path / "f").write_text("Title,Year,DOI\nTrust,2020,10.1000/x,\nFirms,2021,10.1000/y,\n")
    found = recover_source("s", tmp_path / "f")
    assert [record.doi for record in found.kept] == ["10.1000/x", "10.1000/y"]
    assert not (found.warnings or found.repaired)
