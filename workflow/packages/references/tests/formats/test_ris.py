import rispy
from hypothesis import given
from hypothesis import strategies as st

from human_files.text.content import Content
from human_files.text.folding import clean
from human_files.text.mojibake import repair_mojibake
from references.formats.ris import read, recognises

RECORD = """TY  - JOUR
TI  - Openness to co-creation
AU  - Adamik, A.
AU  - Szymańska, K.
T2  - Management & Marketing
DA  - 2018///
PY  - 2018
DO  - https://doi.org/10.2478/MMCKS-2018-0011
VL  - 13
IS  - 2
SP  - 880
EP  - 896
SN  - 1842-0206 (ISSN)
KW  - alliances
KW  - SMEs
N1  - Cited By :12
C5  - 4711
ER  -
"""


def reading(text):
    return read(Content("refs.ris", text.encode()))


def test_every_field_of_a_record():
    (record,) = reading(RECORD).records
    assert record.title == "Openness to co-creation"
    assert record.authors == ("Adamik, A.", "Szymańska, K.")
    assert (record.year, record.volume, record.issue, record.pages) == (2018, "13", "2", "880-896")
    assert record.journal == "Management & Marketing"
    assert record.doi == "10.2478/mmcks-2018-0011"
    assert record.issn == "1842-0206"
    assert record.author_keywords == ("alliances", "SMEs")
    assert record.document_type == "article"
    assert record.times_cited == 12
    assert (record.position, record.line) == (1, 1)


def test_fields_without_a_place_are_kept():
    assert reading(RECORD).records[0].other == {
        "C5": ["4711"],
        "DA": ["2018///"],
    }


def test_a_byte_order_mark_does_not_hide_the_first_record():
    assert len(reading("\ufeff" + RECORD + RECORD).records) == 2


def test_a_wrapped_line_continues_its_field():
    text = "TY  - JOUR\nTI  - One title\n  on two lines\nAU  - World\nBank\nKW  - a\nb\nER  - \n"
    (record,) = reading(text).records
    assert record.title == "One title on two lines"
    assert record.authors == ("World Bank",)
    assert record.author_keywords == ("a", "b")


def test_the_word_er_in_an_abstract_does_not_end_the_record():
    (record,) = reading("TY  - JOUR\nTI  - x\nAB  - seen in the\nER and after\nER  -\n").records
    assert record.abstract == "seen in the ER and after"


def test_a_record_that_the_next_interrupts_is_kept_and_said_to_be_repaired():
    found = reading("TY  - JOUR\nTI  - First\n" + RECORD)
    assert [record.title for record in found.records] == ["First", "Openness to co-creation"]
    assert [(r.line, r.reason) for r in found.repaired] == [(1, "no ER line at its end")]
    assert found.cut is None


def test_a_record_without_type_is_kept_and_said_to_be_repaired():
    found = reading(RECORD + "TI  - Lost its type\nPY  - 2020\nER  - \n")
    assert [record.title for record in found.records][1] == "Lost its type"
    assert found.repaired[0].reason == "no TY line at its beginning"


def test_lines_of_the_provider_between_records_are_ignored():
    found = reading(f"Provider: X\n\n1.\n\n{RECORD}NL  - journal page\n\n2.\n{RECORD}NL  - y\n")
    assert [record.position for record in found.records] == [1, 2]
    assert (found.repaired, found.broken, found.cut) == ([], [], None)


def test_a_file_without_its_end_is_cut_and_the_record_named():
    found = reading(RECORD + "TY  - JOUR\nTI  - The half-written one\nAU  - Do")
    assert len(found.records) == 1
    assert (found.cut.line, found.cut.name) == (19, "The half-written one")


def test_content_decides_not_the_name():
    assert recognises(Content("refs.txt", RECORD.encode("utf-16")))
    assert not recognises(Content("refs.ris", b"@article{x, title={TY  - }}"))


def is_right(text):
    """Return whether a text made by chance is none that looks encoded twice."""
    return not repair_mojibake(f"{text}, {text}.")[1]


words = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters="\u0085;<&*"),
    min_size=1,
).filter(lambda text: clean(text) and is_right(text))
people = st.builds(
    "{}, {}.".format,
    st.text(st.characters(categories=["Lu", "Ll"]), min_size=1).map(clean).filter(is_right),
    st.sampled_from("ABC"),
)
references = st.fixed_dictionaries(
    {
        "type_of_reference": st.sampled_from(["JOUR", "BOOK", "RPRT"]),
        "title": words,
        "authors": st.lists(people, max_size=4),
        "journal_name": words,
        "year": st.integers(1900, 2099).map(str),
        "volume": st.integers(1, 99).map(str),
        "keywords": st.lists(words, max_size=3),
    }
)


