"""Changes of a copy of the project that turn Ecuador's study into a study of other data.

Each function takes the folder of a copy and changes one thing in it; worlds are made of several.
"""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import yaml

from alianzas.config.study_files import load_study
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.simulation.kobo_workbook import write_export
from alianzas.survey.simulation.simulate import parameters
from alianzas.survey.simulation.submissions import draw_submissions
from cut_study.cutting import keep_rows
from honest_results.project import codebook_file
from studies import change_study

CASES = "data/ecuador/cases"
LITERATURE = "data/ecuador/literature"
SUCCESS = "alliance_success"
DIMENSIONS = ("theory", "context", "method", "antecedents", "decisions", "outcomes")

Rows = list[dict[str, str]]


def rows_of(path: Path) -> Rows:
    """Return the rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(path: Path, rows: Rows, columns: Iterable[str] = ()) -> None:
    """Write rows to a CSV file; an empty one has ``columns``."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, [*(rows[0] if rows else columns)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def say_observed(study: dict[str, Any]) -> None:
    """Let a study file declare every raw file observed, and nothing drawn by the generator."""
    literature = study["literature"]
    for source in literature["sources"]:
        source["provenance"] = "observed"
    for part in ("screening", "full_text", "coding"):
        if part in literature:
            for sheet in [*literature[part]["passes"], literature[part]["consensus"]]:
                sheet["provenance"] = "observed"
    study["cases"]["provenance"] = study["survey"]["provenance"] = "observed"
    study["survey"].pop("simulation", None)


def recode(folder: Path, present: Callable[[str, str, bool], bool | None]) -> None:
    """Let both coders agree on what ``present`` says of code, case and success; None leaves it."""
    sheets = [folder / CASES / f"coding-coder-{coder}.csv" for coder in (1, 2)]
    settled = {
        (row["case"], row["code"]): row["value"]
        for row in [*rows_of(sheets[0]), *rows_of(folder / CASES / "coding-consensus.csv")]
    }
    for path in sheets:
        rows = rows_of(path)
        passages = {row["case"]: row["passage"] for row in rows if row["passage"]}
        for row in rows:
            success = settled[row["case"], SUCCESS] == "1"
            if (has := present(row["code"], row["case"], success)) is not None:
                row["value"] = "1" if has else "0"
                row["passage"] = passages[row["case"]] if has else ""
        write(path, rows)
    consensus = folder / CASES / "coding-consensus.csv"
    rows = rows_of(consensus)
    kept = [row for row in rows if present(row["code"], row["case"], True) is None]
    write(consensus, kept, rows[0])


def all_cases(folder: Path, successful: bool) -> None:
    """Let every case be successful, or none."""
    recode(folder, lambda code, case, success: successful if code == SUCCESS else None)


