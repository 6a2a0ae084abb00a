"""Exports of ten survey tools: the right rows and columns, and a table of each by one command."""

import csv
import re
from pathlib import Path

import pytest

from alianzas.commandline.main import main
from field_files.survey.recognition import read_file
from reference_files import EXPORTS, MORE_EXPORTS, ROOT, catalogue, index_beside

OURS = EXPORTS / "survey"
BESIDE = MORE_EXPORTS / "survey"

#: What the tool column of the index is called here; files of too few signs are plain tables.
FORMATS = {
    "Qualtrics": ("Qualtrics", "Qualtrics (legacy)"),
    "LimeSurvey": ("LimeSurvey", "LimeSurvey R syntax", "LimeSurvey structure"),
    "KoboToolbox": ("KoboToolbox", "plain XLSX"),
    "SurveyMonkey": ("SurveyMonkey",),
    "Google": ("Google Forms",),
    "SurveyCTO": ("SurveyCTO", "XLSForm"),
    "SurveyCTO->Stata": ("Stata (SurveyCTO)",),
    "SurveyCTO/ODK": ("XLSForm",),
    "REDCap": ("REDCap", "REDCap data dictionary"),
    "SPSS": ("SPSS",),
    "Stata": ("Stata",),
    "QualCoder": ("plain CSV", "plain XLSX"),
}
NO_ANSWERS = ("syntax", "structure", "xlsform", "dictionary")


def size_of(text):
    """Return rows and columns as "3x4" says them; None where it says nothing."""
    size = re.fullmatch(r"(\d+)x(\d+)", text)
    return (int(size[1]), int(size[2])) if size else None


def files_beside():
    """Return every file of the index beside the project. One line may name several of them:

    "a.csv/.xlsx", "a.csv / b.xlsx".
    """
    for row in index_beside("survey"):
        first, *others = re.split(r"\s*/\s*", row["file"])
        names = [first]
        for other in others:
            if other.startswith("."):
                names.append(Path(first).stem + other)
            else:
                prefix = first.split("_")[0] + "_"
                names.append(other if (BESIDE / other).exists() else prefix + other)
        for name in names:
            yield BESIDE / name, row["tool"], size_of(row["rows_cols"])


def files():
    """Return the files of the repository and those beside the project: path, tool and size."""
    for row in catalogue(OURS):
        path = OURS / row["file"]
        yield pytest.param(path, row["tool"], size_of(row["rows x columns"]), id=path.name)
    for path, tool, size in files_beside():
        yield pytest.param(path, tool, size, id=f"beside-{path.name}")


ANSWERS = [p for p in files() if p.values[0].suffix != ".qdpx"]


@pytest.mark.parametrize("folder", [OURS, BESIDE], ids=["ours", "beside"])
def test_the_index_is_walked_to_the_last_file(folder):
    listed = {p.values[0].name for p in files() if p.values[0].parent == folder}
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    assert listed == there - {"index.tsv", "README.md"}


@pytest.mark.parametrize(("file", "tool", "size"), ANSWERS)
def test_rows_columns_and_format(file, tool, size):
    export = read_file(file)
    if size is not None:
        assert (len(export.rows), len(export.headers)) == size
    assert export.format in FORMATS[tool.split(" ")[0]]
    assert bool(export.no_answers) == any(word in file.name.lower() for word in NO_ANSWERS)


@pytest.mark.parametrize(("file", "tool", "size"), ANSWERS)
def test_one_command_makes_a_table(file, tool, size, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    output = tmp_path / "answers.csv"
    code = main(["survey", "import", str(file), "--output", str(output)])
    told = capsys.readouterr()
    if any(word in file.name.lower() for word in NO_ANSWERS):
        assert code == 1
        assert "holds no answers" in told.err
        assert not output.exists()
        return
    assert code == 0, told.err
    with output.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    if size is not None:
        assert len(rows) - 1 == size[0]
        assert f"Columns: {size[1]}" in told.out
    assert "@" not in "".join(rows[0])


def test_a_project_of_coded_interviews_is_refused(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(ROOT)
    file = OURS / "refiqda_skyloom_TestProject.qdpx"
    assert main(["survey", "import", str(file), "--output", str(tmp_path / "a.csv")]) == 1
    assert "REFI-QDA" in capsys.readouterr().err


def test_limesurveys_syntax_names_and_labels_the_columns():
    export = read_file(
        OURS / "limesurvey_998192_R_data_file.csv", OURS / "limesurvey_998192_R_syntax_file.R"
    )
    assert export.headers[:3] == ["id", "submitdate", "lastpage"]
    assert export.value_labels["yesno"] == {"1": "Yes", "2": "No"}
    assert export.value_labels["order_1"]["west"] == "How the west was won"
    assert export.wording["personality_neur"].startswith("[Emotional Stability]")


def test_redcaps_dictionary_labels_the_codes():
    export = read_file(OURS / "redcap_persons.csv", OURS / "redcap_data_dictionary.csv")
    assert export.value_labels["gender"] == {"0": "Female", "1": "Male"}


def test_user_missing_values_are_kept_apart():
    spss = read_file(OURS / "spss_user_missing.sav")
    assert spss.user_missing[7, "mylabl"] == "undetermined"
    assert spss.column("mynum")[5:] == [None, None]
    assert spss.user_missing[8, "mynum"] == "2500"
    stata = read_file(OURS / "stata_extended_missing.dta")
    assert stata.user_missing[2, "var1"] == "missing"
    assert stata.user_missing[2, "var2"] == "b"
    assert stata.column("var9") == [1]
