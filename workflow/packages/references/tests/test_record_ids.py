import pandas as pd
import pytest

from references.deduplication.record_ids import base_id, record_ids


@pytest.mark.parametrize(
    ("authors", "year", "title", "id"),
    [
        ("De La Garza, J. A. U.", 2016, "Business Networks", "delagarza-2016-business"),
        ("Gârdan, D.; Dumitru, I.", 2020, "Touristic SME’s", "gardan-2020-touristic"),
        ("World Bank", None, "The “big” question", "worldbank-nd-big"),
        ("", 1999, "…", "anonymous-1999-untitled"),
    ],
)
def test_id_is_surname_year_word(authors, year, title, id):
    assert base_id(authors, year, title) == id


def test_clashes_are_parted_by_doi_then_title_whatever_the_order_of_rows():
    frame = pd.DataFrame(
        [
            ("Li, C.", 2025, "Does it b", ""),
            ("Li, J.", 2025, "Does it a", ""),
            ("Li, K.", 2025, "Does it c", "10.1234/z"),
        ],
        columns=["authors", "year", "title", "doi"],
    )
    expected = {"Does it c": "li-2025-does", "Does it a": "li-2025-does-b"}
    expected["Does it b"] = "li-2025-does-c"
    for order in ([0, 1, 2], [2, 1, 0], [1, 2, 0]):
        shuffled = frame.iloc[order]
        assert dict(zip(shuffled["title"], record_ids(shuffled), strict=True)) == expected


def test_many_clashes_never_run_out_of_letters():
    frame = pd.DataFrame({"authors": "Li, C.", "year": 2025, "title": "Does", "doi": range(800)})
    frame["doi"] = frame["doi"].astype(str)
    ids = record_ids(frame)
    assert len(set(ids)) == 800
    assert {"li-2025-does", "li-2025-does-z", "li-2025-does-ba"} <= set(ids)
