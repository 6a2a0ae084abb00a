"""`alianzas literature import` and `deduplicate`: those of the package, in a compendium or outside."""

import pytest

from alianzas.commandline.main import main
from references import commandline

RIS = "TY  - JOUR\nTI  - Trust in alliances\nAU  - Ash, A.\nPY  - 2020\nDB  - Scopus\nER  - \n"


@pytest.fixture
def said(tmp_path, monkeypatch, capsys):
    """Run a command in a folder outside any compendium; return exit code, output and errors."""
    monkeypatch.setenv("LANGUAGE", "en")
    (tmp_path / "a.ris").write_text(RIS)
    monkeypatch.chdir(tmp_path)

    def run(command, arguments):
        code = command(arguments)
        found = capsys.readouterr()
        return code, found.out, found.err

    return run


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "a.ris", "--output", "records.csv"],
        ["import", "a.ris", "none.ris", "--output", "records.ris"],
        ["import", "a.ris", "--output", "records.docx"],
        ["import", "a.ris", "--output", "records.csv", "--language", "es"],
        ["deduplicate", "a.ris", "--output", "groups.csv"],
    ],
)
def test_outside_a_compendium_they_do_what_those_of_the_package_do(said, arguments):
    assert said(main, ["literature", *arguments]) == said(commandline.main, arguments)


def test_what_needs_a_study_says_that_it_needs_a_compendium(said):
    code, _, error = said(main, ["literature", "coding-sheet", "ecuador", "--output", "c.xlsx"])
    assert code == 1
    assert "is not inside a compendium" in error
