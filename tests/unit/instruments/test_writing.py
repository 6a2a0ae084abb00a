"""Writing the instruments: of the branches there are, and never over what people wrote."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from alianzas.commandline.main import main
from alianzas.instruments.writing import write_files
from fieldwork.forms import ROOT
from fieldwork.xform import XForm

PAPERS = ("questionnaire", "consent")


def test_what_somebody_changed_is_left_alone(tmp_path):
    files = [("a/one.txt", b"1"), ("two.txt", b"2")]
    assert [w.changed for w in write_files(tmp_path, files)] == [False, False]
    (tmp_path / "a/one.txt").write_bytes(b"filled in")
    newer = [("a/one.txt", b"1, newer"), ("two.txt", b"2, newer")]
    assert [w.changed for w in write_files(tmp_path, newer)] == [True, False]
    assert (tmp_path / "a/one.txt").read_bytes() == b"filled in"
    assert (tmp_path / "two.txt").read_bytes() == b"2, newer"
    (tmp_path / "a/one.txt").unlink()
    assert [w.changed for w in write_files(tmp_path, newer)] == [False, False]


def test_a_file_that_was_there_before_is_left_alone(tmp_path):
    (tmp_path / "one.txt").write_bytes(b"of somebody")
    assert [w.changed for w in write_files(tmp_path, [("one.txt", b"1")])] == [True]
    (tmp_path / ".written.json").write_text("not JSON")
    assert [w.changed for w in write_files(tmp_path, [("one.txt", b"1")])] == [True]
    assert (tmp_path / "one.txt").read_bytes() == b"of somebody"


@pytest.fixture
def place(tmp_path, monkeypatch):
    for name in ("config", "Snakefile"):
        source = ROOT / name
        copy = shutil.copytree if source.is_dir() else shutil.copy
        copy(source, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def content(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


@pytest.mark.slow
def test_a_study_gets_what_its_branches_need_twice_the_same(place, capsys):
    assert main(["instruments", "ecuador"]) == 0
    said = capsys.readouterr().out.splitlines()
    first = content(place / "instruments/ecuador")
    written = [f"instruments/ecuador/{k}" for k in first if k != ".written.json"]
    assert sorted(said[:-1]) == sorted(written)
    assert said[-1] == "Before you use the papers, fill in what is highlighted in them."
    both = ("en", "es")
    assert {name for name in first if not name.startswith(".")} == {
        "survey/xlsform.xlsx",
        "survey/limesurvey.txt",
        *(f"survey/{p}.{x}.{e}" for p in PAPERS for x in both for e in ("docx", "pdf")),
        *(
            f"cases/{p}.{x}.{e}"
            for p in ("consent", "interview_guide", "coding_handbook")
            for x in both
            for e in ("docx", "pdf")
        ),
        *(f"literature/coding_handbook.{x}.{e}" for x in both for e in ("docx", "pdf")),
        *(f"literature/search_protocol.{x}.docx" for x in both),
        *(f"pre_registration.{x}.docx" for x in both),
    }
    shutil.rmtree(place / "instruments")
    assert main(["instruments"]) == 0
    assert content(place / "instruments/ecuador") == first
    assert XForm(first["survey/xlsform.xlsx"]).warnings == []


def test_a_study_of_cases_alone_gets_no_questionnaire(place):
    for branch in ("literature", "survey", "synthesis"):
        (place / f"config/studies/ecuador/{branch}.yaml").unlink()
    study = place / "config/studies/ecuador/study.yaml"
    study.write_text(study.read_text("utf-8") + "\nlanguages: [es]\n", "utf-8")
    assert main(["instruments", "ecuador"]) == 0
    names = set(content(place / "instruments/ecuador"))
    assert {name.split("/")[0] for name in names} == {
        "cases",
        "pre_registration.es.docx",
        ".written.json",
    }


def test_a_study_that_does_not_exist_is_told(place, capsys):
    assert main(["instruments", "equador"]) != 0
    assert "ecuador" in capsys.readouterr().err
