"""Every script runs alone, makes what the build made, and `trace` names the functions that made it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from compendium import Compendium, made_alone
from honest_results.tracing.makers import makers

ROOT = Path(__file__).resolve().parents[2]
#: Of a study with further outcomes, which Ecuador has not.
OF_OTHER_STUDIES = ("fit_outcomes",)
#: Those of the comparison of several studies have a test beside its own (``test_comparison.py``).
SCRIPTS = sorted(
    path
    for path in (ROOT / "workflow/scripts").glob("*/*.py")
    if path.stem not in OF_OTHER_STUDIES and path.parent.name != "pooled"
)
#: What is said besides the study, of scripts that make one of several.
SAID = {
    "try_estimators": ["--part", "2"],
    "check_document": ["--language", "es"],
    "render_document": ["--language", "es", "--format", "pdf"],
}
#: Steps whose results the cut study's document does not show, with one of these.
EXTRA = {
    "quote_case_evidence": "tables/case_evidence.csv",
    "describe_questionnaire": "tables/item_wordings.csv",
    "draw_conceptual_model": "figures/conceptual_model.en.svg",
    "fill_case_checklist": "tables/checklist_srqr.csv",
}
#: Checklists name sections that the cut study's document does not have.
OF_THE_WHOLE_STUDY = (
    "fill_review_checklist",
    "fill_mixed_checklist",
    "fill_case_checklist",
    "fill_survey_checklists",
)


def test_there_is_a_script_for_every_step() -> None:
    assert len(SCRIPTS) >= 52


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_alone_makes_what_the_build_made(
    request: pytest.FixtureRequest, script: Path, tmp_path: Path
) -> None:
    whole = script.stem in OF_THE_WHOLE_STUDY
    study: Compendium = request.getfixturevalue("built" if whole else "cut_built")
    folder, found = tmp_path / "own", tmp_path / "makers.json"
    own = str(script.relative_to(ROOT))
    extra = EXTRA.get(script.stem)
    if extra:
        study = study.copy(tmp_path / "cut")
        done = study.build(f"results/ecuador/{extra}")
        assert done.returncode == 0, done.stderr
    said = ["ecuador", *SAID.get(script.stem, []), "--output", str(folder)]
    if script.stem == "write_quarto_settings":  # of no study
        said.remove("ecuador")
    done = study.run(str(ROOT / "tests/makers.py"), str(study.folder / own), str(found), *said)
    assert done.returncode == 0, done.stderr
    files = made_alone(folder)
    assert files
    assert not [name for name, made in files.items() if (study.folder / name).read_bytes() != made]
    assert f"{len(files)} files in {folder}, all as the build made them." in done.stdout
    assert not wrongly_traced(study, own, json.loads(found.read_text()))


def wrongly_traced(
    study: Compendium, script: str, truth: dict[str, list[list[str]]]
) -> dict[str, object]:
    """Return those results of which `trace` names another function than the one that made it."""
    path = study.folder / "results/ecuador/facts.json"
    facts = json.loads(path.read_text(encoding="utf-8"))["facts"]
    wrong: dict[str, object] = {}
    for result, (maker, *callers) in truth.items():
        kind, key = result.split(" ", 1)
        about = facts.get(key) if kind == "fact" else None
        if about is not None and about["script"] != script:
            continue  # settled by the study's settings while the rules are read
        traced = makers(kind, key, study.folder / script, about)
        first, *others = [[str(each.file), each.function] for each in traced] or [[]]
        if first != maker or any(each not in callers for each in others):
            wrong[result] = (traced, maker)
    return wrong


def test_it_runs_from_any_folder_and_writes_to_scratch(
    cut_study: Compendium, tmp_path: Path
) -> None:
    before = cut_study.hashes()
    script = cut_study.folder / "workflow/scripts/survey/fit_drivers.py"
    done = subprocess.run(
        [sys.executable, str(script), "ecuador"],
        cwd=tmp_path,
        env=cut_study.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "in scratch/fit_drivers, all as the build made them." in done.stdout
    assert (cut_study.folder / "scratch/fit_drivers/results/ecuador/tables/drivers.csv").is_file()
    assert cut_study.hashes() == before
    assert cut_study.planned() == set()
    subprocess.run(["make", "clean"], cwd=cut_study.folder, check=True)
    assert not (cut_study.folder / "scratch").exists()


def test_what_differs_from_the_build_is_named(cut_study: Compendium, tmp_path: Path) -> None:
    cut_study.edit(
        "workflow/alianzas/survey/drivers/driver_results.py",
        '"survey.drivers.n", model.n if',
        '"survey.drivers.n", 7 if',
    )
    done = cut_study.run("workflow/scripts/survey/fit_drivers.py", "--output", str(tmp_path))
    assert done.stdout.splitlines()[1:] == ["  results/ecuador/facts/fit_drivers.json"]


def test_missing_inputs_are_told_with_the_command_that_makes_them(cut_study: Compendium) -> None:
    scores = "records/ecuador/scores.parquet"
    (cut_study.folder / scores).unlink()
    done = cut_study.run("workflow/scripts/survey/fit_drivers.py", "ecuador")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"{scores}: is not there yet, and fit_drivers reads it." in done.stderr
    assert f"Make it first: alianzas build -- {scores}" in done.stderr
    assert cut_study.build(scores).returncode == 0
    assert cut_study.run("workflow/scripts/survey/fit_drivers.py", "ecuador").returncode == 0


def test_a_mistake_in_the_study_is_told_in_one_message(cut_study: Compendium) -> None:
    cut_study.edit("config/studies/ecuador/study.yaml", "confidence:", "confidense:")
    done = cut_study.run("workflow/scripts/survey/fit_drivers.py", "ecuador")
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert done.stderr.startswith("error: config/studies/ecuador/study.yaml")


def test_a_fault_shows_where_it_is_for_the_debugger(cut_study: Compendium) -> None:
    cut_study.edit(
        "workflow/alianzas/survey/drivers/driver_results.py",
        "    level = result.confidence\n",
        "    level = result.confidence\n    assert False, 'look here'\n",
    )
    done = cut_study.run("-m", "pdb", "-c", "continue", "workflow/scripts/survey/fit_drivers.py")
    assert "look here" in done.stdout and "post mortem" in done.stdout


def test_the_example_of_a_notebook_in_the_guide_runs(cut_study: Compendium) -> None:
    guide = (ROOT / "docs/tools.md").read_text(encoding="utf-8")
    example = guide.split("```python\n", 1)[1].split("```", 1)[0]
    assert "open_step(" in example
    done = cut_study.run("-c", example)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "39 compatibility"
