"""A small compendium that a preview can be made of: texts, settings, rules by name, results."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from unit.manuscript.demo import ARTICLE, REPOSITORY, STUDY, make_demo

RULES = """
rule draw:
    output:
        table("drivers", "sample"),
        figures("flow"),
"""
ALLOWED = """
- {text: "100", reason: "Of a test."}
"""


@pytest.fixture(scope="session")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The compendium. Not to be changed."""
    root = make_demo(tmp_path_factory.mktemp("preview") / "demo")
    shutil.copytree(REPOSITORY / "config/languages", root / "config/languages")
    study = REPOSITORY / "config/studies/ecuador"
    settings = yaml.safe_load((study / "study.yaml").read_text("utf-8")) | {"article": ARTICLE}
    cases = (study / "cases.yaml").read_text("utf-8").replace("ecuador", STUDY)
    for name, text in {
        "config/config.yaml": (
            f"studies: [{STUDY}]\ndocuments:\n"
            "  - {name: article}\n  - {name: appendix, prefix: A, formats: [html]}\n"
        ),
        f"config/studies/{STUDY}/study.yaml": yaml.safe_dump(settings, allow_unicode=True),
        f"config/studies/{STUDY}/cases.yaml": cases,
        "workflow/rules/demo.smk": RULES,
        "manuscript/allowed-literals.yaml": ALLOWED,
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    text = root / "manuscript/article.en.qmd"  # whose formula has numbers in it
    text.write_text(
        text.read_text("utf-8").replace("\\beta_", "b_{x}").replace("}1", "}").replace("}0", "}"),
        "utf-8",
    )
    return root


@pytest.fixture
def demo(pristine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the compendium, which is where the test runs."""
    root = tmp_path / "demo"
    shutil.copytree(pristine, root)
    monkeypatch.chdir(root)
    return root


def edit(path: Path, old: str, new: str) -> None:
    """Replace ``old`` in a text."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
