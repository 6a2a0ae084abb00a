"""Real exports of ten survey tools: the right rows and columns, and a table of each by one command."""

import csv
import re
from pathlib import Path

import pytest

from alianzas.commandline.main import main
from alianzas.survey.formats.registry import read_file

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "exports" / "survey"
pytestmark = pytest.mark.skipif(not SHARED.exists(), reason="the exports in ../shared are not here")

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


def files():
    """Return every file of the index: name, tool, rows and columns (None where it gives none).

    One line may name several: "a.csv/.xlsx", "a.csv / b.xlsx".
    """
    if not SHARED.exists():
        return []
    found = []
    with (SHARED / "index.tsv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            size = re.fullmatch(r"(\d+)x(\d+)", row["rows_cols"])
            expected = (int(size[1]), int(size[2])) if size else None
            first, *others = re.split(r"\s*/\s*", row["file"])
            prefix = first.split("_")[0] + "_"
            names = [first]
            for other in others:
                if other.startswith("."):
                    names.append(Path(first).stem + other)
                else:
                    names.append(other if (SHARED / other).exists() else prefix + other)
            found += [pytest.param(name, row["tool"], expected, id=name) for name in names]
    return found


ANSWERS = [p for p in files() if not p.values[0].endswith(".qdpx")]


def test_the_index_is_walked_to_the_last_file():
    names = {parameter.values[0] for parameter in files()}
    assert names == {path.name for path in SHARED.iterdir()} - {"index.tsv"}


@pytest.mark.parametrize(("file", "tool", "size"), ANSWERS)
def test_rows_columns_and_format(file, tool, size):
    export = read_file(SHARED / file)
    if size is not None:
        assert (len(export.rows), len(export.headers)) == size
    assert export.format in FORMATS[tool.split(" ")[0]]
    assert bool(export.no_answers) == any(word in file.lower() for word in NO_ANSWERS)


@pytest.mark.parametrize(("file", "tool", "size"), ANSWERS)
def test_one_command_makes_a_table(file, tool, size, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    output = tmp_path / "answers.csv"
    code = main(["survey", "import", str(SHARED / file), "--output", str(output)])
    told = capsys.readouterr()
    if any(word in file.lower() for word in NO_ANSWERS):
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
    file = SHARED / "refiqda_skyloom_TestProject.qdpx"
    assert main(["survey", "import", str(file), "--output", str(tmp_path / "a.csv")]) == 1
    assert "REFI-QDA" in capsys.readouterr().err


def test_limesurveys_syntax_names_and_labels_the_columns():
    export = read_file(
        SHARED / "limesurvey_998192_R_data_file.csv", SHARED / "limesurvey_998192_R_syntax_file.R"
    )
    assert export.headers[:3] == ["id", "submitdate", "lastpage"]
    assert export.value_labels["yesno"] == {"1": "Yes", "2": "No"}
    assert export.value_labels["order_1"]["west"] == "How the west was won"
    assert export.wording["personality_neur"].startswith("[Emotional Stability]")


def test_redcaps_dictionary_labels_the_codes():
    export = read_file(
        SHARED / "redcap_longitudinal_data.csv", SHARED / "redcap_data_dictionary.csv"
    )
    assert export.value_labels["gender"] == {"0": "Female", "1": "Male"}


def test_user_missing_values_are_kept_apart():
    spss = read_file(SHARED / "spss_user_missing.sav")
    assert spss.user_missing[7, "mylabl"] == "undetermined"
    assert spss.column("mynum")[5:] == [None, None]
    assert spss.user_missing[8, "mynum"] == "2500"
    stata = read_file(SHARED / "stata_extended_missing.dta")
    assert stata.user_missing[2, "var1"] == "missing"
    assert stata.user_missing[2, "var2"] == "b"
    assert stata.column("var9") == [1]
