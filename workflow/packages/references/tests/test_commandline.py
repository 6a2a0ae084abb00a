import csv

import pytest

from references.commandline import main
from references.importing import read_references

RIS = "TY  - JOUR\nTI  - Trust {}\nAU  - Ash, A.\nPY  - 2020\nDB  - Scopus\nER  - \n"
EMPTY = "TY  - JOUR\nAU  - Nobody, N.\nER  - \n"


@pytest.fixture(autouse=True)
def _in_english(monkeypatch):
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def run(tmp_path, capsys):
    def run(**files):
        paths = []
        for name, text in files.items():
            (tmp_path / name).write_text(text)
            paths.append(str(tmp_path / name))
        output = tmp_path / "records.csv"
        code = main(["import", *paths, "--output", str(output)])
        captured = capsys.readouterr()
        return code, captured.out, captured.err, output

    return run


def test_whole_files_give_code_0_and_one_table(run):
    code, out, _, output = run(
        a=RIS.format(1) + RIS.format(2), b="@article{x,\n title={Nets},\n}\n"
    )
    assert code == 0
    assert "Format: RIS, UTF-8" in out
    assert "Format: BibTeX" in out
    assert "Database: Scopus" in out
    assert "Records: 2 found = 2 kept + 0 rejected; 0 repaired" in out
    assert "3 records from 2 of 2 files (3 found = 3 kept + 0 rejected)." in out
    assert len(output.read_text().splitlines()) == 4


def test_the_audit_says_what_is_missing_and_what_that_means(run):
    _, out, _, _ = run(a=RIS.format(1))
    lines = {" ".join(line.split()) for line in out.splitlines()}
    assert "Title 0% complete" in lines
    assert "Abstract 100% absent: screening rests on titles" in lines


def test_rejected_records_are_listed_with_code_3(run):
    code, out, _, output = run(a=RIS.format(1) + EMPTY)
    assert code == 3
    assert "Rejected: record 2 (line 7): neither title nor DOI" in out
    assert len(output.read_text().splitlines()) == 2


def test_a_cut_file_is_recovered_and_its_last_record_named(run):
    code, out, _, output = run(a=RIS.format(1) + RIS.format("of the half")[:50])
    assert code == 3
    assert (
        'cut off in its last record, "Trust of the half"; the last complete one is "Trust 1"' in out
    )
    assert len(output.read_text().splitlines()) == 3


def test_a_file_that_cannot_be_read_is_said_and_the_others_written(run):
    code, out, err, output = run(a=RIS.format(1), b="hello\n")
    assert code == 1
    assert "no bibliographic format is recognised" in err
    assert "1 record from 1 of 2 files" in out
    assert len(output.read_text().splitlines()) == 2


def test_a_missing_folder_is_said(run, tmp_path, capsys):
    (tmp_path / "a").write_text(RIS)
    output = tmp_path / "nowhere" / "records.csv"
    assert main(["import", str(tmp_path / "a"), "--output", str(output)]) == 1
    assert "folder that does not exist" in capsys.readouterr().err


def test_records_are_written_as_ris_where_the_ending_says_so(tmp_path, capsys):
    (tmp_path / "a").write_text(RIS.format(1))
    output = tmp_path / "records.ris"
    assert main(["import", str(tmp_path / "a"), "--output", str(output)]) == 0
    assert "TI  - Trust 1\n" in output.read_text(encoding="utf-8")
    assert "1 record from 1 of 1 files" in capsys.readouterr().out


def test_another_ending_is_refused(tmp_path, capsys):
    (tmp_path / "a").write_text(RIS.format(1))
    output = tmp_path / "records.docx"
    assert main(["import", str(tmp_path / "a"), "--output", str(output)]) == 1
    assert 'ends in ".docx"; records are written as .csv or .ris' in capsys.readouterr().err


def test_the_report_in_spanish(tmp_path, capsys):
    (tmp_path / "a").write_text(RIS.format(1) + EMPTY)
    output = str(tmp_path / "r.csv")
    main(["import", str(tmp_path / "a"), "--output", output, "--language", "es"])
    out = capsys.readouterr().out
    assert "Registros: 2 encontrados = 1 conservados + 1 rechazados" in out
    assert "Rechazado: registro 2 (línea 7): ni título ni DOI" in out


def test_the_report_is_in_the_terminals_language(tmp_path, monkeypatch, capsys):
    (tmp_path / "a").write_text(RIS.format(1))
    monkeypatch.setenv("LANGUAGE", "es_EC:en")
    assert main(["import", str(tmp_path / "a"), "--output", str(tmp_path / "r.csv")]) == 0
    assert "1 registro de 1 de 1 archivos" in capsys.readouterr().out


def test_files_are_named_from_the_current_folder_and_messages_call_them_so(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ris").write_text(RIS.format(1))
    assert main(["import", "a.ris", "none.ris", "--output", "records.csv"]) == 1
    said = capsys.readouterr()
    assert said.err.startswith("error: none.ris: cannot be opened")
    assert "records.csv: 1 record from 1 of 2 files" in said.out
    assert (tmp_path / "records.csv").is_file()


def test_records_that_were_imported_are_deduplicated(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in "ab":
        (tmp_path / f"{name}.ris").write_text(RIS.format("in the alliances of small firms"))
    assert main(["import", "a.ris", "b.ris", "--output", "records.csv"]) == 0
    capsys.readouterr()
    assert main(["deduplicate", "records.csv", "--output", "groups.csv", "--language", "es"]) == 0
    said = capsys.readouterr().out
    assert "records.csv: 2 registros = 1 conservados + 1 duplicados." in said
    assert (tmp_path / "groups.csv").read_text() == 'merged_ids\n"a:1;b:1"\n'


def test_a_mistake_is_one_message(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["deduplicate", "none.csv", "--output", "groups.csv"]) == 1
    assert capsys.readouterr().err.startswith("error: none.csv: cannot be opened")


def test_the_table_holds_no_formula_and_no_place_on_this_machine(tmp_path):
    """Whatever a title begins with; the file is named in full, as a person may."""
    starts = ["=1+1", "+trust", "-trust", "@trust", "\ttrust", '=HYPERLINK("http://x.org")']
    entries = [f"TY  - JOUR\nTI  - {start}\nAU  - =cmd|x, A.\nER  - \n" for start in starts]
    (tmp_path / "=a.ris").write_text("".join(entries))
    output = tmp_path / "records.csv"
    assert main(["import", str(tmp_path / "=a.ris"), "--output", str(output)]) == 0
    text = output.read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    cells = [cell for row in csv.reader(text.splitlines()) for cell in row]
    assert len(cells) > 100
    assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []
    found = read_references(output)
    assert [record.title for record in found.kept] == [start.strip() for start in starts]
