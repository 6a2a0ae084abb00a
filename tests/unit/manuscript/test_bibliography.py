"""A broken bibliography is told by its own name and line."""

from pathlib import Path

import pytest

from honest_results.documents.bibliography import (
    BibliographyError,
    examine,
    examine_all,
    read_keys,
    repeated_keys,
)

ROOT = Path(__file__).parents[3]
FILE = "manuscript/references.bib"
WHOLE = """@article{one2020first,
  author = {One, Ada},
  title = {First title},
  year = {2020}
}

@article{two2021second,
  author = {Two, Bo},
  title = {Second {T}itle},
  year = {2021}
}

@book{three2022third,
  title = {Third},
  year = {2022},
}
"""
KEYS = ["one2020first", "two2021second", "three2022third"]


@pytest.fixture
def problems(tmp_path):
    def problems(content):
        (tmp_path / "manuscript").mkdir(exist_ok=True)
        raw = content if isinstance(content, bytes) else content.encode()
        (tmp_path / FILE).write_bytes(raw)
        found = examine(root=tmp_path)
        assert {problem.file for problem in found.problems} <= {FILE}
        if found.problems:
            with pytest.raises(BibliographyError) as caught:
                read_keys(root=tmp_path)
            assert caught.value.problems == found.problems
        return found.keys, [(problem.row, problem.found) for problem in found.problems]

    return problems


def test_the_bibliography_of_the_repository_is_whole():
    found = examine(root=ROOT)
    assert found.problems == []
    assert len(set(found.keys)) == len(found.keys) > 100


@pytest.mark.parametrize(
    "content",
    [
        WHOLE,
        "\ufeff" + WHOLE,
        WHOLE.replace("\n", "\r\n"),
        "% some words { before\n" + WHOLE,
        WHOLE.replace("Second", "Second \\{ "),
    ],
    ids=["plain", "byte-order mark", "Windows lines", "comment", "escaped brace"],
)
def test_a_whole_bibliography_has_no_problem(content, problems):
    assert problems(content) == (KEYS, [])


BROKEN = {
    "entry not closed": (
        "  year = {2020}\n}\n",
        "  year = {2020}\n",
        1,
        "closing brace is missing",
    ),
    "value not closed": ("{Second {T}itle},", "{Second {T}itle,", 7, '"two2021second" cannot be'),
    "last entry not closed": ("{2022},\n}\n", "{2022},\n", 13, "closing brace is missing"),
    "comma between fields": ("{Second {T}itle},", "{Second {T}itle}", 7, "field title a comma is"),
    "comma after the key": ("@article{two2021second,", "@article{two2021second", 7, "its key"),
    "no key": ("{two2021second,", "{,", 7, "an entry has no key"),
    "space in a key": ("two2021second", "two2021 second", 7, "has a space in its key"),
    "quotation mark": ("{Third},", '"Third,', 13, "the field title has no end"),
    "same key twice": (
        "three2022third",
        "one2020first",
        13,
        '"one2020first" is also in line 1',
    ),
}


@pytest.mark.parametrize(("old", "new", "line", "words"), BROKEN.values(), ids=BROKEN)
def test_each_mistake_once_with_its_line(old, new, line, words, problems):
    assert WHOLE.count(old) == 1
    keys, found = problems(WHOLE.replace(old, new))
    assert [row for row, _ in found] == [line]
    assert words in found[0][1]
    # What is damaged is still known by its key: citations of it are no mistakes of the text.
    lost = {"no key": KEYS[1], "space in a key": KEYS[1], "same key twice": KEYS[2]}
    name = next(name for name, case in BROKEN.items() if case[1] == new)
    assert set(KEYS) - set(keys) == ({lost[name]} if name in lost else set())


@pytest.mark.parametrize("head", ["article{two2021second,", "@article two2021second,"])
def test_fields_without_an_entry_are_not_passed_over(head, problems):
    keys, found = problems(WHOLE.replace("@article{two2021second,", head))
    assert found == [(7, "these fields belong to no entry.")]
    assert keys is None


def test_what_pandoc_alone_refuses(problems):
    """BibTeX allows round brackets around an entry; Pandoc does not."""
    keys, found = problems(WHOLE.replace("@book{", "@book(").replace("{2022},\n}", "{2022},\n)"))
    assert keys == KEYS
    [(row, words)] = found
    assert row == 13
    assert "unexpected '('" in words


def test_all_mistakes_come_together(problems):
    text = WHOLE.replace("{First title},", "{First title}").replace("{Third},", "{Third")
    _, found = problems(text.replace("two2021second", "one2020first"))
    assert [row for row, _ in found] == [1, 7, 13]


def test_other_encodings_and_no_file(problems, tmp_path):
    keys, found = problems(WHOLE.replace("Bo", "José").encode("latin-1"))
    assert keys is None
    assert found == [(8, "this is not UTF-8 text.")]
    (tmp_path / FILE).unlink()
    assert [problem.found for problem in examine(root=tmp_path).problems] == ["is missing."]


def test_a_study_adds_entries_and_has_its_own_for_some(tmp_path):
    own = "manuscript/peru/references.bib"
    (tmp_path / own).parent.mkdir(parents=True)
    (tmp_path / FILE).write_text(WHOLE)
    entries = "@book{ours2026, title = {Ours}}\n\n@book{one2020first, title = {Other}}\n"
    (tmp_path / own).write_text(entries)
    assert read_keys(FILE, own, root=tmp_path) == [*KEYS, "ours2026"]
    (told,) = repeated_keys([FILE, own], tmp_path)
    assert (told.file, told.row) == (own, 3)
    assert told.found == f'"one2020first" is also in {FILE}; this entry is cited.'
    (tmp_path / own).write_text(entries.replace("{Ours}}", "{Ours}"))
    found = examine_all([FILE, own], tmp_path)
    assert {problem.file for problem in found.problems} == {own}
    assert {*KEYS} <= {*found.keys}
