import pytest

from alianzas.commandline.main import main

RIS = "TY  - JOUR\nTI  - Trust {}\nAU  - Ash, A.\nPY  - 2020\nDB  - Scopus\nER  - \n"
EMPTY = "TY  - JOUR\nAU  - Nobody, N.\nER  - \n"


@pytest.fixture
def run(tmp_path, capsys):
    def run(**files):
        paths = []
        for name, text in files.items():
            (tmp_path / name).write_text(text)
            paths.append(str(tmp_path / name))
        output = tmp_path / "records.csv"
        code = main(["literature", "import", *paths, "--output", str(output)])
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
    assert 'cut off in its last record, "Trust of the half"; the last whole one is "Trust 1"' in out
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
    assert main(["literature", "import", str(tmp_path / "a"), "--output", str(output)]) == 1
    assert "folder that is not there" in capsys.readouterr().err


def test_records_are_written_as_ris_where_the_ending_says_so(tmp_path, capsys):
    (tmp_path / "a").write_text(RIS.format(1))
    output = tmp_path / "records.ris"
    assert main(["literature", "import", str(tmp_path / "a"), "--output", str(output)]) == 0
    assert "TI  - Trust 1\n" in output.read_text(encoding="utf-8")
    assert "1 record from 1 of 1 files" in capsys.readouterr().out


def test_another_ending_is_refused(tmp_path, capsys):
    (tmp_path / "a").write_text(RIS.format(1))
    output = tmp_path / "records.docx"
    assert main(["literature", "import", str(tmp_path / "a"), "--output", str(output)]) == 1
    assert 'ends in ".docx"; records are written as .csv or .ris' in capsys.readouterr().err


def test_the_report_in_spanish(tmp_path, capsys):
    (tmp_path / "a").write_text(RIS.format(1) + EMPTY)
    output = str(tmp_path / "r.csv")
    main(["literature", "import", str(tmp_path / "a"), "--output", output, "--language", "es"])
    out = capsys.readouterr().out
    assert "Registros: 2 encontrados = 1 conservados + 1 rechazados" in out
    assert "Rechazado: registro 2 (línea 7): ni título ni DOI" in out
