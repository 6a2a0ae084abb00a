"""A study's own answers to the items of a shared checklist."""

import pytest
import yaml

from honest_results.documents.study_checklists import (
    by_name,
    checklist_files,
    read_checklist,
    shown_checklists,
    unknown_files,
)
from human_files.errors import ConfigurationError

SHARED = "config/codebooks/checklists/prisma.yaml"
OWN = "config/studies/peru/checklists/prisma.yaml"
WORDS = {"en": "nobody says.", "es": "nadie lo dice."}


def part(*items):
    words = {"en": "Methods", "es": "Métodos"}
    answers = [{"where": ["sec-a"]}]
    return {
        "title": words,
        "items": [{"id": i, "item": words, "answers": answers} for i in items],
    }


@pytest.fixture
def compendium(tmp_path):
    def write(file, content):
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")

    write(SHARED, {"id": "prisma", "parts": [part("1", "2")]})
    return tmp_path, write


def test_a_study_without_own_answers_has_the_shared_checklist(compendium):
    folder, _ = compendium
    assert checklist_files("peru", "prisma", folder) == [SHARED]
    found = read_checklist([SHARED], folder)
    assert list(found.by_file) == [SHARED] and len(found.whole.answers()) == 2


def test_a_study_answers_some_items_itself(compendium):
    folder, write = compendium
    write(OWN, {"id": "prisma", "items": {"2": [{"status": "missing", "text": WORDS}]}})
    files = checklist_files("peru", "prisma", folder)
    assert files == [SHARED, OWN]
    found = read_checklist(files, folder)
    assert [(item, answer.status) for item, answer in found.whole.answers()] == [
        ("1", "reported"),
        ("2", "missing"),
    ]
    # What the study answers itself is not looked for in the shared file, and the other way round.
    assert [item for item, _ in found.by_file[SHARED].answers()] == ["1"]
    assert [item for item, _ in found.by_file[OWN].answers()] == ["2"]


def test_a_study_may_have_the_whole_checklist(compendium):
    folder, write = compendium
    write(OWN, {"id": "prisma", "parts": [part("A")]})
    found = read_checklist(checklist_files("peru", "prisma", folder), folder)
    assert list(found.by_file) == [OWN] and found.whole.answers()[0][0] == "A"


def test_an_item_that_the_checklist_has_not(compendium):
    folder, write = compendium
    write(OWN, {"id": "prisma", "items": {"3": [{"status": "missing", "text": WORDS}]}})
    with pytest.raises(ConfigurationError) as caught:
        read_checklist([SHARED, OWN], folder)
    assert [problem.file for problem in caught.value.problems] == [OWN]
    assert 'has no item "3"' in str(caught.value)


@pytest.mark.parametrize(
    "content",
    [{}, {"parts": [part("1")], "items": {"1": [{"where": ["sec-a"]}]}}, {"items": {"1": []}}],
)
def test_a_checklist_has_items_in_one_way(compendium, content):
    folder, write = compendium
    write(SHARED, {"id": "prisma", **content})
    with pytest.raises(ConfigurationError):
        read_checklist([SHARED], folder)


def test_files_of_one_checklist_go_together():
    files = ["a/cross.yaml", "b/cross.yaml", "a/strobe.yaml"]
    assert by_name(files) == [["a/cross.yaml", "b/cross.yaml"], ["a/strobe.yaml"]]


def test_a_study_has_the_checklists_that_its_text_shows():
    assert shown_checklists({"checklist_cross", "sample"}) == ["cross"]


def test_a_file_that_is_called_like_no_checklist(compendium):
    folder, write = compendium
    write(OWN, {"id": "prisma", "items": {"2": [{"status": "missing", "text": WORDS}]}})
    assert unknown_files("peru", folder) == []
    write("config/studies/peru/checklists/prism.yaml", {"id": "prism"})
    (problem,) = unknown_files("peru", folder)
    assert problem.file == "config/studies/peru/checklists/prism.yaml"
    assert "prisma.yaml" in str(problem)
