"""Checklists: what is given in which study, and that every anchor of the shipped ones exists."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from honest_results.documents.checklist_models import CHECKLISTS, Answer, Checklist
from honest_results.documents.filled_checklists import (
    check_checklist,
    checklist_table,
    choose,
    labels_of,
)
from honest_results.documents.texts import outlines
from honest_results.project import Project
from honest_results.tables import to_markdown
from human_files.settings_files import load_model
from unit.manuscript.demo import manuscript_labels

ROOT = Path(__file__).resolve().parents[3]


def text(words):
    return {"en": words, "es": f"{words} (es)"}


CHECKLIST = Checklist.model_validate(
    {
        "id": "demo",
        "parts": [
            {
                "title": text("Methods"),
                "items": [
                    {
                        "id": "1",
                        "item": text("How many?"),
                        "answers": [
                            {
                                "when": "survey.level=simulated",
                                "status": "not_applicable",
                                "text": text("nobody was asked."),
                            },
                            {"where": ["sec-a", "tbl-b"], "text": text("N = [survey.n]{.fact}.")},
                        ],
                    },
                    {"id": "2", "item": text("Where?"), "answers": [{"where": ["tbl-b"]}]},
                    {
                        "id": "3",
                        "item": text("Who pays?"),
                        "answers": [{"status": "missing", "text": text("nobody says.")}],
                    },
                ],
            }
        ],
    }
)


def facts(n=150, level="observed"):
    words = {"en": "1,500", "es": "1.500"}
    return {"survey.n": {"value": n, "text": words}, "survey.level": {"value": level}}


def markdown(language="en", shown=("sec-a", "tbl-b"), **given):
    table = checklist_table(CHECKLIST, facts(**given), shown, manuscript_labels())
    return to_markdown(table, manuscript_labels(), language, "observed")


def test_items_with_their_places_and_values():
    found = markdown()
    assert "| **Methods** |" in found
    assert "| 1 | How many? | [@sec-a; @tbl-b] | N = 1,500. |" in found
    assert "| 2 | Where? | [@tbl-b] |  |" in found
    assert "| 3 | Who pays? | — | Not reported: nobody says. |" in found
    assert "Reported: 2; not applicable: 0; not reported: 1." in found


def test_in_spanish():
    found = markdown("es")
    assert "N = 1.500. (es)" in found.replace("\\", "") and "No se informa: nobody" in found


def test_a_fact_that_brings_its_article_contracts():
    answer = {"where": ["sec-a"], "text": {"es": "A partir de [a.b]{.fact}"}}
    item = {"id": "1", "item": text("From what?"), "answers": [answer]}
    part = {"title": text("Methods"), "items": [item]}
    asked = Checklist.model_validate({"id": "demo", "parts": [part]})
    known = {"a.b": {"value": "one", "text": {"en": "the title", "es": "el título"}}}
    table = checklist_table(asked, known, ["sec-a"], manuscript_labels())
    assert "A partir del título" in to_markdown(table, manuscript_labels(), "es", "observed")


def test_a_condition_decides():
    assert "Not applicable: nobody was asked." in markdown(level="simulated")


def test_a_study_without_the_value_or_the_place_says_so():
    assert "| 1 | How many? | — | Not reported: the data of this study" in markdown(n=None)
    found = markdown(shown=["sec-a"])
    assert "| 1 | How many? | [@sec-a] |" in found
    assert "| 2 | Where? | — | Not reported: the data" in found
    first = CHECKLIST.parts[0].items[0]
    assert choose(first, {}, ["sec-a"]) is None


def test_places_and_facts_that_do_not_exist_are_named_with_their_line():
    lines = "one\ntwo sec-a\nthree tbl-b survey.n\n"
    known = facts()
    assert check_checklist(CHECKLIST, "f.yaml", lines, ["sec-a", "tbl-b"], known) == []
    del known["survey.n"]
    problems = check_checklist(CHECKLIST, "f.yaml", lines, ["sec-b", "tbl-b"], known)
    assert [(problem.row, problem.found) for problem in problems] == [
        (2, 'item 1: no document has the label "sec-a".'),
        (3, 'item 1: there is no fact "survey.n".'),
    ]
    assert len(check_checklist(CHECKLIST, "f.yaml", lines, ["tbl-b"], None)) == 1


@pytest.mark.parametrize("answer", [{"status": "missing"}, {"text": text("x")}, {}])
def test_an_answer_says_where_or_why(answer):
    with pytest.raises(ValidationError):
        Answer.model_validate(answer)


def test_an_item_stands_once():
    part = CHECKLIST.parts[0].model_dump()
    with pytest.raises(ValidationError, match="occur twice: 1, 2, 3"):
        Checklist.model_validate({"id": "demo", "parts": [part, part]})


#: Items of the published checklists, letters counted apart.
@pytest.mark.parametrize(
    ("name", "items"), [("prisma", 42), ("gramms", 6), ("cross", 40), ("strobe", 32)]
)
def test_the_shipped_checklists_are_whole_and_their_anchors_exist(name, items):
    assert name in CHECKLISTS
    file = f"config/codebooks/checklists/{name}.yaml"
    checklist = load_model(ROOT / file, Checklist)
    assert checklist.id == name
    assert sum(len(part.items) for part in checklist.parts) == items
    project = load_model(ROOT / "config/config.yaml", Project)
    for language in project.languages:
        documents = outlines("ecuador", project.documents, language, project.formats_of, ROOT)
        assert check_checklist(checklist, file, "", labels_of(documents), None) == []
