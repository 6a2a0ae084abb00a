import csv
import os
import shutil

import pytest
from openpyxl import load_workbook

from alianzas.cases.case_texts import find_passage
from alianzas.cases.check_cases import check_inputs
from alianzas.commandline.main import main
from alianzas.config.study_files import load_study
from unit.cases.example import ROOT

WORDS = "cada uno ponía lo que al otro le faltaba"


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A folder of the person's own inside a copy of the project's configuration and data."""
    for name in ("config", "data"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "Snakefile", tmp_path)
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def run(here, capsys, monkeypatch):
    def command(*arguments):
        os.chdir(here)
        monkeypatch.setenv("LANGUAGE", "en")  # the terminal speaks the language of --language
        code = main(["cases", *arguments])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def project(here, **options):
    """A project over the shipped texts: three codes in one case, one of them unknown."""
    from refi_projects import Project

    text = (here.parent / "data/ecuador/cases/texts/altura-viva.md").read_text(encoding="utf-8")
    passages = [
        ("altura-viva", *find_passage(text, WORDS), code, "Ana")
        for code in ("Strategic compatibility", "Trusting", "alliance_success")
    ]
    made = Project({"altura-viva": text}, [one[3] for one in passages], passages, **options)
    (here / "team.qdpx").write_bytes(made.archive())
    return made


def test_a_project_becomes_a_table_beside_the_person(here, run):
    project(here)
    code, out, _ = run("import", "team.qdpx", "--output", "coding.csv")
    assert code == 3
    assert "Format: REFI-QDA project\n  Program: Test 1.0\n  Codes: 3\n  Coders: Ana (3)" in out
    assert "Passages: 3 found = 3 read + 0 set aside" in out
    assert 'Unknown code: "Trusting" (1 passage); the nearest is "trust"' in out
    assert "coding.csv: 3 rows from 1 of 1 files." in out
    found = rows(here / "coding.csv")
    assert [row["code"] for row in found] == [
        "strategic_compatibility",
        "Trusting",
        "alliance_success",
    ]
    assert found[0]["text"].split() == WORDS.split()


def test_with_a_study_absence_is_written_and_what_is_missing_told(here, run):
    project(here)
    code, out, _ = run("import", "team.qdpx", "--study", "ecuador", "--output", "coding.csv")
    assert code == 3
    assert "Absent: 11 judgements are written as 0" in out
    assert 'the case "hilos-del-colca" is not coded.' in out
    found = rows(here / "coding.csv")
    assert {row["case"] for row in found} == {"altura-viva"}
    assert sum(row["value"] == "1" for row in found) == 2
    assert {row["source"] for row in found} == {"altura-viva.md"}
    assert "For the study: 3 read = 2 written + 1 with codes that the codebook does not know" in out


def test_codes_that_nobody_knows_and_cases_that_are_others_are_accounted_for(here, run):
    rows = ["id,document,tag,content", f"1,altura-viva,Trusting,{WORDS}", "2,elsewhere,trust,words"]
    rows += ["3,altura-viva,trust,never said", f"4,altura-viva,strategic_compatibility,{WORDS}"]
    (here / "taguette.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    options = ("--study", "ecuador", "--coder", "Ana", "--output", "coding.csv")
    code, out, _ = run("import", "taguette.csv", *options)
    assert code == 3
    assert "Program: Taguette" in out
    assert (
        "For the study: 4 read = 1 written + 1 with codes that the codebook does not know + "
        "1 of no case of the study + 1 in doubt\n" in out
    )
    assert 'In doubt: row 3: the source of no case: "elsewhere"' in out


def test_two_codes_read_as_one_are_told(here, run):
    rows = ["id,document,tag,content", f"1,altura-viva,one.trust,{WORDS}"]
    rows.append(f"2,altura-viva,two.trust,{WORDS}")
    (here / "taguette.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    options = ("--study", "ecuador", "--coder", "Ana", "--output", "coding.csv")
    _, out, _ = run("import", "taguette.csv", *options)
    told = 'In doubt: the codes "one > trust" and "two > trust" are both read as "trust"'
    assert told in out


def test_the_shipped_sheets_are_read_without_doubt_and_again_as_a_table(here, run):
    sheet = "../data/ecuador/cases/coding-coder-1.csv"
    options = ("--study", "ecuador", "--coder", "coder-1", "--output")
    code, out, err = run("import", sheet, *options, "one.csv")
    assert (code, err) == (0, "")
    assert "of absence + 0 set aside" in out
    code, out, _ = run("import", "one.csv", "--study", "ecuador", "--output", "two.csv")
    assert code == 0
    assert rows(here / "one.csv") == rows(here / "two.csv")


def test_a_file_that_cannot_be_read_does_not_stop_the_others(here, run):
    project(here)
    (here / "old.mx22").write_bytes(b"SQLite format 3\x00")
    code, out, err = run("import", "old.mx22", "team.qdpx", "--output", "coding.csv")
    assert code == 1
    assert "error: old.mx22: is a project in MAXQDA's own format" in err
    assert "3 rows from 1 of 2 files." in out
    code, _, err = run("import", "old.mx22", "--output", "none.csv")
    assert code == 1 and not (here / "none.csv").exists()


def test_a_sheet_and_a_codebook_to_give_to_coders(here, run):
    assert run("sheet", "ecuador", "--output", "coder.xlsx")[0] == 0
    code, out, _ = run("sheet", "ecuador", "--output", "codes.qdc", "--language", "es")
    assert code == 0 and "codes.qdc: 13 codes." in out
    code, out, _ = run("import", "codes.qdc", "--output", "codes.csv")
    assert code == 0
    assert "Format: REFI-QDA codebook" in out and "Codes: 14 under 4 headings" in out
    assert "Known to the codebook: 14" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("sheet", "ecuador", "--output", "coder.csv"), "does not end in .xlsx or .qdc."),
        (("sheet", "ecuador", "--output", "there.qdc"), "is there already"),
        (("sheet", "peru", "--output", "x.qdc"), "peru"),
        (("sheet", "ecuador", "--output", "no/x.qdc"), "is in a folder that does not exist"),
        (("import", "team.qdpx", "--output", "coding.xlsx"), "does not end in .csv."),
        (("import", "none.qdpx", "--output", "c.csv"), "error: none.qdpx: cannot be opened"),
    ],
)
def test_mistakes_of_the_person(here, run, arguments, message):
    (here / "there.qdc").write_text("")
    code, _, err = run(*arguments)
    assert code == 1
    assert message in err


def test_outside_a_compendium_passages_are_written_as_they_are(here, tmp_path_factory, run, capsys):
    project(here)
    outside = tmp_path_factory.mktemp("outside")
    os.chdir(outside)
    project_file = str(here / "team.qdpx")
    assert main(["cases", "import", project_file, "--output", "coding.csv"]) == 0
    assert "Passages: 3 found = 3 read + 0 set aside" in capsys.readouterr().out
    codes = [row["code"] for row in rows(outside / "coding.csv")]
    assert codes == ["Strategic compatibility", "Trusting", "alliance_success"]
    command = ["cases", "import", project_file, "--study", "ecuador", "--output", "coding.csv"]
    assert main(command) == 1
    assert "error: --study: needs a compendium, and" in capsys.readouterr().err


def test_a_consensus_sheet_shows_both_coders_and_is_read_when_it_is_filled_in(here, run):
    cases = here.parent / "data/ecuador/cases"
    before = rows(cases / "coding-consensus.csv")
    (cases / "coding-consensus.csv").unlink()
    code, out, _ = run("consensus-sheet", "ecuador", "--output", "agreed.xlsx")
    assert code == 0
    assert f"{len(before)} judgements on which the coders differ, {len(before)} not settled" in out
    book = load_workbook(here / "agreed.xlsx")
    sheet = book["coding"]
    header = [cell.value for cell in sheet[1]]
    assert header[:6] == ["case", "source", "code", "value", "passage", "reason"]
    assert header[6:] == [
        *("coder-1: judgement", "coder-1: passage"),
        *("coder-2: judgement", "coder-2: passage"),
    ]
    kept = {(row["case"], row["code"]): row for row in before}
    for line in sheet.iter_rows(min_row=2):
        cells = dict(zip(header, line, strict=True))
        assert {cells["coder-1: judgement"].value, cells["coder-2: judgement"].value} == {"0", "1"}
        settled = kept.pop((cells["case"].value, cells["code"].value))
        for name in ("source", "value", "passage", "reason"):
            assert name == "source" or cells[name].value is None
            cells[name].value = settled[name]
    assert not kept
    book.save(cases / "coding-consensus.xlsx")
    settings = here.parent / "config/studies/ecuador/cases.yaml"
    text = settings.read_text("utf-8").replace("coding-consensus.csv", "coding-consensus.xlsx")
    settings.write_text(text, "utf-8")
    assert check_inputs(load_study("ecuador", here.parent), here.parent) == []
    code, out, _ = run("consensus-sheet", "ecuador", "--output", "again.xlsx")
    assert f"{len(before)} judgements on which the coders differ, 0 not settled" in out
    again = list(load_workbook(here / "again.xlsx")["coding"].values)
    reasons = {row[:1] + row[2:3]: row[5] for row in again[1:]}
    assert reasons == {(row["case"], row["code"]): row["reason"] for row in before}


def test_a_consensus_sheet_that_nobody_filled_in_is_told(here, run):
    cases = here.parent / "data/ecuador/cases"
    (cases / "coding-consensus.csv").unlink()
    run("consensus-sheet", "ecuador", "--output", "agreed.xlsx")
    shutil.copy(here / "agreed.xlsx", cases / "coding-consensus.xlsx")
    settings = here.parent / "config/studies/ecuador/cases.yaml"
    text = settings.read_text("utf-8").replace("coding-consensus.csv", "coding-consensus.xlsx")
    settings.write_text(text, "utf-8")
    told = "\n".join(map(str, check_inputs(load_study("ecuador", here.parent), here.parent)))
    assert '"" is neither 1 nor 0' in told


def test_a_consensus_sheet_is_never_written_over(here, run):
    (here / "agreed.xlsx").write_text("work of an afternoon")
    code, _, err = run("consensus-sheet", "ecuador", "--output", "agreed.xlsx")
    assert code != 0
    assert "somebody may have filled it in" in err
    assert (here / "agreed.xlsx").read_text() == "work of an afternoon"