def draw_answers(folder: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Draw the answers of the survey again, with other parameters of the generator."""
    change_study(folder, lambda study: change(study["survey"]["simulation"]))
    settings = load_study("ecuador", folder).survey
    assert settings is not None
    questionnaire = load_questionnaire(
        folder / codebook_file("ecuador", "questionnaire", folder), settings.lists
    )
    submissions = draw_submissions(settings, questionnaire)
    path = folder / settings.responses.file
    write_export(submissions, questionnaire, path, parameters(settings).form_version)


def search_databases(study: dict[str, Any]) -> None:
    """Let the two files of references be exports of databases."""
    for source, name in zip(
        study["literature"]["sources"], ("Scopus", "Web of Science"), strict=True
    ):
        source["database"] = {"en": name, "es": name}


def add_abstracts(folder: Path) -> None:
    """Give every record of both files an abstract."""
    ris = folder / LITERATURE / "akinson-sundara-rajan-2026.ris"
    text = ris.read_bytes().decode()
    text = re.sub(r"(?m)^TI  - (.*?)(\r?)$", r"\g<0>\nAB  - We study this: \1.\2", text)
    ris.write_bytes(text.encode())
    bib = folder / LITERATURE / "melendez-delgado-2026.bib"
    text = bib.read_bytes().decode()
    text = re.sub(r"(?m)^(\s*)title(\s*)= *(\{.*\}),(\r?)$", r"\g<0>\n\1abstract\2= \3,\4", text)
    bib.write_bytes(text.encode())


def read_full_texts(folder: Path) -> None:
    """Add a stage on full texts: some reports are not found, some excluded, one judged differently."""
    literature = folder / LITERATURE
    kept = rows_of(literature / "coding-consensus.csv")
    fates = {0: ("not_retrieved", ""), 7: ("exclude", "not_small_firms"), 14: ("not_retrieved", "")}
    fates |= {21: ("exclude", "nothing_to_code"), 28: ("exclude", "not_small_firms")}
    sheets: dict[str, Rows] = {"pass-1": [], "pass-2": [], "consensus": []}
    for place, row in enumerate(kept):
        decision, reason = fates.get(place, ("include", ""))
        judged = {"record_id": row["record_id"], "title": row["title"]}
        final = judged | {"decision": decision, "reason": reason, "note": ""}
        sheets["pass-1"].append(final)
        if place == 35:  # the second reader would leave it out
            other = {"decision": "exclude", "reason": "nothing_to_code", "note": ""}
            sheets["pass-2"].append(judged | other)
            sheets["consensus"].append(final | {"note": "One section studies outcomes"})
        else:
            sheets["pass-2"].append(final)
    for name, rows in sheets.items():
        write(literature / f"full-text-{name}.csv", rows)
    gone = {kept[place]["record_id"] for place in fates if place < len(kept)}
    for path in literature.glob("coding-*.csv"):
        keep_rows(path, lambda row: row["record_id"] not in gone)
    change_study(folder, _name_full_texts)


def _name_full_texts(study: dict[str, Any]) -> None:
    def sheet(name: str) -> dict[str, str]:
        return {"file": f"{LITERATURE}/full-text-{name}.csv", "provenance": "reconstructed"}

    literature = study["literature"]
    literature["full_text"] = {
        "passes": [{"name": name, **sheet(name)} for name in ("pass-1", "pass-2")],
        "consensus": sheet("consensus"),
    }


def code_more(folder: Path, stated: float, seed: int = 1) -> None:
    """Let readers find more than titles say: where nothing was stated, something often is.

    ``stated`` is the share of empty cells that get a code. The first readers differ in one of
    twelve cells, and the consensus sides with the first.
    """
    draw = random.Random(seed)
    literature = folder / LITERATURE
    book = yaml.safe_load((folder / "config/codebooks/ado_tcm.yaml").read_text(encoding="utf-8"))
    codes = {
        dimension["id"]: [
            code["id"]
            for code in dimension["codes"]
            if code.get("assignable", True) and code["id"] != "not_stated"
        ]
        for dimension in book["dimensions"]
    }
    final = rows_of(literature / "coding-consensus.csv")
    second: Rows = []
    for row in final:
        for dimension in DIMENSIONS:
            if row[dimension] == "not_stated" and draw.random() < stated:
                # The first codes of a dimension are the commonest, as they are in any literature.
                among = codes[dimension]
                row[dimension] = draw.choices(among, [1 / (n + 1) for n in range(len(among))])[0]
        second.append(dict(row))
        for dimension in DIMENSIONS:
            if draw.random() < 1 / 12:
                second[-1][dimension] = draw.choice(codes[dimension])
    write(literature / "coding-pass-1.csv", final)
    write(literature / "coding-pass-2.csv", second)
    write(literature / "coding-consensus.csv", final)


def say_what_was_read(study: dict[str, Any], screened: str) -> None:
    """Let people have screened titles, or abstracts with them."""
    study["literature"]["read_by"] = "people"
    study["literature"]["screening"]["read"] = screened
