import pytest

from honest_results.comparison import (
    COMPARISON,
    are_comparable,
    comparison_project,
    languages_in_common,
)
from honest_results.project import load_project
from human_files.errors import ConfigurationError


@pytest.fixture
def compendium(tmp_path):
    """Return a function: studies by name, each with its languages and branches."""

    def make(**studies):
        for name, (languages, branches) in studies.items():
            folder = tmp_path / "config/studies" / name
            folder.mkdir(parents=True)
            (folder / "study.yaml").write_text(f"languages: [{', '.join(languages)}]\n")
            for branch in branches:
                (folder / f"{branch}.yaml").write_text("")
        for language in ("en", "es", "pt"):
            folder = tmp_path / "config/languages" / language
            folder.mkdir(parents=True)
            (folder / "language.yaml").write_text("name: x\n")
        (tmp_path / "config/config.yaml").write_text("languages: [en]\n")
        return tmp_path

    return make


def test_the_languages_are_those_that_all_studies_have(compendium):
    root = compendium(one=(["en", "es", "pt"], []), two=(["pt", "es"], []))
    assert languages_in_common(load_project(root), ["one", "two"]) == ["es", "pt"]
    assert languages_in_common(load_project(root), ["two", "one"]) == ["pt", "es"]


def test_without_a_common_language_it_is_the_first_studys(compendium):
    root = compendium(one=(["es"], []), two=(["pt"], []))
    assert languages_in_common(load_project(root), ["one", "two"]) == ["es"]


def test_it_is_built_like_a_study_with_one_document(compendium):
    root = compendium(one=(["en", "es"], []), two=(["es"], []))
    project = comparison_project(load_project(root))
    assert project.rendered_by_study(root) == [
        [f"results/pooled/comparison.es.{form}" for form in project.formats_of(COMPARISON)]
    ]


def test_studies_are_comparable_where_two_have_a_branch(compendium):
    root = compendium(
        one=(["en"], ["survey"]), two=(["en"], ["literature"]), three=(["en"], ["survey", "cases"])
    )
    assert are_comparable(["one", "three"], root)
    assert are_comparable(["one", "two", "three"], root)
    assert not are_comparable(["one", "two"], root)
    assert not are_comparable(["three"], root)


def test_no_study_is_called_like_the_folder_of_comparisons(compendium):
    root = compendium(pooled=(["en"], ["survey"]))
    with pytest.raises(ConfigurationError, match="pooled"):
        load_project(root)
