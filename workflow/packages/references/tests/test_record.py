import json

from references.record import COLUMNS, CONTENT, Record, split_cell, to_frame


def test_frame_has_a_place_for_every_field():
    full = Record(
        title="T",
        authors=("A, B.", "C, D."),
        year=2020,
        times_cited=3,
        other={"z": ["2"], "a": ["1", "x"]},
        position=1,
        line=4,
    )
    frame = to_frame([("s", "f.ris", full), ("s", "f.ris", Record(position=2))])
    assert tuple(frame.columns) == COLUMNS
    assert frame.loc[0, "authors"] == "A, B.; C, D."
    assert frame.loc[0, "other"] == '{"a": ["1", "x"], "z": ["2"]}'
    assert json.loads(frame.loc[0, "other"]) == full.other
    assert frame["year"].isna().tolist() == [False, True]
    assert (frame.loc[1, ["title", "authors", "doi", "other"]] == "").all()


def test_record_holds_the_fields_of_a_full_export():
    wanted = (
        "title translated_title authors year journal volume issue pages article_number doi issn"
    )
    wanted += " abstract author_keywords index_keywords document_type language affiliations"
    wanted += " countries times_cited cited_references database other"
    assert set(wanted.split()) <= set(CONTENT)


def test_cells_split_back():
    assert split_cell("A, B.; C, D.") == ["A, B.", "C, D."]
    assert split_cell("") == []
