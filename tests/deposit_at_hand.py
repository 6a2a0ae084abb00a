"""A deposit in the making without a build: the source, and a few results in the place of all."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml

from alianzas.config.study_files import load_study
from alianzas.deposit.deposited import Deposited
from alianzas.deposit.metadata.recorded_jobs import Job
from alianzas.deposit.open_questions import open_questions
from alianzas.deposit.reuse_entries import add_licences
from honest_results.build.outputs import Exhibit
from honest_results.deposit.measured_run import MeasuredRun
from honest_results.project import load_project

ROOT = Path(__file__).resolve().parents[1]
COMMIT = "0123456789abcdef0123456789abcdef01234567"
EXHIBITS = {
    "article": [
        Exhibit(
            "Figure 1",
            "fig-flow",
            "figure",
            "flow",
            "draw_literature_figures",
            "workflow/scripts/literature/draw_literature_figures.py",
        ),
        Exhibit(
            "Table 1",
            "tbl-findings",
            "table",
            "findings",
            "judge_findings",
            "workflow/scripts/survey/judge_findings.py",
        ),
    ]
}
#: Two jobs of a build: what Snakemake would tell of all.
JOBS = [
    Job(
        "import_responses",
        "logs/ecuador/import_responses.log",
        ["data/ecuador/survey/responses.xlsx", "config/codebooks/questionnaire.yaml"],
        ["records/ecuador/answers.parquet", "results/ecuador/facts.json"],
    ),
    Job(
        "judge_findings",
        "logs/ecuador/judge_findings.log",
        ["records/ecuador/answers.parquet", "results/ecuador/facts.json"],
        ["results/ecuador/tables/findings.csv"],
    ),
]
#: What a deposit's files are taken from: everything but tests and pages.
_TOP = (
    *("CITATION.cff", "LICENSE", "Makefile", "REUSE.toml", "Snakefile", "codemeta.json"),
    *("pyproject.toml", "requirements.lock"),
)
_FOLDERS = ("LICENSES", "config", "data", "manuscript", "workflow", "docs")


def source(folder: Path) -> Path:
    """Copy the source of the compendium, without tests and caches; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in _TOP:
        shutil.copyfile(ROOT / name, folder / name)
    ignored = shutil.ignore_patterns("__pycache__", "*.egg-info", "tests", "*.png", ".quarto")
    for name in _FOLDERS:
        shutil.copytree(ROOT / name, folder / name, ignore=ignored, dirs_exist_ok=True)
    (folder / "tests").mkdir()
    return folder


def change(root: Path, study: str, **settings: Any) -> None:
    """Change a study file: ``deposit`` and ``article`` are merged, other sections replaced."""
    file = root / f"config/studies/{study}/study.yaml"
    content = yaml.safe_load(file.read_text(encoding="utf-8"))
    for name, value in settings.items():
        old = content.get(name)
        content[name] = {**old, **value} if isinstance(old, dict) else value
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), encoding="utf-8")


def without(root: Path, study: str, *branches: str) -> None:
    """Take branches, and their data, out of a study."""
    for branch in branches:
        (root / f"config/studies/{study}/{branch}.yaml").unlink()
        shutil.rmtree(root / f"data/{study}/{branch}", ignore_errors=True)


def deposited(root: Path, *names: str, run: MeasuredRun | None = None) -> Deposited:
    """Return the deposit of studies, made in ``root`` itself, with results of its own."""
    os.environ["LANGUAGE"] = "en"
    studies = [load_study(name, root) for name in names or ("ecuador",)]
    wanted = [study.study for study in studies]
    config = root / "config/config.yaml"
    content = yaml.safe_load(config.read_text(encoding="utf-8")) or {}
    config.write_text(yaml.safe_dump({**content, "studies": wanted}), encoding="utf-8")
    project = load_project(root)
    found = Deposited(
        studies=studies,
        root=root,
        folder=root,
        project=project,
        commit=COMMIT,
        version="0.1.0",
        date=datetime(2026, 11, 30, 12, tzinfo=UTC),
        languages=project.languages_of(wanted[0]),
        run=run,
    )
    (root / ".git_archival.txt").write_text(f"commit: {COMMIT}\n", encoding="utf-8")
    for study in studies:
        results = root / "published" / study.study
        language = project.languages_of(study.study)[0]
        for path in project.rendered(study.study, root):
            _write(results / Path(path).name, "x")
        for name in (f"figures/flow.{language}.png", "tables/findings.csv"):
            _write(results / name, "x")
        _write(results / "tables/checklist_prisma.csv", "item\n")
        facts = {"survey.n": {"script": "workflow/scripts/survey/import_responses.py"}}
        _write(results / "facts.json", json.dumps({"facts": facts}))
        for question in open_questions(study, root):
            found.ask(*question)
    add_licences(root, wheels=False)
    return found


def write(deposit: Deposited, *writers: Any) -> None:
    """Write what writers return."""
    for writer in writers:
        for name, content in writer(deposit).items():
            _write(deposit.folder / name, content)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
