"""The pipeline of the README, built from nothing but its own words."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

README = Path(__file__).parents[1] / "README.md"

pytestmark = pytest.mark.slow


@pytest.fixture
def pipeline(tmp_path: Path) -> Path:
    """The files that the README shows, each under its name."""
    text = README.read_text(encoding="utf-8")
    files = re.findall(r"^\*\*([\w./]+)\*\*\n\n```\w+\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(files) == 5
    for name, content in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    return tmp_path


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "snakemake", "--cores", "1"],
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def test_one_raw_file_one_fact_one_sentence(pipeline: Path) -> None:
    done = build(pipeline)
    assert done.returncode == 0, done.stderr
    page = (pipeline / "results/demo/paper.en.html").read_text(encoding="utf-8")
    assert "Of 3§ firms, 67%§ have an ally." in words(page)
    assert "count_firms · workflow/scripts/survey/count_firms.py · data/answers.csv" in page
    assert "§ Simulated data: drawn at random by a program (in data)" in words(page)

    edit(pipeline / "Snakefile", "simulated", "observed")
    assert build(pipeline).returncode == 0
    page = (pipeline / "results/demo/paper.en.html").read_text(encoding="utf-8")
    assert "Of 3 firms, 67% have an ally." in words(page)
    assert "banner" not in page


def test_a_typed_result_stops_it_as_the_readme_says(pipeline: Path) -> None:
    edit(pipeline / "paper.en.md", "[survey.allied.share]{.fact}", "67%")
    done = build(pipeline)
    assert done.returncode != 0
    said = re.search(r"```text\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert said and said[1].strip() in done.stderr
