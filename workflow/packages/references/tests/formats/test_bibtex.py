import bibtexparser
from bibtexparser.library import Library
from bibtexparser.model import Entry, Field
from hypothesis import given
from hypothesis import strategies as st

from human_files.text.content import Content
from human_files.text.folding import clean
from human_files.text.mojibake import repair_mojibake
from references.formats.bibtex import read, recognises

ENTRY = r"""@article{park2025rd,
	title = {{R\&D} alliance and {SMEs}' innovation: 20\% more},
	author = {Park, J. H. and de la Garza, A. and Juan P{\'e}rez and {World Bank and Partners}},
	journal = jour,
	year = {2025},
	volume = {15},
	number = {2--3},
	pages = {61--91},
	doi = {10.1007/S40821\_024},
	keywords = {alliances; absorptive capacity},
	note = {cited By 7},
	abstract = {Between 10% and
	20% of R&D},
	custom = {kept},
}
"""
STRING = '@string{jour = "Eurasian Business Review"}\n'


def reading(text):
    return read(Content("refs.bib", text.encode()))


def test_every_field_of_an_entry():
    (record,) = reading(STRING + ENTRY).records
    assert record.title == "R&D alliance and SMEs' innovation: 20% more"
    assert record.authors == (
        "Park, J. H.",
        "de la Garza, A.",
        "Pérez, Juan",
        "World Bank and Partners",
    )
    assert record.journal == "Eurasian Business Review"
    assert (record.year, record.volume, record.issue, record.pages) == (2025, "15", "2-3", "61-91")
    assert record.doi == "10.1007/s40821_024"
    assert record.author_keywords == ("alliances", "absorptive capacity")
    assert record.times_cited == 7
    assert record.abstract == "Between 10% and 20% of R&D"
    assert record.document_type == "article"
    assert (record.position, record.line) == (1, 2)
    assert record.other["custom"] == ["kept"]


def test_entries_with_one_key_are_both_kept():
    found = reading(ENTRY + ENTRY.replace("2025}", "2024}"))
    assert [record.year for record in found.records] == [2025, 2024]
    assert 'the key "park2025rd" occurs twice' in found.repaired[0].reason


def test_a_repeated_field_keeps_its_first_value_and_the_other_beside():
    found = reading("@article{x, title={First}, title={Second}, year=2020}")
    assert found.records[0].title == "First"
    assert found.records[0].other["title"] == ["Second"]
    assert found.repaired[0].reason == "the field title occurs twice"


def test_keys_with_blanks_and_text_around_entries_are_read():
    found = reading(
        "Scopus\nEXPORT DATE: today\n\n@ARTICLE{ ISI:0004 29,\nTitle = {{A}}}\n@comment{x}\n"
    )
    assert [record.title for record in found.records] == ["A"]
    assert not found.broken


def test_an_entry_in_parentheses_is_read():
    assert reading('@article(a, title="One {T}wo", year=1999)').records[0].title == "One Two"


def test_a_broken_entry_is_listed_with_its_line_and_the_next_is_read():
    found = reading("@article{x title={No comma}}\n" + ENTRY)
    assert len(found.records) == 1
    assert (found.broken[0].line, found.broken[0].name) == (1, "No comma")


def test_an_entry_that_the_next_interrupts_is_broken():
    found = reading("@article{x,\n title={Open brace,\n" + ENTRY)
    assert [record.year for record in found.records] == [2025]
    assert [remark.line for remark in found.broken] == [1]


def test_an_entry_of_an_unknown_kind_is_read():
    found = reading("@in-proceedings{x,\n title={Hidden}}\n" + ENTRY)
    assert found.records[0].title == "Hidden"


def test_an_entry_whose_first_line_is_damaged_is_not_taken_for_a_comment():
    found = reading(ENTRY + "#article{x,\n title={Hidden}\n}\n" + ENTRY.replace("2025rd", "b"))
    assert len(found.records) == 2
    assert [remark.record.title for remark in found.broken] == ["Hidden"]


def test_a_brace_without_partner_in_a_text_does_not_hurt():
    found = reading("@article{x,\n title = {A},\n keywords = {b, @type:C}, d},\n year = {2018}\n}")
    (record,) = found.records
    assert (record.year, record.author_keywords) == (2018, ("b", "@type:C", "d"))
    assert [remark.reason for remark in found.repaired] == [
        "the braces of the field keywords are not balanced"
    ]


def test_a_file_without_its_end_is_cut_and_the_entry_named():
    found = reading(ENTRY + "@book{y,\n title = {The half-written one},\n auth")
    assert len(found.records) == 1
    assert (found.cut.line, found.cut.name) == (16, "The half-written one")


def test_content_decides_not_the_name():
    assert recognises(Content("refs.txt", b"\xef\xbb\xbf\n @misc{a, title={b}}"))
    assert not recognises(Content("refs.bib", b"someone@example.org {"))


def is_right(text):
    """Return whether a text made by chance is none that looks encoded twice."""
    return not repair_mojibake(f"{text}, {text}.")[1]


words = st.text(
    st.characters(categories=["L", "N", "P", "S", "Zs"], exclude_characters='\u0085\\{}"'),
    min_size=1,
).filter(lambda text: clean(text) and is_right(text))
surnames = st.text(st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=12).filter(
    lambda name: (
        name.casefold() != "and"
        and clean(name) == name
        and not name[0].islower()
        and is_right(name)
    )
)


@given(
    st.lists(
        st.tuples(words, st.lists(surnames, max_size=3), words, st.integers(1900, 2099)),
        min_size=1,
        max_size=4,
    )
)
def test_what_bibtexparser_writes_is_read_back(references):
    entries = [
        Entry(
            "article",
            f"key{number}",
            [
                Field("title", title),
                Field("author", " and ".join(f"{name}, A. B." for name in names) or "{X}"),
                Field("journal", journal),
                Field("year", str(year)),
            ],
        )
        for number, (title, names, journal, year) in enumerate(references)
    ]
    found = reading(bibtexparser.write_string(Library(entries)))
    assert not (found.repaired or found.broken or found.cut)
    assert len(found.records) == len(references)
    for record, (title, names, journal, year) in zip(found.records, references, strict=True):
        assert record.title == clean(title)
        assert record.authors == (tuple(f"{name}, A. B." for name in names) or ("X",))
        assert (record.journal, record.year) == (clean(journal), year)


@given(st.integers(0, 3 * len(ENTRY)))
def test_cut_anywhere_every_entry_is_accounted_for(length):
    text = (ENTRY * 3)[:length]
    found = reading(text)
    begun = text.count("@a")
    assert len(found.records) + len(found.broken) + (found.cut is not None) == begun
    assert len(found.records) >= text.count("custom = {kept},\n}")
