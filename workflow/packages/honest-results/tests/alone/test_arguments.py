"""What a person may say to a script that runs alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from honest_results.alone.arguments import Asked, read_arguments, wildcards
from honest_results.project import Project
from human_files.errors import ConfigurationError

DOCUMENTS = [{"name": "article"}, {"name": "claims", "prefix": "C", "formats": ["html"]}]
PROJECT = Project.model_validate({"studies": ["demo", "other"], "documents": DOCUMENTS})


def chosen(names: list[str], *arguments: str) -> dict[str, str]:
    return wildcards("fit", names, read_arguments("fit", arguments), PROJECT, parts=4)


def test_without_a_word_it_is_the_first_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "es_EC.UTF-8")
    assert chosen(["study"]) == {"study": "demo"}
    assert chosen(["study", "scatteritem"]) == {"study": "demo", "scatteritem": "1-of-4"}
    assert chosen(["document", "format", "lang", "study"]) == {
        "study": "demo",
        "document": "article",
        "lang": "es",
        "format": "html",
    }


def test_every_wildcard_can_be_named() -> None:
    said = ("other", "--language", "en", "--document", "claims", "--format", "html")
    assert list(chosen(["study", "lang", "document", "format"], *said).values()) == [
        "other",
        "claims",
        "en",
        "html",
    ]
    assert chosen(["scatteritem"], "--part", "3") == {"scatteritem": "3-of-4"}
    assert chosen(["scatteritem"], "--part", "3-of-4") == {"scatteritem": "3-of-4"}


@pytest.mark.parametrize(
    ("names", "said", "told"),
    [
        (["study"], ("peru",), 'study "peru" is none of the project'),
        (["study"], ("--part", "2"), "knows no --part"),
        (["scatteritem"], ("--part", "5"), '--part "5-of-4" is none'),
        (["document", "format"], ("--document", "claims", "--format", "pdf"), '--format "pdf"'),
    ],
)
def test_what_the_project_does_not_have_is_told(
    names: list[str], said: tuple[str, ...], told: str
) -> None:
    with pytest.raises(ConfigurationError, match=told):
        chosen(names, *said)


def test_the_folder_is_read_as_a_path() -> None:
    assert read_arguments("fit", ["demo", "--output", "x y"]) == Asked("demo", {}, Path("x y"))
