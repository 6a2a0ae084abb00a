"""The README: its example runs as it stands, and prints what it says; so does the plug-in."""

import re
from pathlib import Path

from human_files.plugin_testing import installed
from references import known_formats, read_references
from references.commandline import parser

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


def test_the_plug_in(tmp_path, monkeypatch):
    (pyproject,), (module,) = blocks("Plug-ins", "toml"), blocks("Plug-ins", "python")
    (tmp_path / "export.txt").write_text(
        "ACME EXPORT\nTrust, and what it costs,2020\n", encoding="utf-8"
    )
    with installed(tmp_path / "site", pyproject, {"acme_reader": module}):
        found = read_references(tmp_path / "export.txt")
        assert "Acme export" in known_formats()
    (record,) = found.kept
    assert (found.format, record.title, record.year) == (
        "Acme export",
        "Trust, and what it costs",
        2020,
    )


def test_the_commands_take_what_the_readme_gives_them():
    lines = re.findall(r"^    (references .*)$", README, re.MULTILINE)
    assert len(lines) >= 2
    for line in lines:
        assert parser().parse_args(line.split()[1:]).command
