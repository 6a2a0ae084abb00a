"""The README: its example runs as it stands, and prints what it says; so does the plug-in."""

import re
from pathlib import Path

from field_files import read_survey
from field_files.commandline import parser
from human_files.plugin_testing import installed

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
    (tmp_path / "export.csv").write_text(
        "acme_id,q1\nId,Do you trust them?\n7,yes\n", encoding="utf-8"
    )
    with installed(tmp_path / "site", pyproject, {"acme_surveys": module}):
        export = read_survey(tmp_path / "export.csv")
    assert (export.format, export.wording["q1"]) == ("Acme Surveys", "Do you trust them?")
    assert export.rows == [(3, ["7", "yes"])]


def test_the_commands_take_what_the_readme_gives_them():
    lines = re.findall(r"^    (field-files .*)$", README, re.MULTILINE)
    assert len(lines) >= 2
    for line in lines:
        assert parser().parse_args(line.split()[1:]).command
