"""Reading what was written as RIS gives the same records back."""

import rispy
from arbitrary_records import records
from hypothesis import given
from hypothesis import strategies as st

from human_files.text.content import Content
from references.formats import ris_writing
from references.formats.recognition import read_content
from references.record import CONTENT, Record

LISTED = Record(
    title="Alianzas: «confianza» & más",
    translated_title="Alliances",
    authors=("Ash, Anna", "World Bank"),
    year=2020,
    journal="Journal of Trust",
    volume="5",
    issue="2",
    pages="10-19",
    article_number="e12",
    doi="10.1000/abc",
    issn="1234-567X",
    abstract="Text <b>as it is</b>  and  &amp; so on.",
    author_keywords=("trust", "alliance"),
    index_keywords=("Firms",),
    document_type="review",
    language="Spanish",
    affiliations=("Univ Quito, Quito, Ecuador",),
    countries=("Ecuador",),
    times_cited=7,
    cited_references=("Cee, 2001", "Dee, 2002"),
    publisher="Pub",
    url="https://x.org/a",
    database="Scopus",
    other={"EID": ["2-s2.0-1"], "AN": ["12"], "my column": ["Ã©"]},
)


def content(record):
    return {name: getattr(record, name) for name in CONTENT}


def written(tmp_path, *given_records):
    path = tmp_path / "records.ris"
    assert ris_writing.write_ris(given_records, path) == len(given_records)
    return path


@given(st.lists(records, min_size=1, max_size=4))
def test_what_is_written_is_read_back(tmp_path_factory, given_records):
    path = written(tmp_path_factory.mktemp("ris"), *given_records)
    name, reading = read_content(Content.load(path))
    assert name == "RIS"
    assert not (reading.broken or reading.cut)
    assert [content(r) for r in reading.records] == [content(r) for r in given_records]


def test_every_field_survives_and_nobody_else_s_database_is_given(tmp_path):
    path = written(tmp_path, LISTED, Record(title="No database"), LISTED)
    reading = read_content(Content.load(path))[1]
    assert [content(r) for r in reading.records] == [
        content(LISTED),
        content(Record(title="No database")),
        content(LISTED),
    ]
    assert not reading.repaired


def test_other_programs_find_the_fields_at_their_tags(tmp_path):
    text = written(tmp_path, LISTED).read_text(encoding="utf-8")
    (entry,) = rispy.loads(text)
    assert entry["title"] == LISTED.title
    assert entry["authors"] == list(LISTED.authors)
    assert entry["doi"] == LISTED.doi
    assert entry["keywords"] == ["trust", "alliance", "Firms"]
    assert (entry["start_page"], entry["end_page"]) == ("10", "19")


def test_a_plain_record_needs_no_tag_of_ours():
    assert "U5" not in ris_writing.entry(Record(title="T", year=2020, document_type="article"))


def test_a_damaged_tag_of_ours_is_kept_as_any_other(tmp_path):
    path = written(tmp_path, LISTED)
    path.write_text(path.read_text().replace('alianzas:{"', "alianzas:{"))
    (record,) = read_content(Content.load(path))[1].records
    assert record.title == LISTED.title
    assert record.other["U5"][0].startswith("alianzas:{")
