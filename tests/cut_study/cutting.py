"""The study of Ecuador, cut: whole builds of it can be tested again and again.

About 40 records of the review, 6 cases, 40 firms, few replicates, and one document. Every step of every
branch is still there, and every language and format: what is cut is how much each has to do. Nothing
follows from these data; the text beside this module says so.
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import yaml

from alianzas import data_package
from alianzas.config.study_files import load_study
from human_files.workbook_writing import timeless
from studies import change_study

#: The one document of the cut study: a figure of every rule that draws, and a table of every branch.
TEXTS = sorted(Path(__file__).parent.glob("article.*.qmd"))
#: Of each file of references, how a record begins, and that every so manieth stays.
REFERENCES = {
    "akinson-sundara-rajan-2026.ris": (r"^TY  - ", 2),
    "melendez-delgado-2026.bib": (r"^@", 5),
}
#: Two of each model of collaboration, successful alliances and others.
CASES = (
    "altura-viva",
    "hilos-del-colca",
    "agropartes-calchin",
    "quinua-salar",
    "bioalgas-quellon",
    "sertao-solar",
)
FIRMS = 40


def cut(folder: Path) -> None:
    """Cut data and text of the study in ``folder``, a copy of the project."""
    cut_data(folder)
    for text in TEXTS:
        shutil.copy(text, folder / "manuscript")
    shutil.rmtree(folder / "manuscript/ecuador", ignore_errors=True)  # sections of other texts
    change_yaml(folder / "config/config.yaml", _one_document)


def cut_data(folder: Path) -> None:
    """Cut data and settings alone; the data package describes what is left."""
    _cut_references(folder / "data/ecuador/literature")
    _cut_cases(folder / "data/ecuador/cases")
    _cut_answers(folder / "data/ecuador/survey/responses.xlsx")
    change_study(folder, few_replicates)
    change_study(folder, _few_firms)
    data_package.write(load_study("ecuador", folder), folder)


def say_levels(folder: Path, study: str) -> None:
    """Let READMEs and data package say what the study file says, as somebody who knows would."""
    loaded = load_study(study, folder)
    levels = data_package.raw_files(loaded, folder)
    for path in (folder / "data" / study).rglob("README.md"):
        level = next(
            level for file, level in levels.items() if path.parent in (folder / file).parents
        )
        text = path.read_text(encoding="utf-8")
        text = re.sub(r"(Provenance level: \*\*)\w+", rf"\g<1>{level}", text)
        path.write_text(text, encoding="utf-8")
    data_package.write(loaded, folder)


def change_yaml(path: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the content of a YAML file in place."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def keep_rows(path: Path, keep: Callable[[dict[str, str]], bool]) -> list[dict[str, str]]:
    """Leave only some rows of a CSV file; return them."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if keep(row)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames or [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return rows


def _cut_references(folder: Path) -> None:
    kept = ""
    for name, (begins, every) in REFERENCES.items():
        path = folder / name
        before, *records = re.split(f"(?={begins})", path.read_text(encoding="utf-8"), flags=re.M)
        text = before + "".join(records[::every])
        path.write_text(text, encoding="utf-8")
        kept += _letters(text)
    for path in folder.glob("*.csv"):
        keep_rows(path, lambda row: _letters(row["title"]) in kept)
    _number_again(folder / "record_ids.csv")


def _number_again(path: Path) -> None:
    """Number the rows of the ledger of record ids as if nothing else had ever been listed."""
    rows = keep_rows(path, lambda row: True)
    for number, row in enumerate(sorted(rows, key=lambda row: int(row["number"])), start=1):
        row["number"] = str(number)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _letters(text: str) -> str:
    """Return letters and digits alone: a title in a sheet has no braces or escapes of BibTeX."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _cut_cases(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        keep_rows(path, lambda row: row["case"] in CASES)
    for path in folder.glob("texts/*.md"):
        if path.stem not in CASES:
            path.unlink()


def _cut_answers(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0].delete_rows(FIRMS + 2, book.worksheets[0].max_row)
    book.save(path)
    path.write_bytes(timeless(path.read_bytes()))  # its hash is a result


def _one_document(config: dict[str, Any]) -> None:
    config["documents"] = [{"name": "article"}]


def few_replicates(study: dict[str, Any]) -> None:
    """Set the fewest replicates that the schema allows, and few choices in the specification curves."""
    survey = study["survey"]
    survey["drivers"] |= {"replicates": 200, "imputations": 2}
    survey["income"] |= {"replicates": 200}
    robustness = survey["robustness"]
    robustness["recovery"] = {"data_sets": 100, "costly_data_sets": 100, "resamples": 200}
    robustness["drivers"] |= {
        "outcome": ["mean"],
        "controls": [[], ["size"]],
        "missing": ["answered", "imputed"],
    }
    robustness["income"] |= {
        "outcome": ["growth"],
        "controls": [["size"]],
        "missing": ["complete"],
        "estimator": ["regression", "huber", "ipw"],
    }


def _few_firms(study: dict[str, Any]) -> None:
    """Set sizes that so few firms reach, so that every model is estimated."""
    study["survey"]["minimum"] = {"per_coefficient": 2, "per_group": 4}
    study["survey"]["income"]["controls"] = ["size", "exports"]
