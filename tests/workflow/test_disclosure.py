"""What a build publishes tells of no single firm, nor of a few."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from alianzas.config.study_files import load_study
from alianzas.survey.disclosure.attack import attack
from alianzas.survey.disclosure.attack_left_over import growth_left_over
from alianzas.survey.disclosure.plan import count_tables
from alianzas.survey.questionnaire import load_questionnaire
from alianzas.survey.survey_setup import with_defaults
from compendium import Compendium
from honest_results.project import record_file

pytestmark = pytest.mark.slow
STUDY = "ecuador"
#: A word, and a picture that lies in a page as text.
WORD, PICTURE = re.compile(r"\w+"), re.compile(r"base64,[\w+/=]+")


@pytest.fixture(scope="module")
def results(built: Compendium) -> Path:
    return Path(built.folder, "results", STUDY)


def record(built: Compendium, name: str) -> pd.DataFrame:
    return pd.read_parquet(built.folder / record_file(STUDY, name))


def test_no_number_that_is_not_shown_can_be_worked_out(results: Path) -> None:
    hidden, _ = attack(results)
    assert len(hidden) > 20
    assert [one.name for one in hidden if one.is_recovered] == []
    assert growth_left_over(results) is None


def test_of_no_small_number_is_zero_or_the_threshold_ruled_out(
    built: Compendium, results: Path
) -> None:
    """The reader does not know which of the numbers that are not shown are small; we do."""
    settings = load_study(STUDY, built.folder).survey
    assert settings is not None
    codebook = built.folder / "config/codebooks/questionnaire.yaml"
    questionnaire = load_questionnaire(codebook, settings.lists)
    answers, scores = record(built, "answers"), record(built, "scores")
    known = (answers, scores, questionnaire, with_defaults(settings, questionnaire))
    tables, _ = count_tables(*known)
    small = {
        " / ".join(part.removeprefix("survey.") for part in name.split("/")[1:])
        for name, shown in tables.shown.items()
        if name.startswith("sample/") and shown.cells[0] in tables.small(settings.small_cell)
    }
    hidden, implied = attack(results)
    looked_at = [one for one in hidden if one.name in small]
    assert len(looked_at) == len(small) > 4
    assert [one for one in looked_at if one.is_narrowed(settings.small_cell)] == []
    assert [one for one in implied if one.is_recovered and 0 < one.low < settings.small_cell] == []


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def is_measured(value: object) -> bool:
    """Say whether a value is no code and no small whole number, which tables have as well."""
    return isinstance(value, float) and (value != round(value) or value > 1000)


def test_no_published_table_has_a_row_per_firm(built: Compendium, results: Path) -> None:
    """No column holds what the firms answered, or what was computed of each, firm by firm."""
    own: dict[str, set[str]] = {}
    for name in ("answers", "scores", "weights"):
        for column, values in record(built, name).items():
            told = {f"{value:.9g}" for value in values.dropna() if is_measured(value)}
            if len(told) > 20:
                own[f"{name}.{column}"] = told
    assert len(own) > 2
    firms = len(record(built, "answers"))
    allied = int((record(built, "answers")["status"] == "allied").sum())
    compared = {
        row["estimand"].rpartition(".")[0]: int(row["treated"]) + int(row["control"])
        for row in cells(results / "tables/income_estimands.csv")
    }
    both = [compared[f"survey.estimand_of.{group}"] for group in ("allied", "well_structured")]
    looked_at = 0
    for path in sorted(results.rglob("*.csv")):
        rows = cells(path)
        if path.parent.name == "sheets" or not rows:
            continue
        looked_at += 1
        for column in rows[0]:
            told = set()
            for row in rows:
                try:
                    told.add(f"{float(row[column]):.9g}")
                except (TypeError, ValueError):
                    continue
            for name, answered in own.items():
                assert len(told & answered) <= 0.3 * len(answered), (path.name, column, name)
        assert "respondent" not in rows[0], path
        assert len(rows) not in (firms, allied, *both, sum(both)), path
    assert looked_at > 100


def test_no_result_is_a_file_of_records(built: Compendium, results: Path) -> None:
    """Neither as a file, nor in a document, a list or a drawing: no firm's own name is in any."""
    files = [path for path in results.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} <= {
        *(".csv", ".json", ".md", ".svg", ".png", ".html", ".pdf", ".docx", ".xlsx", ".csl"),
    }
    assert list(results.parent.rglob("*.parquet")) == []
    names = {*record(built, "answers")["respondent"].astype(str)}
    assert len(names) > 50
    for path in files:
        if path.suffix in (".csv", ".json", ".md", ".svg", ".html"):
            texts = [path.read_text(encoding="utf-8")]
        elif path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as file:
                parts = [name for name in file.namelist() if name.endswith(".xml")]
                texts = [file.read(name).decode("utf-8") for name in parts]
        else:
            continue
        found = {word for text in texts for word in WORD.findall(PICTURE.sub("", text))}
        assert not found & names, (path, sorted(found & names))


def test_a_figure_of_firms_has_as_many_marks_as_its_data_has_rows(results: Path) -> None:
    """The drawing of the propensities has a shape per bar, not per firm."""
    bars = cells(results / "figures/income_overlap.en.csv")
    assert all(int(float(row["n"])) >= 5 for row in bars)
    facts = json.loads((results / "facts.json").read_text(encoding="utf-8"))["facts"]
    assert len(bars) < facts["survey.income.n"]["value"] / 3
