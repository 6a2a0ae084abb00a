"""The check finds every mistake in every input at once, and none where there is none."""

from __future__ import annotations

import json
import os
import shutil
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from alianzas.commandline import check_command, input_checks
from honest_results.documents.checklist_models import Checklist
from honest_results.documents.filled_checklists import keys_of
from human_files.settings_files import load_model

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
STUDY_FILE = "config/studies/ecuador/{}.yaml"
RIS = "data/ecuador/literature/akinson-sundara-rajan-2026.ris"
RESPONSES = "data/ecuador/survey/responses.xlsx"

Run = Callable[[], tuple[int, str, str]]


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of all inputs, and the working directory."""
    for folder in ("config", "data", "manuscript", "workflow/rules"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(inputs: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Look at the inputs of the copy, without a trial: exit code, output, errors."""

    def run_check(study: str | None = None) -> tuple[int, str, str]:
        code = check_command.run(Namespace(study=study, quick=True, deposit=False), inputs)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run_check


@pytest.fixture
def text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the text and no other input, where what is tested stands there."""
    monkeypatch.setattr(input_checks, "PARTS", ("manuscript",))


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_inputs_of_the_repository_have_no_problem(run: Run) -> None:
    code, out, err = run()
    assert err == ""
    assert code == 0
    notes = out.splitlines()
    last = next(note for note in notes if "no problems" in note)
    assert " files, no problems. The steps were not tried." in last
    assert int(last.split()[0]) > 30
    assert [
        note for note in notes if "authors" in note and "config/studies/ecuador/study.yaml" in note
    ]


def test_all_mistakes_are_listed_together(run: Run, inputs: Path) -> None:
    book = openpyxl.load_workbook(inputs / RESPONSES)
    sheet = book.worksheets[0]
    header = [str(cell.value or "").rsplit("/", 1)[-1].upper() for cell in sheet[1]]
    column = header.index("SC2") + 1
    row = next(r for r in range(2, sheet.max_row) if sheet.cell(r, column).value is not None)
    sheet.cell(row, column).value = 9
    book.save(inputs / RESPONSES)
    bib = inputs / "data/ecuador/literature/melendez-delgado-2026.bib"
    bib.write_bytes(bib.read_bytes()[: bib.stat().st_size // 2])
    edit(inputs / "data/ecuador/cases/cases.csv", "country", "contry")
    edit(inputs / "config/codebooks/claims.yaml", "doi:", "dio:")
    article = inputs / "manuscript/article.en.qmd"
    article.write_text(article.read_text() + "\n\nSales doubled @nobody1999, see @fig-nowhere.\n")
    labels = inputs / "config/languages/en/labels/common.yaml"
    labels.write_text(labels.read_text() + 'common.half: ""\n')

    code, out, err = run()
    assert code == 1
    assert out == ""
    for expected in (
        f"{RESPONSES}, row {row}",
        "data/ecuador/literature/melendez-delgado-2026.bib",
        "data/ecuador/cases/cases.csv",
        'unknown key "dio"',
        "@nobody1999 is not in the bibliography",
        "@fig-nowhere refers to nothing",
        '"common.half" has no text',
        f"{RESPONSES}: differs from its hash",
    ):
        assert expected in err, expected
    assert "Traceback" not in err


@pytest.mark.parametrize("file", [RIS, RESPONSES, "data/ecuador/cases/cases.csv"])
def test_a_missing_file_is_a_problem_not_a_crash(run: Run, inputs: Path, file: str) -> None:
    (inputs / file).unlink()
    code, _, err = run()
    assert code == 1
    assert file in err


def test_a_missing_folder_of_texts_is_a_problem_not_a_crash(run: Run, inputs: Path) -> None:
    shutil.rmtree(inputs / "data/ecuador/cases/texts")
    code, _, err = run()
    assert code == 1
    assert "data/ecuador/cases/texts" in err


def test_a_misspelt_key_is_named_with_the_right_one(run: Run, inputs: Path) -> None:
    edit(inputs / STUDY_FILE.format("literature"), "\nfocus_window:", "\nfocus_windw:")
    code, _, err = run()
    assert code == 1
    assert 'unknown key "focus_windw"' in err
    assert 'Did you mean "focus_window"?' in err


def test_a_study_that_is_not_there_is_named(run: Run) -> None:
    code, _, err = run("equador")
    assert code == 1
    assert 'Did you mean "ecuador"?' in err


@pytest.mark.usefixtures("text_alone")
def test_an_unknown_fact_is_found_after_a_build(run: Run, inputs: Path) -> None:
    _, _, before = run()
    assert "there is no fact" not in before
    facts = inputs / "results/ecuador/facts.json"
    facts.parent.mkdir(parents=True)
    facts.write_text('{"facts": {}}')
    code, _, err = run()
    assert code == 1
    assert 'there is no fact "literature.included.n"' in err


@pytest.mark.usefixtures("text_alone")
def test_results_older_than_what_makes_them_are_said_to_be(run: Run, inputs: Path) -> None:
    shutil.rmtree(inputs / "manuscript/ecuador")
    for path in inputs.glob("manuscript/*.qmd"):
        name = path.name.split(".")[0]
        path.write_text(f"# Introduction {{#sec-{name}}}\n\nWords.\n", encoding="utf-8")
    keys: set[str] = set()
    for path in inputs.glob("config/codebooks/checklists/*.yaml"):
        keys |= {key for _, one in load_model(path, Checklist).answers() for key in keys_of(one)}
    facts = inputs / "results/ecuador/facts.json"
    facts.parent.mkdir(parents=True)
    source = {"file": "data/answers.csv", "level": "observed"}
    entry = {"value": "shown", "n": 1, "interval": [0, 1], "sources": [source]}
    facts.write_text(json.dumps({"facts": dict.fromkeys(sorted(keys), entry)}))
    edit(
        inputs / "manuscript/article.en.qmd",
        "# Introduction",
        "[survey.new.n]{.fact} @sec-no\n\n# Introduction",
    )
    os.utime(facts, (2e9, 2e9))
    _, _, current = run()
    assert 'there is no fact "survey.new.n"' in current and "last build" not in current
    rules = inputs / "workflow/rules/survey.smk"
    os.utime(rules, (2e9 + 1, 2e9 + 1))
    code, _, err = run()
    assert code == 1
    assert err.count("last build") == 1
    assert "workflow/rules/survey.smk has changed since" in err
    assert "Where a reference above leads to a result" in err  # the label is wrong either way


def test_a_broken_bibliography_is_told_once_and_by_its_name(
    run: Run, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bibliography = inputs / "manuscript/references.bib"
    whole = bibliography.read_text(encoding="utf-8")
    bibliography.write_text(whole.replace("},\n", "}\n", 1), encoding="utf-8")
    code, _, err = run()
    assert code == 1
    line = 1 + whole.count("\n", 0, whole.index("@"))
    assert f"manuscript/references.bib, line {line}: the entry" in err
    assert err.endswith("\n1 problem.\n")
    monkeypatch.setattr(input_checks, "PARTS", ("synthesis", "manuscript"))  # those who read it
    bibliography.write_bytes(whole.encode("utf-16"))
    _, _, err = run()
    assert "manuscript/references.bib, line 1: this is not UTF-8 text." in err
    assert err.endswith("\n1 problem.\n")
    bibliography.unlink()
    _, _, err = run()
    assert "manuscript/references.bib: is missing." in err
    assert err.endswith("\n1 problem.\n")
