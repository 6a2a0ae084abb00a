import subprocess
from pathlib import Path

import pytest

from alianzas.manuscript.embedded import pandoc_path
from alianzas.manuscript.render import render
from unit.manuscript.demo import LANGUAGES, make_demo, make_job

FORMATS = ("html", "pdf", "docx")
TABLES = Path(__file__).parents[3] / "manuscript/filters/tables.lua"
FILTER = """
local lay_out = dofile("{file}")({{ is_{form} = true }})
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
            render(make_job(demo, language, name), "pandoc", paths[language, name])
    return paths


@pytest.fixture
def table_laid_out(tmp_path):
    """Return what Pandoc writes of a pipe table after the documents' filter laid it out.

    Takes the form to lay it out for (typst, docx), what Pandoc writes, and the rows.
    """

    def table_laid_out(form, written_as, *rows):
        (tmp_path / "filter.lua").write_text(FILTER.format(file=TABLES, form=form))
        columns = rows[0].count("|") - 1
        done = subprocess.run(
            [pandoc_path(), "--from=markdown", f"--to={written_as}", "--lua-filter=filter.lua"],
            input="\n".join([rows[0], "|" + "---|" * columns, *rows[1:]]),
            cwd=tmp_path,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    return table_laid_out
