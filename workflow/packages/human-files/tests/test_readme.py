"""The README: its example runs as it stands, and prints what it says."""

import re
from pathlib import Path

import human_files

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def blocks(section, language):
    """Return the code blocks of a language in a section of the README."""
    text = README.split(f"\n## {section}\n")[1].split("\n## ")[0]
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_example(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (code,) = blocks("Example", "python")
    (expected,) = blocks("Example", "text")
    exec(compile(code, "README.md", "exec"), {})
    said = [line.rstrip() for line in capsys.readouterr().out.splitlines()]
    assert said == [line.rstrip() for line in expected.splitlines()]


def test_the_table_lists_every_public_name():
    named = set(re.findall(r"`(\w+)`", README.split("\n## What is in it\n")[1].split("\n## ")[0]))
    classes = {"Found", "SheetError", "UnreadableFileError"}  # they come with the functions
    assert {*human_files.__all__} - classes <= named
