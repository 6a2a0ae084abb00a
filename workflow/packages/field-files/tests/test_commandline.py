import csv

import pytest
from refi_projects import Project

from field_files.commandline import main

ANSWERS = "Respondent ID,Email Address,Trust\n7,ana@uni.ec,4\n8,bo@uni.ec,5\n"


@pytest.fixture
def run(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        code = main(arguments)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def project(path):
    text = "Ella confía en él sin papeles."
    passages = [("uno", 0, 10, "trust", "Ana"), ("uno", 18, 29, "papers", "Ana")]
    made = Project({"uno": text}, ["trust", "papers"], passages)
    path.write_bytes(made.archive())
    return made


def test_a_survey_without_its_personal_columns(run, tmp_path):
    (tmp_path / "export.csv").write_text(ANSWERS)
    code, out, err = run("survey", "export.csv", "--output", "answers.csv")
    assert (code, err) == (0, "")
    assert "Format: SurveyMonkey\nRows: 2\nColumns: 3\n" in out
    assert 'Set aside:\n  column "Email Address": personal data: email.\n' in out
    assert "Written: answers.csv, 2 rows, 2 columns." in out
    assert rows(tmp_path / "answers.csv") == [
        {"Respondent ID": "7", "Trust": "4"},
        {"Respondent ID": "8", "Trust": "5"},
    ]


def test_a_file_without_answers_is_refused(run, tmp_path):
    (tmp_path / "s.R").write_text('attributes(data)$variable.labels[1] <- "Trust"\n')
    code, out, err = run("survey", "s.R", "--output", "answers.csv")
    assert code == 1
    assert "Format: LimeSurvey R syntax" in out
    assert err.startswith("error: s.R: is the R syntax file that explains an export")
    assert not (tmp_path / "answers.csv").exists()


def test_coded_passages_of_a_project(run, tmp_path):
    project(tmp_path / "team.qdpx")
    code, out, err = run("coding", "team.qdpx", "--output", "coding.csv")
    assert (code, err) == (0, "")
    assert "  Coders: Ana (2)\n  Sources: 1\n" in out
    assert "Passages: 2 found = 2 read + 0 set aside" in out
    assert "coding.csv: 2 rows from 1 of 1 files." in out
    assert [row["text"] for row in rows(tmp_path / "coding.csv")] == ["Ella confí", "sin papeles"]


def test_doubts_and_files_that_cannot_be_read_are_told_by_the_exit_code(run, tmp_path):
    made = project(tmp_path / "team.qdpx")
    made.passages.append(made.passages[0])
    (tmp_path / "team.qdpx").write_bytes(made.archive())
    code, out, _ = run("coding", "team.qdpx", "--output", "coding.csv")
    assert code == 3
    assert 'Set aside: "trust" in "uno": ' in out
    code, out, err = run("coding", "none.qdpx", "team.qdpx", "--output", "coding.csv")
    assert code == 1
    assert "error: none.qdpx: cannot be opened" in err
    assert "2 rows from 1 of 2 files" in out
    assert run("coding", "none.qdpx", "--output", "no.csv")[0] == 1
    assert not (tmp_path / "no.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("survey", "none.csv", "--output", "a.csv"), "error: none.csv: does not exist."),
        (("survey", "export.csv", "--output", "no/a.csv"), "error: no/a.csv: cannot be written"),
        (("coding", "t.qdpx", "--output", "c.xlsx"), "error: c.xlsx: does not end in .csv."),
        (("coding", "t.qdpx", "--output", "no/c.csv"), "is in a folder that does not exist."),
    ],
)
def test_mistakes(run, tmp_path, arguments, message):
    (tmp_path / "export.csv").write_text(ANSWERS)
    code, _, err = run(*arguments)
    assert code == 1
    assert message in err
