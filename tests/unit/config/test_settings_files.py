import shutil
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from honest_results.project import Project, codebook_file, load_project, with_studies
from human_files.errors import ConfigurationError
from human_files.settings_files import load_model

ROOT = Path(__file__).parents[3]


@pytest.fixture
def study(tmp_path):
    """A copy of the study and a function that changes one of its files and reads it."""
    folder = tmp_path / "config/studies/ecuador"
    shutil.copytree(ROOT / "config/studies/ecuador", folder)

    def changed(old, new, section="study"):
        path = folder / f"{section}.yaml"
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
    found = problems(study, "\nfocus_window:", "\nfocus_windw:", "literature")
    (unknown,) = [problem for problem in found if "focus_windw" in problem.found]
    file = "config/studies/ecuador/literature.yaml"
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    assert unknown.file == file
    assert lines[unknown.row - 1].startswith("focus_window:")
    assert 'Did you mean "focus_window"' in unknown.advice
    assert [p.column for p in found if p is not unknown] == ["focus_window"]


def test_all_mistakes_at_once(study):
    study_text = problems(study, "confidence: 0.95", "confidence: 95\ncolour: red")
    assert {p.column for p in study_text} == {"confidence", "colour"}


def test_years_the_wrong_way_round(study):
    (problem,) = problems(study, "first: 2014, last: 2025", "first: 2025, last: 2014", "literature")
    assert "ends (2014) before it begins (2025)" in problem.found


def test_an_unknown_provenance_level(study):
    (problem,) = problems(study, "provenance: illustrative", "provenance: invented", "cases")
    assert "invented" in problem.found and "illustrative" in problem.advice


def test_a_key_that_stands_twice(study):
    (problem,) = problems(study, "seed: 20260129", "seed: 1\nseed: 2")
    assert '"seed" is given twice' in problem.found and problem.row


def test_a_study_in_one_file_is_told_what_to_do(tmp_path):
    file = tmp_path / "config/studies/peru.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("country:\n", encoding="utf-8")
    (problem,) = problems(load_study, "peru", tmp_path)
    assert "a study is a folder" in problem.found and "study.yaml" in problem.advice


def test_mistakes_of_all_files_are_told_at_once(study, tmp_path):
    problems(study, "seed: 20260129", "seed: many")
    found = problems(study, "\nwindow:", "\nwindw:", "literature")
    assert {p.file.rsplit("/", 1)[-1] for p in found} == {"study.yaml", "literature.yaml"}


@pytest.mark.parametrize("kept", [("cases",), ("literature", "survey"), ("synthesis",)])
def test_a_study_has_the_branches_of_its_files(study, tmp_path, kept):
    folder = tmp_path / "config/studies/ecuador"
    for branch in {"literature", "cases", "survey", "synthesis"} - {*kept}:
        (folder / f"{branch}.yaml").unlink()
    read = load_study("ecuador", tmp_path)
    there = [b for b in ("literature", "cases", "survey", "synthesis") if getattr(read, b)]
    assert tuple(there) == kept
    (folder / f"{kept[0]}.yaml").write_text("", encoding="utf-8")
    if kept == ("synthesis",):
        assert load_study("ecuador", tmp_path).synthesis is not None, "all as by default"
    else:
        assert "is empty" in problems(load_study, "ecuador", tmp_path)[0].found


def test_a_study_without_a_branch_is_none(tmp_path):
    folder = tmp_path / "config/studies/ecuador"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "config/studies/ecuador/study.yaml", folder)
    (problem,) = problems(load_study, "ecuador", tmp_path)
    assert problem.found == "has no branch." and "survey.yaml" in problem.advice


def test_without_names_all_studies_are_built(tmp_path):
    (tmp_path / "config").mkdir()
    (tmp_path / "config/config.yaml").write_text("languages: [en]\n", encoding="utf-8")
    assert "holds no study" in problems(load_project, tmp_path)[0].found
    for name in ("peru", "chile"):
        shutil.copytree(ROOT / "config/studies/ecuador", tmp_path / "config/studies" / name)
    assert load_project(tmp_path).studies == ["chile", "peru"]


def test_a_codebook_of_its_own_counts_before_the_shared_one(tmp_path):
    assert codebook_file("peru", "claims", tmp_path) == "config/codebooks/claims.yaml"
    own = tmp_path / "config/studies/peru/claims.yaml"
    own.parent.mkdir(parents=True)
    own.touch()
    assert codebook_file("peru", "claims", tmp_path) == "config/studies/peru/claims.yaml"
    assert codebook_file("chile", "claims", tmp_path) == "config/codebooks/claims.yaml"


def test_an_unknown_study_names_the_nearest(study):
    with pytest.raises(ConfigurationError, match='Did you mean "ecuador"'):
        load_study("ecuadro", ROOT)


def test_a_language_without_a_folder_is_refused():
    project = Project(studies=["ecuador"], languages=["fr"])
    with pytest.raises(ConfigurationError, match='no language "fr"'):
        with_studies(project, ROOT)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"studies: [ecuador\n", "not valid YAML"),
        ("studies: [año]".encode("utf-16"), "not UTF-8"),
        (b"studies: [ecuador]\nengine: word\n", '"word" is not allowed'),
        (b"studies: [ecuador]\nlanguages: [French]\n", '"French" is not allowed'),
        (b"studies: [Ecuador]\n", '"Ecuador" is not allowed'),
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
    (problem,) = problems(study, "- name: akinson", f"- name: {name}", "literature")
    assert problem.found == f'"{name}" is not allowed here.'
    assert problem.advice.endswith(f'beginning with a letter, such as "{suggested}".')


def test_another_number_of_readers_than_two_is_answered_with_what_to_do(study):
    line = "    - {name: pass-2, file: data/ecuador/literature/screening-pass-2.csv, provenance: "
    (problem,) = problems(study, f"{line}reconstructed}}\n", "", "literature")
    assert problem.column == "screening.passes"
    assert problem.found.startswith(
        "there must be two passes, not 1: two readers judge each record."
    )


@pytest.mark.parametrize("text", ["- a list\n", "words\n"])
def test_a_file_without_keys_is_told_in_plain_words(text, tmp_path):
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    [problem] = problems(load_model, path, Project, "config/config.yaml")
    assert problem.found == "keys with values belong here."
    assert "`studies:`" in problem.advice
    assert problem.column is None
