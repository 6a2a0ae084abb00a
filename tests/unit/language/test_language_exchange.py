"""A language as a workbook: exported, translated, read back; what is missing or outdated is told."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest
import yaml

from alianzas.commandline.language_command import standing
from alianzas.languages.catalogue import ENGLISH, MARKS, catalogue, incomplete
from alianzas.languages.exchange import TranslationError, read_workbook, write_workbook
from human_files.language.current import speaking
from human_files.language.labels import load_labels

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    root = tmp_path_factory.mktemp("languages")
    for name in ("languages", "codebooks"):
        shutil.copytree(ROOT / "config" / name, root / "config" / name)
    return root


@pytest.fixture
def root(copied, tmp_path):
    shutil.copytree(copied, tmp_path / "compendium")
    return tmp_path / "compendium"


def hashes(root):
    files = (root / "config").rglob("*")
    return {path: path.read_bytes() for path in files if path.is_file() and path.name != MARKS}


def edit(path, change):
    """Change the rows of a workbook, each as a dictionary."""
    book = openpyxl.load_workbook(path)
    sheet = book["texts"]
    header = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        cells = {name: cell.value or "" for name, cell in zip(header, row, strict=True)}
        change(cells)
        for name, cell in zip(header, row, strict=True):
            cell.value = cells[name] or None
    book.save(path)


@pytest.mark.parametrize("language", ["pt", "es"])
def test_a_workbook_that_nobody_touched_changes_nothing(language, root, tmp_path):
    before = hashes(root)
    entries = write_workbook(language, tmp_path / "book.xlsx", root)
    assert read_workbook(language, tmp_path / "book.xlsx", root) == 0
    assert hashes(root) == before
    assert len(entries) > 1000
    assert not any(incomplete(language, root).values())


def test_every_text_of_every_language_is_an_entry(root):
    entries = catalogue("pt", root)
    labels = {entry.key for entry in entries if entry.file.startswith("labels/")}
    assert labels >= {*load_labels(languages=["en"], root=root)}
    assert {entry.file for entry in entries} >= {
        "messages.yaml",
        "codebooks/questionnaire.yaml",
        "codebooks/checklists/prisma.yaml",
    }


def test_a_new_language_from_an_empty_folder(root, tmp_path):
    write_workbook("fr", tmp_path / "fr.xlsx", root)

    def translate(cells):
        if cells["file"] != "messages.yaml":
            cells["fr"] = cells["en"]

    edit(tmp_path / "fr.xlsx", translate)
    changed = read_workbook("fr", tmp_path / "fr.xlsx", root)
    counts = incomplete("fr", root)
    assert changed == len([e for e in catalogue("fr", root) if e.file != "messages.yaml"])
    assert counts["missing"] == len([e for e in catalogue("fr", root) if e.file == "messages.yaml"])
    assert yaml.safe_load((root / "config/languages/fr/language.yaml").read_text())["name"]
    with speaking(["fr"]):
        labels = load_labels("common", languages=["fr"], root=root)
        assert labels.by_language("draft.stamp") == {"fr": labels("draft.stamp", "en")}


def test_a_changed_english_sentence_is_outdated_until_it_is_reviewed(root, tmp_path):
    read_back(root, tmp_path, lambda cells: None)
    path = root / "config/languages/en/labels/common.yaml"
    path.write_text(path.read_text().replace("not for citation", "do not cite"))
    (outdated,) = [entry for entry in catalogue("pt", root) if entry.state]
    assert (outdated.key, outdated.state) == ("draft.stamp", "outdated")
    assert "outdated" in standing("pt", root)
    read_back(root, tmp_path, lambda cells: None)
    assert incomplete("pt", root)["outdated"] == 1

    def review(cells):
        if cells["state"] == "outdated":
            cells["state"] = ""

    read_back(root, tmp_path, review)
    assert incomplete("pt", root)["outdated"] == 0


def read_back(root, folder, change):
    write_workbook("pt", folder / "pt.xlsx", root)
    edit(folder / "pt.xlsx", change)
    return read_workbook("pt", folder / "pt.xlsx", root)


def test_a_missing_text_is_told_and_another_language_steps_in(root, tmp_path):
    def empty(cells):
        if cells["key"] == "draft.stamp":
            cells["pt"] = ""

    assert read_back(root, tmp_path, empty) == 1
    assert incomplete("pt", root)["missing"] == 1
    assert "1" in standing("pt", root)
    assert "Español" in standing("pt", root)
    with speaking(["pt"]):
        labels = load_labels("common", languages=["pt"], root=root)
        assert labels("draft.stamp", "pt") == labels("draft.stamp", "es")


def test_one_text_of_a_codebook_is_changed_alone(root, tmp_path):
    def change(cells):
        if cells["file"] == "codebooks/questionnaire.yaml" and cells["en"] == "Strongly disagree":
            cells["pt"] = "Discordo de todo"

    file = root / "config/languages/pt/codebooks/questionnaire.yaml"
    before = yaml.safe_load(file.read_text())
    assert read_back(root, tmp_path, change) == 1
    after = yaml.safe_load(file.read_text())
    assert after["scales"]["agreement"][1] == "Discordo de todo"
    after["scales"]["agreement"][1] = before["scales"]["agreement"][1]
    assert after == before


def test_a_lost_field_and_an_unknown_entry_change_nothing(root, tmp_path):
    def spoil(cells):
        if cells["key"] == "cases.note.agreement_two":
            cells["pt"] = "sem campos"
        if cells["key"] == "draft.stamp":
            cells["key"] = "draft.stomp"

    before = hashes(root)
    with pytest.raises(TranslationError) as told:
        read_back(root, tmp_path, spoil)
    assert "{n}" in str(told.value)
    assert "draft.stomp" in str(told.value)
    assert hashes(root) == before


def test_english_is_whole():
    assert not any(incomplete(ENGLISH, ROOT).values())


@pytest.mark.parametrize("language", ["es", "pt"])
def test_the_languages_of_the_compendium_are_whole(language):
    assert not any(incomplete(language, ROOT).values()), standing(language, ROOT)


def test_words_of_a_study_of_ones_own_are_for_no_translator(root):
    """They are in its languages alone, in a file that English need not have."""
    (root / "config/languages/es/labels/own.yaml").write_text('own.column.decade: "Década"\n')
    assert not any(incomplete("es", root).values())
    assert not [entry for entry in catalogue("pt", root) if entry.file == "labels/own.yaml"]
