import subprocess
from pathlib import Path

import pytest

from honest_results.documents.pandoc_engine import pandoc_path
from honest_results.documents.render import render
from unit.manuscript.demo import LANGUAGES, make_demo, make_rendering

FORMATS = ("html", "pdf", "docx")
MANUSCRIPT = Path(__file__).parents[3] / "manuscript"
FILTER = """
local lay_out = dofile("filters/tables.lua")({{ is_{form} = true }})
function Table(tbl)
  return (lay_out(tbl))
end
"""


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Return the folder of a small compendium on simulated data."""
    return make_demo(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="session")
def articles(demo, tmp_path_factory):
    """Return the path of the demo's article by language and format, rendered by the embedded engine."""
    folder = tmp_path_factory.mktemp("articles")
    paths = {}
    for language in LANGUAGES:
        for name in FORMATS:
            paths[language, name] = folder / f"article.{language}.{name}"
            render(make_rendering(demo, language, name), "pandoc", paths[language, name])
    return paths


@pytest.fixture
def table_laid_out(tmp_path):
    """Return what Pandoc writes of a pipe table after the documents' filter laid it out.

    Takes the form to lay it out for (typst, docx), what Pandoc writes, and the rows.
    """

    def table_laid_out(form, written_as, *rows):
        laying_out = tmp_path / "filter.lua"
        laying_out.write_text(FILTER.format(form=form))
        columns = rows[0].count("|") - 1
        done = subprocess.run(
            [pandoc_path(), "--from=markdown", f"--to={written_as}", f"--lua-filter={laying_out}"],
            input="\n".join([rows[0], "|" + "---|" * columns, *rows[1:]]),
            cwd=MANUSCRIPT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    return table_laid_out
