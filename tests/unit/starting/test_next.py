"""Where a study stands, in the states that it passes through."""

from __future__ import annotations

import csv
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from alianzas.commandline.main import main
from alianzas.progress.items import Part, State, next_item
from alianzas.progress.standing import parts_of
from alianzas.starting.new_study import NewStudy, begin
from alianzas.starting.simulating import remove, simulate
from honest_results.project import load_project

LITERATURE, CASES, SURVEY = (f"data/peru/{name}" for name in ("literature", "cases", "survey"))
SHEETS = {
    "records.ris": "scopus.ris",
    "screening-1.csv": "screening-reader-1.xlsx",
    "screening-2.csv": "screening-reader-2.xlsx",
    "screening-consensus.csv": "screening-consensus.xlsx",
    "coding-1.csv": "coding-coder-1.xlsx",
    "coding-2.csv": "coding-coder-2.xlsx",
    "coding-consensus.csv": "coding-consensus.xlsx",
}


@pytest.fixture
def study(root: Path) -> Path:
    """A study whose data of every kind lie ready in the folder ``made``, to be brought in."""
    branches = ("literature", "cases", "survey", "synthesis")
    begin(NewStudy("peru", "PE", ("es",), branches), root, date(2026, 3, 2))
    simulate("peru", [], root)
    shutil.copytree(root / "data/peru/pretend", root / "made")
    remove("peru", [], root)
    return root


def bring(root: Path, branch: str, *names: str) -> None:
    """Put files of a branch where the study's own files name them."""
    for name in names:
        source, place = root / "made" / branch / name, root / "data/peru" / branch
        if source.is_dir():
            shutil.copytree(source, place / name, dirs_exist_ok=True)
        elif branch == "survey":
            shutil.copy(source, place / name)
        else:
            shutil.copy(source, place / SHEETS.get(name, name))


