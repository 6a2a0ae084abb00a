"""The documentation: pages made from the code are up to date, links lead somewhere, README is short."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from followed_pages import blocks

ROOT = Path(__file__).resolve().parents[2]
#: What the files of somebody's own study, or cluster, are called as an example.
_EXAMPLES = re.compile(
    r"(?:config/studies|manuscript)/(?:peru|brasil)\b|workflow/profiles/pbs/config\.yaml$"
)
PAGES = sorted(
    [
        ROOT / "README.md",
        *ROOT.glob("docs/**/*.md"),
        *ROOT.glob("workflow/packages/*/*.md"),
        *ROOT.glob("manuscript/*.md"),
    ]
)


def made_pages() -> dict[Path, str]:
    spec = importlib.util.spec_from_file_location("make_pages", ROOT / "docs/make_pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.pages()


def test_pages_made_from_the_code_are_up_to_date() -> None:
    stale = [
        path.relative_to(ROOT).as_posix()
        for path, text in made_pages().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    assert stale == [], "run `make docs`"


def test_every_public_name_has_its_entry() -> None:
    pages = {path.stem: text for path, text in made_pages().items() if path.parent.name == "api"}
    assert {*pages} == {path.parent.name for path in _packages()}
    for name, text in pages.items():
        exported = __import__(name).__all__
        assert len(exported) >= 5, name
        for public in exported:
            assert f"`{name}.{public}`" in text or f".{public}`" in text, (name, public)


def _packages() -> list[Path]:
    found = ROOT.glob("workflow/packages/*/src/*/__init__.py")
    return [path for path in found if not path.parent.name.startswith("snakemake_")]


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_to_files_that_are_there(page: Path) -> None:
    text = re.sub(r"^(```|~~~).*?^\1", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    text = re.sub(r"(?<!\[)`[^`\n]*`(?!\])", "", text)
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [link for link in links if "://" not in link and not link.startswith("mailto:")]
    assert [link for link in local if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_code_that_pages_name_is_there(page: Path) -> None:
    """Paths in backticks, without wildcards and placeholders."""
    if page.name == "CHANGELOG.md":
        return  # says what was
    named = re.findall(
        r"`((?:workflow|config|manuscript|tests|docs)/[\w./-]+)`", page.read_text("utf-8")
    )
    made = {block.file for one in PAGES for block in blocks(one) if block.what == "new"}
    wrong = [
        name
        for name in named
        if not (ROOT / name).exists() and name not in made and not _EXAMPLES.match(name)
    ]
    assert wrong == []


def test_the_readme_is_short() -> None:
    assert (ROOT / "README.md").stat().st_size <= 10_000