@given(st.lists(references, min_size=1, max_size=5))
def test_what_rispy_writes_is_read_back(given_references):
    found = reading(rispy.dumps([dict(reference) for reference in given_references]))
    assert len(found.records) == len(given_references)
    assert not (found.repaired or found.broken or found.cut)
    for record, reference in zip(found.records, given_references, strict=True):
        assert record.title == clean(reference["title"])
        assert record.authors == tuple(clean(name) for name in reference["authors"])
        assert record.journal == clean(reference["journal_name"])
        assert str(record.year) == reference["year"]
        assert record.volume == reference["volume"]
        assert record.author_keywords == tuple(clean(word) for word in reference["keywords"])


@given(st.integers(0, 4 * len(RECORD)))
def test_cut_anywhere_no_whole_record_is_lost(length):
    text = (RECORD * 4)[:length]
    found = reading(text)
    whole = text.count("ER  -")
    assert len(found.records) >= whole
    assert len(found.records) + (found.cut is not None) >= text.count("TY  - J")


def test_lines_of_addresses_are_addresses_of_their_own():
    text = RECORD.replace(
        "C5  - 4711", "AD  - Univ X, Quito, Ecuador\nUniv Y, Dept of\n  Trust, Lima, Peru"
    )
    (record,) = reading(text).records
    assert record.affiliations == ("Univ X, Quito, Ecuador", "Univ Y, Dept of Trust, Lima, Peru")
    assert record.countries == ("Ecuador", "Peru")
    text = RECORD.replace(
        "C5  - 4711", "UR  - https://x.org/a\nhttps://x.org/b\nUR  - https://y.org"
    )
    (record,) = reading(text).records
    assert record.url == "https://x.org/a"
    assert record.other["UR"] == ["https://x.org/b", "https://y.org"]


def test_citations_wherever_programs_put_them():
    for line in (
        "N1  - Cited By (since 2018): 12",
        "U3  - Cited By :12\n\nExport Date: 1 May 2022",
    ):
        (record,) = reading(RECORD.replace("N1  - Cited By :12", line)).records
        assert record.times_cited == 12


def test_a_person_with_one_name():
    text = RECORD.replace("Szymańska, K.", "Sneha, null\nAU  - ...")
    assert reading(text).records[0].authors == ("Adamik, A.", "Sneha")


def test_a_tag_with_other_blanks_begins_a_record_wherever_the_one_before_ends():
    interrupted = "TY  - JOUR\nTI  - First\n"
    loose = "\n TY  - JOUR\nTI  - Last\nER  - \n"
    assert titles(interrupted + RECORD + loose) == ["First", "Openness to co-creation", "Last"]
    assert titles(interrupted + loose) == ["First", "Last"]
    assert titles(interrupted + "ER -\nNL  - of the provider\n" + loose) == ["First", "Last"]
    assert titles("UNIVERSITY\n" + RECORD + "TY-pical words of the provider\n" + RECORD) == [
        "Openness to co-creation",
        "Openness to co-creation",
    ]


def titles(text):
    return [record.title for record in reading(text).records]


EARLY = """DB  - Some
TI  - Habitat of animals
SP  - 67-76
AB  - NA
TY  - JOUR
AU  - Ash, A.
AU  - Bee, B.
ER  -

AB  - NA
TY  - JOUR
TI  - A second one
AU  - Cee, C.
ER  -
"""


def test_tags_may_stand_before_the_type_of_their_record():
    reading = read(Content("f", EARLY.encode()))
    first, second = reading.records
    assert (first.title, first.authors) == ("Habitat of animals", ("Ash, A.", "Bee, B."))
    assert (first.pages, first.abstract, first.document_type) == ("67-76", "", "article")
    assert (second.title, second.authors) == ("A second one", ("Cee, C.",))
    assert not (reading.repaired or reading.broken or reading.cut)


def test_two_titles_around_a_type_are_two_records():
    text = "TI  - The first\nAU  - Ash, A.\nTY  - JOUR\nTI  - The second\nER  - \n"
    reading = read(Content("f", text.encode()))
    assert [record.title for record in reading.records] == ["The first", "The second"]
    assert [remark.name for remark in reading.repaired] == ["The first"]
