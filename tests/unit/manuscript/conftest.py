import pytest

from alianzas.manuscript.render import render
from unit.manuscript.demo import LANGUAGES, make_demo, make_job

FORMATS = ("html", "pdf", "docx")


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