def empty(path: Path, column: str, rows: int) -> None:
    """Empty the last cells of a column in a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        table = [*csv.DictReader(file)]
    for row in table[-rows:]:
        row[column] = ""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*table[0]])
        writer.writeheader()
        writer.writerows(table)


def words_of(parts: list[Part], title: str, *states: State) -> list[str]:
    found = next(part for part in parts if part.title == title)
    return [item.words for item in found.items if not states or item.state in states]


def said(root: Path, title: str, *states: State) -> list[str]:
    return words_of(parts_of("peru", root), title, *states)


def command(root: Path) -> str:
    item = next_item(parts_of("peru", root))
    return "" if item is None else item.command


def test_a_study_without_any_data_is_tried_first(study: Path) -> None:
    assert command(study) == "make simulate STUDY=peru"
    assert said(study, "Literature") == [
        "No export of Scopus yet: put it into data/peru/literature/scopus.ris."
    ]
    assert said(study, "Survey", State.WAITING) == [
        "No answers yet: put the export into data/peru/survey/responses.xlsx."
    ]
    title, authors, brackets = said(study, "Study")
    assert title.startswith("The title is still the working title")
    assert authors.startswith("No authors are named")
    assert brackets.startswith("config/studies/peru/literature.yaml, line 19:")
    assert said(study, "Synthesis")[0].startswith("The only proposition is an example")


def test_on_pretend_data_it_is_built(study: Path) -> None:
    simulate("peru", [], study)
    assert command(study) == "make draft STUDY=peru"
    draft = study / "draft/results/peru/article.es.html"
    draft.parent.mkdir(parents=True)
    draft.touch()
    assert command(study) == "make instruments STUDY=peru"
    assert said(study, "Documents") == [
        "There is a draft: make preview STUDY=peru DRAFT=1",
        "The documents are not built yet.",
    ]
    assert said(study, "Survey")[0] == "For a trial build, pretend data stand in."


def test_after_the_search_each_reader_gets_a_sheet(study: Path) -> None:
    bring(study, "literature", "records.ris", "screening-1.csv")
    first, one, two = said(study, "Literature")
    assert first == "Search: 40 records without duplicates, from Scopus."
    assert one == "Screening: reader-1 has judged all 40."
    assert two.startswith("Screening: reader-2 has no sheet yet (40 records)")
    output = "data/peru/literature/screening-reader-2.xlsx"
    assert command(study) == f"alianzas literature screening-sheet peru --output {output}"


def test_a_reader_has_records_left(study: Path) -> None:
    bring(study, "literature", "records.ris", "screening-1.csv", "screening-2.csv")
    sheet = study / LITERATURE / "screening-reader-2.xlsx"
    empty(sheet, "decision", 12)
    (left,) = said(study, "Literature", State.WAITING)
    place = "data/peru/literature/screening-reader-2.xlsx"
    assert left == f"Screening: reader-2 has 12 of 40 records left, in {place}."


def test_what_two_readers_differ_on_is_to_be_settled(study: Path) -> None:
    bring(study, "literature", "records.ris", "screening-1.csv", "screening-2.csv")
    with (study / "made/literature/screening-consensus.csv").open(encoding="utf-8") as file:
        apart = len([*csv.DictReader(file)])
    assert apart > 1
    (open_,) = said(study, "Literature", State.TO_DO)
    assert open_ == f"Screening: {apart} records to settle together."
    output = "data/peru/literature/screening-consensus.xlsx"
    assert command(study) == f"alianzas literature consensus-sheet peru --output {output}"
    bring(study, "literature", "screening-consensus.csv")
    empty(study / output, "decision", 1)
    (left,) = said(study, "Literature", State.WAITING)
    assert left == f"Screening: of {apart} records to settle, 1 are not settled, in {output}."


def test_the_coding_goes_on_with_what_is_included(study: Path) -> None:
    screened = [name for name in SHEETS if not name.startswith("coding")]
    bring(study, "literature", *screened, "coding-1.csv", "coding-2.csv")
    empty(study / LITERATURE / "coding-coder-2.xlsx", "method", 3)
    done = said(study, "Literature", State.DONE)
    assert done[3].startswith("Screening: settled; ")
    kept = done[3].removeprefix("Screening: settled; ").split()[0]
    assert done[4] == f"Coding: coder-1 has judged all {kept}."
    (left,) = said(study, "Literature", State.WAITING)
    assert left.startswith(f"Coding: coder-2 has 3 of {kept} records left")
    bring(study, "literature", "coding-2.csv")
    assert "consensus-sheet peru --stage coding" in command(study)
    bring(study, "literature", "coding-consensus.csv")
    assert said(study, "Literature", State.TO_DO, State.WAITING) == []


def test_a_sheet_with_mistakes_is_left_to_the_check(study: Path) -> None:
    bring(study, "literature", "records.ris", "screening-1.csv", "screening-2.csv")
    (study / LITERATURE / "screening-reader-1.xlsx").write_text("x,y\n1,2\n", encoding="utf-8")
    (broken,) = said(study, "Literature", State.TO_DO)
    assert broken == "data/peru/literature/screening-reader-1.xlsx has mistakes."


def test_cases_wait_for_texts_and_coders(study: Path) -> None:
    (none,) = said(study, "Cases")
    assert none.startswith("No profiles yet: one row per case in data/peru/cases/cases.csv")
    bring(study, "cases", "cases.csv")
    assert "8 of 8 cases have no text" in said(study, "Cases", State.WAITING)[0]
    bring(study, "cases", "texts", "coding-1.csv", "coding-2.csv")
    empty(study / CASES / "coding-coder-2.xlsx", "value", 5)
    (left,) = said(study, "Cases", State.WAITING)
    assert left == "coder-2 has 5 of 104 judgements left, in data/peru/cases/coding-coder-2.xlsx."
    bring(study, "cases", "coding-2.csv")
    (apart,) = said(study, "Cases", State.WAITING)
    assert apart.startswith("What the coders differ on is to be settled together")
    cases = next(part for part in parts_of("peru", study) if part.title == "Cases")
    output = "data/peru/cases/coding-consensus.xlsx"
    assert cases.items[-1].command == f"alianzas cases consensus-sheet peru --output {output}"
    bring(study, "cases", "coding-consensus.csv")
    assert said(study, "Cases", State.TO_DO, State.WAITING) == []


def test_answers_are_counted_and_pretend_ones_are_to_go(study: Path) -> None:
    simulate("peru", ["survey"], study)
    bring(study, "survey", "responses.xlsx")
    parts = parts_of("peru", study)
    assert words_of(parts, "Survey", State.DONE)[-1] == (
        "Answers: 120 submissions, of which 120 count (observed data)."
    )
    first = next(part for part in parts if part.title == "Survey").items[0]
    assert first.command == "alianzas simulate peru survey --remove"


def _written(root: Path) -> None:
    settings = root / "config/studies/peru"
    text = (settings / "study.yaml").read_text(encoding="utf-8")
    text = text.replace("Alianzas estratégicas en pequeñas empresas: Perú", "Aliarse en el Perú")
    text = text.replace("  authors: []", "  authors:\n    - {name: Ana Quispe}")
    (settings / "study.yaml").write_text(text, encoding="utf-8")
    readers = (settings / "literature.yaml").read_text(encoding="utf-8")
    begin, end = readers.index('"['), readers.index(']"')
    readers = readers[:begin] + '"Leyeron dos personas."' + readers[end + 2 :]
    (settings / "literature.yaml").write_text(readers, encoding="utf-8")
    own = root / "manuscript/peru/article.es.qmd"
    own.parent.mkdir()
    own.write_text("# Declaraciones {#sec-declarations}\n\nNinguna.\n", encoding="utf-8")


def test_what_is_written_is_no_longer_open(study: Path) -> None:
    _written(study)
    assert said(study, "Study", State.TO_DO, State.WAITING) == []
    assert said(study, "Study")[1] == "Authors: Ana Quispe"
    assert said(study, "Text") == ["1 section of your own in manuscript/peru/article.es.qmd."]


def _built(root: Path) -> list[Path]:
    paths = [root / path for path in load_project(root).rendered("peru", root)]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


def test_a_build_is_older_than_what_has_changed_since(study: Path) -> None:
    simulate("peru", [], study)
    _built(study)
    assert said(study, "Documents") == ["The documents are built: results/peru/"]
    later = study / "config/studies/peru/study.yaml"
    os.utime(later, ns=(2**62, 2**62))
    assert said(study, "Documents") == [
        "Since the last build config/studies/peru/study.yaml has changed."
    ]


def test_when_all_is_there_nothing_is_left(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _written(study)
    bring(study, "literature", *SHEETS)
    bring(study, "cases", "cases.csv", "texts", "coding-1.csv", "coding-2.csv")
    bring(study, "cases", "coding-consensus.csv")
    bring(study, "survey", "responses.xlsx")
    propositions = study / "config/studies/peru/propositions.yaml"
    text = propositions.read_text(encoding="utf-8").replace("id: example", "id: fit")
    propositions.write_text(text, encoding="utf-8")
    assert command(study) == "alianzas describe peru"
    assert main(["describe", "peru"]) == 0
    assert command(study) == "make paper STUDY=peru"
    _built(study)
    capsys.readouterr()
    assert main(["next", "peru"]) == 0
    assert capsys.readouterr().out.endswith("\n\nEverything is done.\n")


@pytest.mark.slow
def test_the_check_ends_with_what_comes_next(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "peru", "--quick"]) == 1
    assert capsys.readouterr().out.endswith("  make simulate STUDY=peru\n")
    simulate("peru", [], study)
    assert main(["check", "peru", "--quick"]) == 0
    assert capsys.readouterr().out.endswith("  make draft STUDY=peru\n")
