"""What the guides tell an author to do is done to the letter, in a study and language of their own."""

from __future__ import annotations

from pathlib import Path

import pytest

from compendium import ROOT, copy_project
from followed_pages import follow

GUIDES = ROOT / "docs/guides"
#: By language of the guide: the study, its country, and a sentence of the guide's own.
STUDIES = {
    "es": ("peru", "PE", "Estudios incluidos por década."),
    "pt": ("brasil", "BR", "Estudos incluídos por década."),
}


@pytest.mark.slow
@pytest.mark.parametrize("language", STUDIES)
def test_a_first_study_gets_a_table_and_a_figure_of_its_own(language: str, tmp_path: Path) -> None:
    """The guide on a first study, with one branch, and then that on tables and figures."""
    study, country, words = STUDIES[language]
    made = copy_project(tmp_path / "alianzas")
    whole = ["--country", country, "--languages", language, "--branches", "literature"]
    for command in (["new", study, *whole], ["simulate", study]):
        done = made.alianzas(*command)
        assert done.returncode == 0, done.stderr
    touched = follow(GUIDES / f"your-table.{language}.md", made.folder)
    assert f"manuscript/{study}/appendix.{language}.qmd" in touched
    checked = made.alianzas("check", study, "--quick")
    assert checked.returncode == 0 and "own.column" not in checked.stdout, checked.stderr
    drawn = made.alianzas("draft", study)
    assert drawn.returncode == 0, drawn.stderr
    page = (made.folder / f"draft/results/{study}/appendix.{language}.html").read_text("utf-8")
    assert words in page and "fig-decades" in page and "tbl-decades" in page
