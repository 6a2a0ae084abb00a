"""What a terminal says, in the person's language."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from human_files.errors import Problem, did_you_mean
from human_files.language import messages
from human_files.language.messages import counted_message, message, take_messages_from

SPANISH = """
"{n} rows were read.": "Se leyeron {n} filas."
"{n} row was read.": "Se leyó {n} fila."
"row {n}": "fila {n}"
"column \\"{name}\\"": "columna «{name}»"
"Did you mean \\"{word}\\"?": "¿Quiso decir «{word}»?"
"wrong {field}": "mal {otro}"
"""


@pytest.fixture
def compendium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with messages in Spanish, and make it the working directory."""
    folder = tmp_path / "config/languages/es"
    folder.mkdir(parents=True)
    (folder / "messages.yaml").write_text(SPANISH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("es_EC.UTF-8", "Se leyeron 3 filas."),
        ("en_GB.UTF-8", "3 rows were read."),
        ("C", "3 rows were read."),
        ("pt_BR", "3 rows were read."),
        ("pt_BR:es", "Se leyeron 3 filas."),
        ("en:es", "3 rows were read."),
    ],
)
def test_the_language_is_the_first_of_the_terminals_that_has_messages(
    stated: str, said: str, compendium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", stated)
    assert message("{n} rows were read.", n=3) == said


def test_messages_are_found_from_folders_inside_and_not_from_outside(
    compendium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "es")
    inside = compendium / "data/peru"
    inside.mkdir(parents=True)
    monkeypatch.chdir(inside)
    assert message("row {n}", n=1) == "fila 1"
    monkeypatch.chdir(compendium.parent)
    assert message("row {n}", n=1) == "row 1"
    take_messages_from(compendium)
    try:
        assert message("row {n}", n=1) == "fila 1"
    finally:
        take_messages_from(None)


def test_what_is_not_translated_or_wrongly_is_said_in_english(
    compendium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "es")
    assert message("{n} of {m}", n=1, m=2) == "1 of 2"
    assert message("wrong {field}", field="x") == "wrong x"


def test_one_and_several(compendium: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = ("{n} row was read.", "{n} rows were read.")
    assert [counted_message(n, *sentences) for n in (0, 1, 2)] == [
        "0 rows were read.",
        "1 row was read.",
        "2 rows were read.",
    ]
    monkeypatch.setenv("LANGUAGE", "es")
    assert counted_message(1, *sentences) == "Se leyó 1 fila."


def test_a_problem_tells_its_place_in_the_persons_language(
    compendium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANGUAGE", "es")
    problem = Problem("a.csv", "falta.", did_you_mean("edda", ["edad"]), row=3, column="edda")
    assert str(problem) == "a.csv, fila 3, columna «edda»: falta.\n  ¿Quiso decir «edad»?"


@pytest.mark.parametrize("content", ["a: [", "- a list", "", "\xff"])
def test_a_damaged_file_hides_no_message(
    content: str, compendium: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = compendium / "config/languages/es/messages.yaml"
    path.write_bytes(content.encode("latin-1"))
    messages._read.cache_clear()
    monkeypatch.setenv("LANGUAGE", "es")
    assert message("row {n}", n=1) == "row 1"
    messages._read.cache_clear()


def test_english_reads_no_file_and_imports_nothing_heavy() -> None:
    code = (
        "import sys; from human_files.errors import Problem; str(Problem('a', 'b', 'c', 1, 'd'));"
        "print(sorted({'yaml', 'babel', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"LANGUAGE": "en"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("a\x1b[31mb", "a\\x1b[31mb"),
        ("a\rb\x08\x9b", "a\\rb\\x08\\x9b"),
        ("a\u202eb\u2066", "a\\u202eb\\u2066"),
        ("ñandú\tα\n«»", "ñandú\tα\n«»"),
        (Path("a\x07.csv"), "a\\x07.csv"),
        (3, "3"),
    ],
)
def test_what_a_terminal_obeys_is_shown(given, said):
    assert message("{words} was read.", words=given) == f"{said} was read."
    assert said in str(Problem("a.csv", f"{given} is wrong.", "Correct it."))
    assert said in str(Problem(str(given), "is wrong.", "Correct it."))
