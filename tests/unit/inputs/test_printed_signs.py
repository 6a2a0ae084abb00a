"""A sign that no font of the PDF has is told with the first place where it stands."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.inputs.printed_signs import unprintable_signs
from honest_results.project import Project, load_project

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The inputs, and what a trial has gathered for each text: nothing but plain words."""
    for folder in ("config", "data", "manuscript"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    made = tmp_path / ".check/results/ecuador/manuscript"
    made.mkdir(parents=True)
    for document in ("article", "appendix"):
        for language in ("en", "es"):
            content = {"facts": {"a.b": {"text": "plain"}}}
            (made / f"{document}.{language}.content.json").write_text(json.dumps(content))
    return tmp_path


def told(root: Path, project: Project) -> list[str]:
    return [str(one) for one in unprintable_signs(load_study("ecuador", root), project, root)]


def show(root: Path, words: str) -> None:
    """Let the article show these words."""
    path = root / ".check/results/ecuador/manuscript/article.es.content.json"
    path.write_text(json.dumps({"tables": {"x": {"markdown": words}}}), encoding="utf-8")


def test_the_shipped_texts_can_be_printed(root: Path) -> None:
    assert told(root, load_project(root)) == []


def test_a_label_is_told_with_its_line(root: Path) -> None:
    path = root / "config/codebooks/questionnaire.yaml"
    text = path.read_text("utf-8").replace('es: "Comercio"', 'es: "Comercio 中"')
    path.write_text(text, encoding="utf-8")
    line = 1 + text[: text.index("中")].count("\n")
    show(root, "| Comercio 中 |")
    (problem,) = told(root, load_project(root))
    assert problem.startswith(
        f"config/codebooks/questionnaire.yaml, line {line}: no font of the PDF"
    )
    assert "U+4E2D" in problem and "config/config.yaml" in problem


def test_what_is_not_printed_may_stand_there(root: Path) -> None:
    path = root / "config/codebooks/questionnaire.yaml"
    path.write_text(path.read_text("utf-8") + "# 中\n", encoding="utf-8")
    assert told(root, load_project(root)) == []


def test_of_the_bibliography_only_what_is_cited_is_printed(root: Path) -> None:
    path = root / "manuscript/references.bib"
    text = path.read_text("utf-8") + "\n@article{nobody1999, title = {中}, year = {1999}}\n"
    path.write_text(text, encoding="utf-8")
    assert told(root, load_project(root)) == []
    path.write_text(text.replace("title = {", "title = {文 ", 1), encoding="utf-8")
    cited = "文" in text.replace("title = {", "title = {文 ", 1)
    assert cited and told(root, load_project(root)) != []


def test_without_a_pdf_every_sign_will_do(root: Path) -> None:
    show(root, "中")
    project = load_project(root)
    assert told(root, project.model_copy(update={"formats": ["html", "docx"]})) == []
    assert told(root, project) != []
