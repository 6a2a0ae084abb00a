"""A draft of the real study: all of it, few replicates, in one folder; and its preview."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from alianzas.config.draft_replicates import DRAFT_NUMBERS
from compendium import Compendium

RESULTS = "draft/results/ecuador"
PAGES = ("article.es.html", "appendix.es.html", "claims.es.html")


def test_a_first_look_from_nothing(unbuilt: Compendium) -> None:
    """One draft is made, and all looked at: it takes its time."""
    done = unbuilt.alianzas("draft", "--language", "es")
    assert done.returncode == 0, done.stdout + done.stderr
    for page in PAGES:
        assert f"  {RESULTS}/{page}" in done.stdout
    every_page_says_that_it_is_a_draft(unbuilt.folder)
    its_numbers_are_its_own(unbuilt.folder)
    nothing_is_made_that_no_page_shows(unbuilt.folder)
    nobody_takes_it_for_results(unbuilt)
    done = unbuilt.alianzas("draft", "--language", "es")
    assert "Up to date." in done.stdout, done.stdout + done.stderr
    its_preview_follows_text_and_labels(unbuilt)


def every_page_says_that_it_is_a_draft(folder: Path) -> None:
    for name in PAGES:
        page = (folder / RESULTS / name).read_text(encoding="utf-8")
        assert "<title>Borrador: " in page
        banner = re.search(r'<p class="draft" role="note">(.*?)</p>', page)
        assert banner and "pocas repeticiones" in banner[1] and "No citar" in banner[1]
    drawings = list((folder / RESULTS / "figures").glob("*.svg"))
    assert len(drawings) > 15
    for drawing in drawings:
        assert "<!-- Borrador: pocas repeticiones" in drawing.read_text(encoding="utf-8")


def its_numbers_are_its_own(folder: Path) -> None:
    merged = json.loads((folder / RESULTS / "facts.json").read_text(encoding="utf-8"))
    assert merged["draft"] is True and merged["languages"] == ["es"]
    facts = merged["facts"]
    for key, address in {
        "survey.drivers.bootstrap.n": "survey.drivers.replicates",
        "survey.income.quantiles.replicates": "survey.income.replicates",
        "survey.measurement.replicates.n": "survey.measurement.replicates",
        "survey.measurement.draws.n": "survey.measurement.draws",
        "survey.robustness.drivers.permutations.n": "survey.robustness.permutations",
        "survey.robustness.recovery.n": "survey.robustness.recovery.data_sets",
        "survey.robustness.recovery.costly.n": "survey.robustness.recovery.costly_data_sets",
        "survey.robustness.recovery.resamples.n": "survey.robustness.recovery.resamples",
    }.items():
        assert facts[key]["value"] == DRAFT_NUMBERS[address], key
    page = (folder / RESULTS / "appendix.es.html").read_text(encoding="utf-8")
    for key in ("survey.drivers.bootstrap.n", "survey.robustness.drivers.permutations.n"):
        link = re.search(
            rf'<a class="fact[^>]*href="#card-{re.escape(key)}"[^>]*>([^<]*)</a>', page
        )
        assert link and link[1] == str(facts[key]["value"]), key
    source = json.loads((folder / RESULTS / "source.json").read_text(encoding="utf-8"))["facts"]
    commit = subprocess.run(
        ["git", "rev-parse", "--short=10", "HEAD"], cwd=folder, capture_output=True, text=True
    ).stdout.strip()
    assert commit in source["colophon.commit"]["text"]["es"]


def nothing_is_made_that_no_page_shows(folder: Path) -> None:
    made = [path.name for path in (folder / "draft/results").rglob("*") if path.is_file()]
    assert [name for name in made if name.endswith((".pdf", ".docx", ".png"))] == []
    assert [name for name in made if ".en." in name] == []
    assert not (folder / "results").exists() and not (folder / "logs").exists()
    changed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=folder, capture_output=True, text=True
    )
    assert changed.stdout == ""


def nobody_takes_it_for_results(compendium: Compendium) -> None:
    for command in (["trace", "survey.drivers.bootstrap.n"], ["claims"], ["preview"]):
        done = compendium.alianzas(*command)
        told = re.search(r"Run `make paper(?: STUDY=ecuador)?` first\.", done.stderr)
        assert done.returncode == 1 and told, (command, done.stderr)
    done = compendium.alianzas("check")
    assert done.returncode == 0, done.stderr
    done = compendium.run("-m", "snakemake", "--dry-run", "--quiet")
    assert "Nothing to be done" not in done.stdout + done.stderr


@contextmanager
def previewed(compendium: Compendium) -> Iterator[Callable[[], str]]:
    """Give what reads the page of the draft as a browser gets it."""
    code = "import sys; from alianzas.commandline.main import main; sys.exit(main())"
    with subprocess.Popen(
        [sys.executable, "-c", code, "preview", "--draft", "--no-browser"],
        cwd=compendium.folder,
        env=compendium.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout
        address = process.stdout.readline().split()[-1]

        def page() -> str:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return str(answer.read().decode())

        try:
            yield page
        finally:
            process.send_signal(signal.SIGINT)
            said = process.stdout.read()
            code = process.wait(60)
    assert code == 0 and said.endswith("The preview has ended.\n"), said


def its_preview_follows_text_and_labels(compendium: Compendium) -> None:
    before = (compendium.folder / RESULTS / "article.es.html").read_bytes()
    with previewed(compendium) as page:
        seen(page, "condición que los organismos")
        assert '<p class="draft"' in page() and "<title>Borrador: " in page()
        article = "manuscript/ecuador/article.es.qmd"
        compendium.edit(article, "condición que los", "circunstancia que los")
        seen(page, "circunstancia que los organismos")
        compendium.edit(
            "config/languages/es/labels/synthesis.yaml",
            '"Metainferencia"',
            '"Metainferencia (est.)"',
        )
        seen(page, "Metainferencia (est.)")
    after = compendium.folder / RESULTS / "tables/joint_display.es.md"
    assert "Metainferencia (est.)" in after.read_text(encoding="utf-8"), (
        "by the rule that makes the table"
    )
    assert (compendium.folder / RESULTS / "article.es.html").read_bytes() == before
    assert not (compendium.folder / "results").exists()


def seen(page: Callable[[], str], words: str) -> None:
    end = time.monotonic() + 300
    while words not in page():
        if time.monotonic() > end:
            pytest.fail(f"not seen: {words}")
        time.sleep(0.2)
