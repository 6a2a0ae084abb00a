"""The list of tables and figures, and the picture of the article, come from the article."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import matplotlib.figure
import pytest
from matplotlib.backends.backend_pdf import PdfPages
from PIL import Image

from alianzas.commandline import pictures_command
from alianzas.commandline.main import main
from alianzas.config.study_files import load_study
from alianzas.synthesis.settled_facts import settled_facts
from honest_results.build.outputs import in_columns, outputs
from honest_results.documents.study_checklists import shared_labels
from honest_results.project import load_project
from honest_results.rule_files import read_rules

ROOT = Path(__file__).resolve().parents[3]


def test_tables_and_figures_are_numbered_apart_in_the_order_of_the_texts() -> None:
    rows = outputs(ROOT, "ecuador", settled_facts(load_study("ecuador", ROOT), ROOT))
    for kind, prefix, least in (
        ("Table", "", 3),
        ("Figure", "", 6),
        ("Table", "A", 8),
        ("Figure", "A", 6),
    ):
        numbers = [row[0] for row in rows if re.fullmatch(rf"{kind} {prefix}\d+", row[0])]
        expected = [f"{kind} {prefix}{number}" for number in range(1, len(numbers) + 1)]
        assert numbers == expected
        assert len(numbers) >= least
    assert all((ROOT / script).is_file() for *_, script in rows)


def test_what_a_rule_makes_is_shown_once_and_not_as_table_and_figure() -> None:
    """A table whose figure prints its numbers is a file of data only."""
    shown = [row[1] for row in outputs(ROOT, "ecuador", {})]
    # A comparison of several studies is no study's document.
    rules = [rule for rule in read_rules(ROOT).values() if "/pooled/" not in rule.script]
    tables = {f"tbl-{name}".replace("_", "-") for rule in rules for name in rule.tables}
    figures = {f"fig-{name}".replace("_", "-") for rule in rules for name in rule.figures}
    assert len(shown) == len(set(shown))
    assert set(shown) <= tables | figures
    of_any_study = shared_labels(load_project(ROOT).documents, "en", ROOT)
    unseen = (tables | figures) - {*shown, *of_any_study}
    assert {f"fig-{table.removeprefix('tbl-')}" for table in unseen} <= figures & set(shown)
    assert unseen, "the test has something to hold"


def test_columns_are_aligned() -> None:
    lines = in_columns([("Table 1", "tbl-a", "make_a", "a.py"), ("Figure 10", "b", "c", "d")])
    assert {
        line.index(word) for line, word in zip(lines, ("Rule", "make_a", "c"), strict=True)
    } == {lines[0].index("Rule")}


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm is not installed")
def test_the_picture_shows_pages_side_by_side(tmp_path: Path) -> None:
    with PdfPages(tmp_path / "a.pdf") as pages:
        for colour in ("red", "lime", "blue", "black"):
            figure = matplotlib.figure.Figure(figsize=(8.27, 11.69), facecolor=colour)
            pages.savefig(figure)
    pictures_command.draw(tmp_path / "a.pdf", [1, 4, 2], tmp_path / "a.png")
    picture = Image.open(tmp_path / "a.png").convert("RGB")
    step = pictures_command.WIDTH + pictures_command.GAP
    middle = [
        picture.getpixel((pictures_command.GAP + step * page + 100, picture.height // 2))
        for page in range(3)
    ]
    assert middle == [(255, 0, 0), (0, 0, 0), (0, 255, 0)]
    assert picture.width == 3 * step + pictures_command.GAP


def test_without_an_article_it_says_what_to_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "config", tmp_path / "config")
    (tmp_path / "Snakefile").touch()
    monkeypatch.chdir(tmp_path)
    assert main(["pictures"]) == 1
    assert "make paper" in capsys.readouterr().err
