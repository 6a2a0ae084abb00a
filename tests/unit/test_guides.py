"""The guides say the same in every language, and every command that they give exists."""

from __future__ import annotations

import contextlib
import io
import re
import shlex
from pathlib import Path

import pytest

from alianzas.commandline.main import parser
from followed_pages import blocks
from human_files.language.grammar import known_languages

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs/guides"
GUIDES = sorted({path.name.split(".")[0] for path in FOLDER.glob("*.*.md")})
PAGES = sorted(FOLDER.glob("*.*.md"))
#: What a guide calls the study, its country and its language, which differ by the guide's own.
_OWN = [
    (r"\b(?:peru|brasil)\b", "STUDY"),
    (r"\b(?:PE|BR)\b", "COUNTRY"),
    (r"(?<=LANGUAGE=)(?:en|es|pt)\b", "CODE"),
    (r"(?<=[./])(?:en|es|pt)(?=[./\s]|$)", "CODE"),
    (r"\b(?:ADDRESS|DIRECCIÓN|ENDEREÇO)\b", "ADDRESS"),
    (r'(?<=-m )"[^"]*"', "WORDS"),
]
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def page(guide: str, language: str) -> str:
    return (FOLDER / f"{guide}.{language}.md").read_text(encoding="utf-8")


def same_for_all(text: str) -> str:
    """Return a text without what a guide's language decides."""
    for pattern, words in _OWN:
        text = re.sub(pattern, words, text)
    return text


def headings(text: str) -> list[str]:
    """Return the signs and numbers of the headings outside of code: "## 1."."""
    return re.findall(r"^#+(?: \d+\.)?(?= )", _FENCE.sub("", text), re.MULTILINE)


def commands(text: str) -> list[str]:
    """Return the lines of a page's blocks that are typed in a terminal, without comments."""
    typed = [body for kind, body in _FENCE.findall(text) if kind == "console"]
    lines = [line.partition(" #")[0].rstrip() for body in typed for line in body.splitlines()]
    return [line for line in lines if line]


def named_commands(text: str) -> list[str]:
    """Return what a page says to type, in blocks and within sentences."""
    within = re.findall(r"`((?:make|alianzas|\.venv/bin/alianzas) [^`\n]+)`", _FENCE.sub("", text))
    return [*commands(text), *within]


def test_there_are_guides() -> None:
    assert len(GUIDES) == 6


@pytest.mark.parametrize("guide", GUIDES)
def test_a_guide_is_the_same_in_every_language(guide: str) -> None:
    english = page(guide, "en")
    for language in known_languages(ROOT):
        other = page(guide, language)
        assert headings(other) == headings(english), language
        assert [*map(same_for_all, commands(other))] == [*map(same_for_all, commands(english))]
        links = f"({guide}.{{}}.md)"
        others = [code for code in known_languages(ROOT) if code != language]
        assert all(links.format(code) in other for code in others), language
        assert f"{FOLDER.name}/README.md" not in other and "(README.md)" in other


@pytest.mark.parametrize("guide", GUIDES)
def test_code_to_copy_is_the_same_in_every_language(guide: str) -> None:
    """Also where it is put; words for readers are in the guide's language."""
    code = {".py", ".smk", ""}
    english = FOLDER / f"{guide}.en.md"
    for language in known_languages(ROOT):
        mine, theirs = ([*blocks(FOLDER / f"{guide}.{one}.md")] for one in (language, "en"))
        assert [(block.what, same_for_all(block.file)) for block in mine] == [
            (block.what, same_for_all(block.file)) for block in theirs
        ], (language, english)
        copied = [[b for b in found if Path(b.file).suffix in code] for found in (mine, theirs)]
        assert copied[0] == copied[1]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    wrong = [line for line in named_commands(text) if not exists(line)]
    assert wrong == []


def exists(line: str) -> bool:
    """Say whether a command of `make` or `alianzas` exists, with its arguments."""
    program, *arguments = shlex.split(line)
    if program == "make":
        return all(_is_known_to_make(argument) for argument in arguments)
    if Path(program).name != "alianzas":
        return program in ("git", "cd") or (ROOT / program).exists()
    with contextlib.redirect_stderr(io.StringIO()), contextlib.suppress(SystemExit):
        parser().parse_args(arguments)
        return True
    return False


def _is_known_to_make(argument: str) -> bool:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    name, sign, _ = argument.partition("=")
    pattern = rf"\$\(.*\b{name}\)" if sign else rf"^{re.escape(name)}:"
    return re.search(pattern, text, re.MULTILINE) is not None


def test_a_command_that_does_not_exist_is_found() -> None:
    assert not exists("make everything") and not exists("make draft COUNTRIES=2")
    assert not exists("alianzas drafts") and not exists(".venv/bin/alianzas draft --fast")
    assert exists("make check STUDY=peru QUICK=1") and exists("alianzas trace 42%")


def test_every_guide_is_in_the_list() -> None:
    text = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert {*re.findall(r"\(([\w-]+\.\w+\.md)\)", text)} == {path.name for path in PAGES}
    assert all(text.index(f"({guide}.en.md)") for guide in GUIDES)
