"""What people do to a study before they build it: each function does it to a copy of the project.

They take the folder of a copy. The data package is renewed where a file was changed on purpose, as
`alianzas describe` does; where it was not, the check has to see that too.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from alianzas import data_package
from alianzas.config.study_files import load_study
from studies import BRANCHES, change_study, place, read_study, write_study

Change = Callable[[Path], None]
STUDY = "ecuador"
CASES, LITERATURE, SURVEY = (f"data/{STUDY}/{name}" for name in ("cases", "literature", "survey"))
RESPONSES = f"{SURVEY}/responses.xlsx"


def together(*changes: Change) -> Change:
    """Return all of these changes, one after the other."""

    def make(folder: Path) -> None:
        for change in changes:
            change(folder)

    return make


def described(folder: Path) -> None:
    """Renew the data package."""
    data_package.write(load_study(STUDY, folder), folder)


def settings(change: Callable[[dict[str, Any]], object]) -> Change:
    """Return a change of the study's settings."""
    return lambda folder: change_study(folder, lambda content: (change(content), None)[1], STUDY)


def replaced(file: str, old: str, new: str) -> Change:
    """Return the change of some words in a file."""

    def make(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r}"
        (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")

    return make


def conflict(file: str) -> Change:
    """Return the change that a merge makes where both sides changed the third line of a file."""

    def make(folder: Path) -> None:
        lines = (folder / file).read_text(encoding="utf-8").splitlines(keepends=True)
        lines[2:3] = ["<<<<<<< HEAD\n", lines[2], "=======\n", lines[2], ">>>>>>> upstream/main\n"]
        (folder / file).write_text("".join(lines), encoding="utf-8")

    return make


def sentence(language: str, words: str, heading: str = "{#sec-discussion") -> Change:
    """Return the change that adds a sentence under a heading of the article, where it is shown."""

    def make(folder: Path) -> None:
        # Its own text comes before the shared one.
        for texts in (f"manuscript/{STUDY}", "manuscript"):
            path = folder / texts / f"article.{language}.qmd"
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            line = next((line for line in text.splitlines() if heading in line), None)
            if line is not None:
                path.write_text(text.replace(line, f"{line}\n\n{words}", 1), encoding="utf-8")
                return
        raise AssertionError(f"no text has {heading}")

    return make


def removed(*files: str) -> Change:
    """Return the change that removes files or folders."""

    def make(folder: Path) -> None:
        for file in files:
            path = folder / file
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    return make


def written(file: str, text: str) -> Change:
    """Return the change that writes a file."""

    def make(folder: Path) -> None:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        (folder / file).write_text(text, encoding="utf-8")

    return make


def only(*branches: str) -> Change:
    """Return the change that leaves a study some of its branches, and none of its own words."""

    def make(folder: Path) -> None:
        for branch in BRANCHES:
            if branch not in branches:
                place(folder, STUDY, branch).unlink()
                shutil.rmtree(folder / "data" / STUDY / branch, ignore_errors=True)
        for place_of_words in (f"manuscript/{STUDY}", f"config/studies/{STUDY}/checklists"):
            shutil.rmtree(folder / place_of_words, ignore_errors=True)
        described(folder)

    return make


def own_codebook(name: str, change: Callable[[dict[str, Any]], object]) -> Change:
    """Return the change that copies a codebook into the study's folder and alters it."""

    def make(folder: Path) -> None:
        shared = folder / f"config/codebooks/{name}.yaml"
        content = yaml.safe_load(shared.read_text(encoding="utf-8"))
        change(content)
        text = yaml.safe_dump(content, allow_unicode=True, sort_keys=False)
        place(folder, STUDY, name).write_text(text, encoding="utf-8")

    return make


def rows(file: str, change: Callable[[dict[str, str]], Mapping[str, str] | None]) -> Change:
    """Return the change of each row of a CSV file; a row for which there is None goes."""

    def make(folder: Path) -> None:
        with (folder / file).open(encoding="utf-8", newline="") as source:
            kept = [row for old in csv.DictReader(source) if (row := change(old)) is not None]
        with (folder / file).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, [*kept[0]], lineterminator="\n")
            writer.writeheader()
            writer.writerows(kept)

    return make


def answers(header: str, cells: Callable[[int], object]) -> Change:
    """Return the change that adds a column to the survey's answers, or renews one."""

    def make(folder: Path) -> None:
        book = openpyxl.load_workbook(folder / RESPONSES)
        sheet = book.worksheets[0]
        names = [str(cell.value or "").rpartition("/")[2] for cell in sheet[1]]
        column = names.index(header) + 1 if header in names else sheet.max_column + 1
        sheet.cell(1, column).value = sheet.cell(1, column).value or header
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column).value = cells(row)
        book.save(folder / RESPONSES)

    return make


def in_peru(folder: Path) -> None:
    """Turn the study into one of Peru as README says, all that names the country corrected."""
    shutil.move(folder / "config/studies/ecuador", folder / "config/studies/peru")
    shutil.move(folder / "data/ecuador", folder / "data/peru")
    for path in (folder / "config/studies/peru").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"data/ecuador/", "data/peru/", text)
        path.write_text(text, encoding="utf-8")
    content = read_study(folder, "peru")
    content["country"] |= {
        "code": "PE",
        "name": {"en": "Peru", "es": "Perú"},
        "adjective": {"en": "Peruvian", "es": "peruanas"},
        "currency": "PEN",
    }
    for key in ("title", "short_title"):
        content["article"][key] = {"en": "Alliances in Peru", "es": "Alianzas en el Perú"}
    write_study(folder, content, "peru")
    data_package.write(load_study("peru", folder), folder)


def peruvian(change: Callable[[dict[str, Any]], object]) -> Change:
    """Return the change to a study of Peru in which something was forgotten."""

    def make(folder: Path) -> None:
        in_peru(folder)
        change_study(folder, lambda content: (change(content), None)[1], "peru")

    return make
