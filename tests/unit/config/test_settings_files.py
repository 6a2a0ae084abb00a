import shutil
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from honest_results.project import Project, load_project
from human_files.errors import ConfigurationError
from human_files.settings_files import load_model

ROOT = Path(__file__).parents[3]


@pytest.fixture
def study(tmp_path):
    """A copy of the study file and a function that changes it and reads it."""
    folder = tmp_path / "config" / "studies"
    folder.mkdir(parents=True)
    path = folder / "ecuador.yaml"
    shutil.copy(ROOT / "config/studies/ecuador.yaml", path)

    def changed(old, new):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_study("ecuador", tmp_path)

    return changed


def problems(call, *arguments):
    with pytest.raises(ConfigurationError) as caught:
        call(*arguments)
    return caught.value.problems


def test_the_shipped_files_are_valid():
    for name in load_project(ROOT).studies:
        assert load_study(name, ROOT).study == name


def test_a_misspelt_key_names_line_and_nearest(study):
    found = problems(study, "\n  focus_window:", "\n  focus_windw:")
    (unknown,) = [problem for problem in found if "focus_windw" in problem.found]
    lines = (ROOT / "config/studies/ecuador.yaml").read_text(encoding="utf-8").splitlines()
    assert unknown.file == "config/studies/ecuador.yaml"
    assert lines[unknown.row - 1].startswith("  focus_window:")
    assert 'Did you mean "focus_window"' in unknown.advice
    assert [p.column for p in found if p is not unknown] == ["literature.focus_window"]


def test_all_mistakes_at_once(study):
    study_text = problems(study, "confidence: 0.95", "confidence: 95\ncolour: red")
    assert {p.column for p in study_text} == {"confidence", "colour"}


def test_years_the_wrong_way_round(study):
    (problem,) = problems(study, "first: 2014, last: 2025", "first: 2025, last: 2014")
    assert "ends (2014) before it begins (2025)" in problem.found


def test_an_unknown_provenance_level(study):
    (problem,) = problems(study, "provenance: illustrative", "provenance: invented")
    assert "invented" in problem.found and "illustrative" in problem.found


def test_a_key_that_stands_twice(study):
    (problem,) = problems(study, "seed: 20260129", "seed: 1\nseed: 2")
    assert '"seed" is given twice' in problem.found and problem.row


def test_a_study_under_another_name(study):
    (problem,) = problems(study, "study: ecuador", "study: peru")
    assert 'calls itself "peru"' in problem.found


def test_an_unknown_study_names_the_nearest(study):
    with pytest.raises(ConfigurationError, match='Did you mean "ecuador"'):
        load_study("ecuadro", ROOT)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"studies: [ecuador\n", "not valid YAML"),
        ("studies: [año]".encode("utf-16"), "not UTF-8"),
        (b"studies: []\n", "at least 1 item"),
        (b"", "is empty"),
        (b"studies: [ecuador]\nengine: word\n", "'word' is not allowed"),
        (b"studies: [ecuador]\nlanguages: [fr]\n", "'fr' is not allowed"),
        (b"studies: [Ecuador]\n", "'Ecuador' is not allowed"),
    ],
)
def test_a_broken_project_file(tmp_path, text, message):
    path = tmp_path / "config.yaml"
    path.write_bytes(text)
    with pytest.raises(ConfigurationError, match=f"(?i){message}"):
        load_model(path, Project)


def test_a_missing_file(tmp_path):
    with pytest.raises(ConfigurationError, match="does not exist"):
        load_model(tmp_path / "config.yaml", Project)


@pytest.mark.parametrize(
    ("name", "suggested"), [("Web of Science", "web-of-science"), ("física_2", "fisica-2")]
)
def test_a_name_that_cannot_be_is_answered_in_words(study, name, suggested):
    """Not with the pattern that checks it."""
    (problem,) = problems(study, "- name: akinson", f"- name: {name}")
    assert problem.found == f"{name!r} is not allowed here."
    assert problem.advice.endswith(f'beginning with a letter, such as "{suggested}".')


def test_another_number_of_readers_than_two_is_answered_with_what_to_do(study):
    line = "      - {name: pass-2, file: data/ecuador/literature/screening-pass-2.csv, provenance: "
    (problem,) = problems(study, f"{line}reconstructed}}\n", "")
    assert problem.column == "literature.screening.passes"
    assert problem.found.startswith(
        "there must be two passes, not 1: two readers judge each record."
    )


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a list\n", "words\n"])
def test_a_file_without_keys_is_told_in_plain_words(text, tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    [problem] = problems(load_model, path, Project, "config/config.yaml")
    empty = not text or text.startswith("#")
    assert problem.found == ("is empty." if empty else "keys with values belong here.")
    assert "`studies:`" in problem.advice
    assert problem.column is None
