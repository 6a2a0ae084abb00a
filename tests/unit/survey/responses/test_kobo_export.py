import zipfile
from pathlib import Path

RESPONSES = Path(__file__).parents[4] / "data/ecuador/survey/responses.xlsx"


def test_columns_are_those_of_a_real_export(committed_cells):
    headers = committed_cells[0]
    assert headers[:3] == ["start", "end", "consent"]
    assert headers[-10:] == [
        "_id",
        "_uuid",
        "_submission_time",
        "_validation_status",
        "_notes",
        "_status",
        "_submitted_by",
        "__version__",
        "_tags",
        "_index",
    ]
    assert "compatibility/SC1" in headers
    assert "alliance/benefits/market_expansion" in headers


def test_choice_columns_agree_with_the_list_of_codes(committed_cells):
    headers, *rows = committed_cells
    place = headers.index("alliance/benefits")
    marks = [k for k, name in enumerate(headers) if name.startswith("alliance/benefits/")]
    seen = 0
    for row in rows:
        if row[place] is None:
            assert all(row[k] is None for k in marks)
            continue
        seen += 1
        codes = {headers[k].rsplit("/", 1)[1] for k in marks if row[k] == 1}
        assert codes == set(row[place].split())
    assert seen > 80


def test_ids_rise_and_no_person_is_named(committed_cells):
    headers, *rows = committed_cells
    ids = [row[headers.index("_id")] for row in rows]
    assert ids == sorted(set(ids))
    assert all(row[headers.index("_submitted_by")] is None for row in rows)


def test_refusal_leaves_every_question_empty(committed_cells):
    headers, *rows = committed_cells
    refused = [row for row in rows if row[headers.index("consent")] == "no"]
    assert len(refused) == 1
    place = headers.index("firm/status")
    assert all(cell is None for cell in refused[0][place : headers.index("_id")])


def test_no_moment_of_saving_in_the_file():
    with zipfile.ZipFile(RESPONSES) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert core.count("1980-01-01T00:00:00Z") == 2
    assert "202" not in core.replace("http://purl.org", "")
