"""What docs/CONTRIBUTING.md and the guide to tables tell a newcomer to do is done, and works."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from compendium import ROOT, Compendium, copy_project
from cut_study.cutting import cut
from followed_pages import blocks, follow

#: The guide first: what the other page adds rests on it.
PAGES = [ROOT / "docs/guides/your-table.en.md", ROOT / "docs/CONTRIBUTING.md"]


def follow_all(folder: Path) -> list[str]:
    """Do what the pages say in ``folder``, for Ecuador; return the files they touch."""
    for page in PAGES:
        copy = folder / f"followed-{page.name}"
        copy.write_text(page.read_text("utf-8").replace("/peru/", "/ecuador/"), "utf-8")
        follow(copy, folder)
        copy.unlink()
    return [block.file for page in PAGES for block in blocks(page)]


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> Compendium:
    def change(folder: Path) -> None:
        follow_all(folder)
        added = "\n".join(block.text for block in blocks(PAGES[0]) if block.what == "text")
        cut(folder)
        article = folder / "manuscript/article.en.qmd"  # the cut study has no appendix
        before, references, after = article.read_text("utf-8").rpartition("\n# ")
        text = re.sub(r" after=\"[^\"]*\"", "", added)
        article.write_text(f"{before}\n{text}{references}{after}", "utf-8")

    return copy_project(tmp_path_factory.mktemp("contributing") / "alianzas", change)


def test_the_changed_study_is_in_order(tmp_path: Path) -> None:
    whole = copy_project(tmp_path / "alianzas", lambda folder: follow_all(folder) and None)
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
    files = [
        file
        for file in dict.fromkeys(block.file for page in PAGES for block in blocks(page))
        if file.endswith(".py")
    ]
    for command in (["ruff", "check", *files], ["ruff", "format", "--check", *files]):
        done = subprocess.run(
            [Path(sys.executable).with_name(command[0]), *command[1:]],
            cwd=followed.folder,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout
