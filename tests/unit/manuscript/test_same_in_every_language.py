"""A document is the same in every language: its sections, results, conditions and sources."""

import re
from collections import Counter
from pathlib import Path

import pytest

from honest_results.documents.outline import outline
from honest_results.documents.sections import headings
from honest_results.documents.source import Manuscript

ROOT = Path(__file__).parents[3]
TRANSLATIONS = sorted(
    path
    for path in (ROOT / "manuscript").rglob("*.qmd")
    if path.suffixes[0] != ".en" and path.stem.count(".") == 1
)
PART = re.compile(r'^:{4,} \{when="(?P<condition>[^"]+)"\}', re.MULTILINE)
#: What words within a paragraph depend on; a language may need one more of them for its grammar.
WORDS = re.compile(r'\]\{when="(?P<condition>[^"]+)"\}')


def read(path):
    """Return a document of this project."""
    return Manuscript.read(path.relative_to(ROOT).as_posix(), path.suffixes[0].strip("."), ROOT)


def in_english(path):
    """Return the English document that a translation is of."""
    return read(path.with_name(f"{path.name.split('.')[0]}.en.qmd"))


def by_section(manuscript):
    """Return what each section shows, refers to and depends on, by the label of its heading."""
    starts = [(0, "the header"), *((one.line, one.label) for one in headings(manuscript))]

    def section(line):
        return [label for start, label in starts if start <= line][-1]

    found = {label: Counter() for _, label in starts}
    for one in manuscript.references():
        section_of_it = found[section(one.line)]
        entry = one.kind, one.name, tuple(sorted(one.options.items()))
        # how often a sentence names a fact is a matter of the language's grammar
        section_of_it[entry] = 1 if one.kind == "fact" else section_of_it[entry] + 1
    for part in PART.finditer(manuscript.prose):
        found[section(manuscript.line(part.start()))]["part", part["condition"]] += 1
    return found


def differences(manuscript, english):
    """Return how often a section has more or less of something than the English one."""
    mine, theirs = by_section(manuscript), by_section(english)
    return {
        section: {"more": dict(mine[section] - had), "less": dict(had - mine[section])}
        for section, had in theirs.items()
        if section in mine and mine[section] != had
    }


@pytest.fixture(params=TRANSLATIONS, ids=lambda path: path.relative_to(ROOT).as_posix())
def translation(request):
    """Return the path of a document in another language than English."""
    return request.param


def test_it_has_the_sections_tables_and_figures_of_the_english_one_in_their_order(translation):
    mine, theirs = outline(read(translation)), outline(in_english(translation))
    assert mine["places"] == theirs["places"]


def test_each_section_rests_on_what_it_rests_on_in_english(translation):
    assert differences(read(translation), in_english(translation)) == {}


def test_it_says_for_each_kind_of_study_what_the_english_one_says(translation):
    mine, theirs = (
        {*WORDS.findall(one.prose)} for one in (read(translation), in_english(translation))
    )
    assert theirs - mine == set()


def test_a_document_in_one_language_is_there_in_all_of_them():
    by_language = {}
    for path in (ROOT / "manuscript").glob("*.*.qmd"):
        by_language.setdefault(path.suffixes[0], set()).add(path.name.split(".")[0])
    assert len(by_language) > 1
    assert len({frozenset(documents) for documents in by_language.values()}) == 1
