"""The text of a comparison is checked before anything is built."""

import shutil

import pytest

from alianzas.config.study_files import load_study
from alianzas.pooled.check_pooled import check_comparison
from honest_results.project import load_project
from labels import ROOT

STUDIES = ("ecuador", "peru-simulated")


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The inputs of the project, and the working directory."""
    for folder in ("config", "manuscript", "workflow/rules"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "Snakefile", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def problems(root, *studies):
    found = check_comparison(load_project(root), [load_study(name) for name in studies], root)
    return [str(problem) for problem in found]


@pytest.mark.parametrize("order", [STUDIES, STUDIES[::-1]])
def test_the_texts_that_come_with_the_project_are_in_order(root, order):
    assert problems(root, *order) == []


def test_every_language_is_in_order(root):
    for language in ("en", "es", "pt"):
        for study in STUDIES:
            path = root / f"config/studies/{study}/study.yaml"
            text = path.read_text("utf-8").replace("languages: [es]\n", "")
            path.write_text(f"languages: [{language}]\n{text}", "utf-8")
        assert problems(root, *STUDIES) == []
        for study in STUDIES:
            shutil.copy(
                ROOT / f"config/studies/{study}/study.yaml", root / f"config/studies/{study}"
            )


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Son 42 países.", "42"),
        ("El efecto es mayor que en otros países.", "mayor que"),
        ("Véase @tbl-nowhere.", "tbl-nowhere"),
        ("Así lo dice @nobody1900.", "nobody1900"),
        ("![Nada.](figures/pooled_nothing){#fig-nothing}", "pooled_nothing"),
    ],
)
def test_mistakes_are_told_with_file_and_line(root, words, told):
    path = root / "manuscript/comparison.es.qmd"
    text = path.read_text("utf-8")
    path.write_text(text.replace("# Límites", f"{words}\n\n# Límites"), "utf-8")
    [problem] = problems(root, *STUDIES)
    assert problem.startswith("manuscript/comparison.es.qmd, line ")
    assert told in problem


def test_one_study_has_no_comparison(root):
    (root / "manuscript/comparison.es.qmd").unlink()
    assert problems(root, "ecuador") == []
    assert problems(root, *STUDIES)
