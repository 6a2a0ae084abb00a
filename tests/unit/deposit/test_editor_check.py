"""`alianzas check --deposit` says what a data editor would send back, and only that."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from alianzas.commandline.main import main
from alianzas.config.study_files import load_study
from alianzas.deposit.editor_check import PARTS, findings
from deposit_at_hand import change

AUTHOR = {"name": "Ana Ríos", "family_name": "Ríos", "affiliation": "A University"}
AUTHOR |= {"email": "ana@example.org", "orcid": "0000-0002-1825-0097"}


def sent_back(root: Path) -> list[tuple[str, str]]:
    """Return part and words of what would be sent back."""
    found = findings(load_study("ecuador", root), root)
    return [
        (one.part, f"{one.problem.file}: {one.problem.found}") for one in found if one.is_required
    ]


@pytest.fixture
def sound(root: Path) -> Path:
    """A compendium whose study has its authors."""
    change(root, "ecuador", article={"authors": [AUTHOR]})
    return root


def test_a_study_with_authors_is_not_sent_back(sound: Path) -> None:
    assert sent_back(sound) == []
    left = findings(load_study("ecuador", sound), sound)
    assert {one.part for one in left} == {"archive"}


def test_findings_are_in_the_order_of_an_editor(root: Path) -> None:
    order = [one.part for one in findings(load_study("ecuador", root), root)]
    assert order == sorted(order, key=[*PARTS].index)
    assert sent_back(root)[0] == (
        "readme",
        "config/studies/ecuador/study.yaml: The authors, in the order printed.",
    )


def test_each_part_has_its_faults(sound: Path) -> None:
    cases = sound / "data/ecuador/cases/texts/altura-viva.md"
    cases.write_text(cases.read_text(encoding="utf-8") + "\nana.rios@gmail.com\n", encoding="utf-8")
    script = sound / "workflow/scripts/survey/judge_findings.py"
    with script.open("a", encoding="utf-8") as file:
        file.write('\nFILE = "/home/ana/x.csv"\nimport random\nrandom.Random()\n')
    (sound / "notes").mkdir()
    (sound / "notes/idea.txt").write_text("an idea")
    change(
        sound,
        "ecuador",
        deposit={
            "data": [
                {"files": ["data/ecuador/literature"], "rights": "Ours."},
                {"files": ["data/ecuador/cases"], "rights": "Ours.", "citation": "nobody2020"},
                {"files": ["data/ecuador/surveys"], "rights": "Ours.", "license": "ODbL-1.0"},
            ]
        },
    )
    found = sent_back(sound)
    study = "config/studies/ecuador/study.yaml"
    for expected in (
        ("data", f"{study}: data/ecuador/surveys is no raw file of the study."),
        ("licences", "REUSE.toml: names no licence for 1 file: notes/idea.txt."),
        ("licences", f"{study}: LICENSES/ has no text of ODbL-1.0."),
        ("citations", f"{study}: nobody2020 is not in manuscript/references.bib."),
        ("code", "workflow/scripts/survey/judge_findings.py: a path that only one machine has."),
        ("code", "workflow/scripts/survey/judge_findings.py: random numbers without a seed."),
    ):
        assert expected in found, expected
    assert any(part == "people" for part, _ in found)
    assert any(part == "variables" and "differs from its hash" in words for part, words in found)
    assert any("comes from others and cites nobody" in words for _, words in found)
    assert ("data" in dict(found)) and any("in data/ecuador/survey" in words for _, words in found)


def test_pretend_data_and_a_working_title_are_sent_back(
    sound: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sound)
    assert (
        main(["new", "chile", "--country", "CL", "--languages", "es", "--branches", "survey"]) == 0
    )
    assert main(["simulate", "chile", "survey"]) == 0
    found = findings(load_study("chile", sound), sound)
    words = [one.problem.found for one in found if one.is_required]
    assert "the title is still the working title." in words
    assert "pretend data stand in for those of the study." in words


def test_what_is_not_committed_is_told(sound: Path) -> None:
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        identity = ["-c", "user.name=T", "-c", "user.email=t@example.org"]
        subprocess.run(["git", *identity, *command], cwd=sound, check=True, capture_output=True)
    assert sent_back(sound) == []
    (sound / "Makefile").write_text("changed")
    assert sent_back(sound) == [
        (
            "code",
            "Makefile: 1 file is not as in the last commit, and a deposit is made of a commit.",
        )
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "ecuador: lo que devolvería un editor de datos"),
        ("pt", "ecuador: o que um editor de dados devolveria"),
    ],
)
def test_the_command_speaks_and_its_code_tells(
    root: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    language: str,
    words: str,
) -> None:
    monkeypatch.chdir(root)
    assert main(["--language", language, "check", "--deposit"]) == 1
    said = capsys.readouterr().out
    assert said.startswith(words)
    assert "`deposit.contact`" in said
    change(root, "ecuador", article={"authors": [AUTHOR]})
    assert main(["--language", language, "check", "--deposit"]) == 0


def test_a_study_in_spanish_alone_is_asked_in_its_words(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    shutil.rmtree(root / "config/studies/ecuador")
    shutil.rmtree(root / "data/ecuador")
    assert main(["--language", "es", "check", "--deposit", "peru-simulated"]) == 1
    assert "Los autores, en el orden en que se imprimen." in capsys.readouterr().out
