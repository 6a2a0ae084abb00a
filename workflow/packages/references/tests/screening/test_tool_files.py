import csv
import io

import rispy
from small_review import IDS

from references.screening.codebook import STAGES as MODEL_STAGES
from references.screening.tool_files import CSV_COLUMNS, export_csv, export_ris
from references.screening.tools import STAGES, TOOLS


def test_the_columns_are_those_that_the_tools_import(records):
    for tool in TOOLS:
        rows = list(csv.DictReader(io.StringIO(export_csv(records, tool))))
        assert list(rows[0]) == list(CSV_COLUMNS[tool])
        assert [row["title"] for row in rows] == list(records["title"])
        assert rows[0]["doi"] == "10.1234/a"
    # ASReview refuses a column record_id with anything but whole numbers.
    assert "record_id" not in CSV_COLUMNS["asreview"]


def test_authors_are_joined_as_each_tool_reads_them(records):
    first = [next(csv.DictReader(io.StringIO(export_csv(records, tool)))) for tool in TOOLS]
    assert [row["authors"] for row in first] == ["Ash, A. and Bo, B.", "Ash, A.; Bo, B."]


def test_another_reader_of_ris_finds_every_field(records):
    found = rispy.loads(export_ris(records))
    assert [record["id"] for record in found] == list(IDS)
    assert found[0]["authors"] == ["Ash, A.", "Bo, B."]
    assert (found[0]["title"], found[0]["year"]) == ("Trust in alliances", "2020")
    assert found[0]["notes"] == ["ALIANZAS-RECORD: ash-2020-trust"]
    assert found[4]["type_of_reference"] == "BOOK"


def test_a_field_stays_on_its_line(records):
    spoilt = records.assign(abstract="One.\nTY  - Two.\rER  - ", year=None)
    text = export_ris(spoilt)
    assert len(rispy.loads(text)) == len(records)
    assert "PY  -" not in text


def test_the_stages_are_those_of_the_codebook():
    assert STAGES == MODEL_STAGES
