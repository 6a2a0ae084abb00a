"""What docs/CONTRIBUTING.md tells a newcomer to do is done to the letter, and works."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from compendium import ROOT, Compendium, copy_project
from cut_study.cutting import cut

PAGE = ROOT / "docs/CONTRIBUTING.md"
_BLOCK = re.compile(
    r'^<!-- (?P<what>new|append|before|replace)(?: "(?P<old>.*?)" in)?: (?P<file>\S+) -->\n'
    r"```\w+\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)


def follow(folder: Path) -> list[str]:
    """Do what the page says in ``folder``; return the files it touches."""
    touched = []
    for block in _BLOCK.finditer(PAGE.read_text(encoding="utf-8")):
        path, text = folder / block["file"], block["text"]
        touched.append(block["file"])
        if block["what"] == "new":
            assert not path.exists(), path
            path.write_text(text, encoding="utf-8")
            continue
        before = path.read_text(encoding="utf-8")
        if block["what"] == "append":
            gap = "\n\n" if text.startswith("def ") else ""  # the formatter takes it from the page
            after = before + gap + text
        else:
            old = block["old"]
            assert before.count(old) == 1, (block["file"], old)
            # A line's end belongs to the block, and not to what it takes the place of.
            new = f"{text}\n{old}" if block["what"] == "before" else text.removesuffix("\n")
            after = before.replace(old, new)
        path.write_text(after, encoding="utf-8")
    return touched


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Compendium:
    def change(folder: Path) -> None:
        follow(folder)
        added = {language: _added(folder, language) for language in ("en", "es")}
        cut(folder)
        for language, text in added.items():  # the cut study has no appendix
            article = folder / f"manuscript/article.{language}.qmd"
            before, references, after = article.read_text("utf-8").rpartition("\n# ")
            article.write_text(f"{before}\n{text}{references}{after}", "utf-8")

    return copy_project(tmp_path_factory.mktemp("contributing") / "alianzas", change)


def _added(folder: Path, language: str) -> str:
    """Return the part of the appendix that the page added."""
    text = (folder / f"manuscript/appendix.{language}.qmd").read_text(encoding="utf-8")
    begin = re.search(r"^(?:The studies span|Los estudios abarcan)", text, re.MULTILINE)
    end = re.search(r"^## (?:Codes and gaps|Códigos y vacíos)", text, re.MULTILINE)
    assert begin and end
    return text[begin.start() : end.start()]


def test_the_changed_study_is_in_order(tmp_path: Path) -> None:
    whole = copy_project(tmp_path / "alianzas", lambda folder: follow(folder) and None)
    checked = whole.alianzas("check")
    assert checked.returncode == 0, checked.stderr


@pytest.mark.slow
def test_the_new_fact_table_figure_and_claim_are_in_the_article(followed: Compendium) -> None:
    built = followed.build()
    assert built.returncode == 0, built.stderr[-2000:]
    results = followed.folder / "results/ecuador"
    facts = json.loads((results / "facts.json").read_text("utf-8"))["facts"]
    page = (results / "article.en.html").read_text("utf-8")
    assert facts["literature.decades.n"]["rule"] == "count_decades"
    assert "Included studies by decade" in page and "fig-decades" in page
    assert (results / "figures/decades.es.png").is_file()
    claims = json.loads((results / "claims.json").read_text("utf-8"))["claims"]
    (claim,) = (claim for claim in claims if claim["id"] == "two_decades")
    n = facts["literature.decades.n"]["value"]
    assert claim["verdict"] == ("supported" if n >= 2 else "not_testable")
    traced = followed.alianzas("trace", "literature.decades.n")
    assert "decades.py" in traced.stdout


@pytest.mark.slow
def test_the_new_reader_reads_and_its_test_passes(followed: Compendium) -> None:
    package = followed.folder / "workflow/packages/references"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/formats/test_index_cards.py"],
        cwd=package,
        env=followed.environment(),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
    cards = followed.folder / "cards.txt"
    cards.write_text("# Trust\nAuthors: Ash, A.\n", encoding="utf-8")
    read = followed.alianzas(
        "literature", "import", "cards.txt", "--output", "r.csv", "--language", "es"
    )
    assert read.returncode == 0 and "fichas" in read.stdout, read.stdout + read.stderr


@pytest.mark.slow
def test_the_new_code_is_in_order(followed: Compendium) -> None:
    files = [file for file in dict.fromkeys(follow_files()) if file.endswith(".py")]
    for command in (["ruff", "check", *files], ["ruff", "format", "--check", *files]):
        done = subprocess.run(
            [Path(sys.executable).with_name(command[0]), *command[1:]],
            cwd=followed.folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout


def follow_files() -> list[str]:
    """Return the files that the page touches."""
    return [block["file"] for block in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]
