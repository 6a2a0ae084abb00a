"""On a cluster a study is a handful of jobs that ask for what they need; its bytes are the same."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml

from compendium import ROOT, copy_project
from honest_results.code_tracking import library_paths

PROFILE = "workflow/profiles/slurm"
PLUGIN = find_spec("snakemake_executor_plugin_slurm") is not None
#: An executor that a dry run can plan for, without a cluster.
ELSEWHERE = """
from snakemake_interface_executor_plugins.executors.remote import RemoteExecutor
from snakemake_interface_executor_plugins.settings import CommonSettings
common_settings = CommonSettings(
    non_local_exec=True, implies_no_shared_fs=False, job_deploy_sources=False
)
class Executor(RemoteExecutor):
    pass
"""


def plan(folder: Path, plugins: Path) -> str:
    """Return what Snakemake would do on a cluster, with the resources of the profile."""
    plugin = plugins / "snakemake_executor_plugin_elsewhere"
    plugin.mkdir(parents=True)
    (plugin / "__init__.py").write_text(ELSEWHERE)
    profile = yaml.safe_load((ROOT / PROFILE / "config.yaml").read_text())
    resources = [f"{name}={value}" for name, value in profile["default-resources"].items()]
    options = ["--executor", "elsewhere", "--jobs", "9", "--cores", "2", "--dry-run", "--forceall"]
    done = subprocess.run(
        [sys.executable, "-m", "snakemake", *options, "--default-resources", *resources],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": os.pathsep.join(
                [*map(str, library_paths(folder / "workflow")), str(plugins)]
            ),
        },
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def planned(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("planned")
    return plan(copy_project(folder).folder, folder / "plugins")


def steps(text: str) -> list[tuple[bool, str, str]]:
    """Return each step of a plan: whether it is in a group, its rule, what else is said of it."""
    found = re.findall(r"^( *)(?:local)?rule (\w+):\n((?:\1 +.*\n)+)", text, re.MULTILINE)
    return [(bool(indent), rule, about) for indent, rule, about in found if rule != "all"]


def test_a_study_is_ten_jobs(planned: str) -> None:
    groups = re.findall(r"Group job (\w+)", planned)
    assert sorted(groups) == [
        "article",
        "cases",
        "literature",
        *("robustness", "robustness"),  # the drivers, and the incomes
        "survey",
    ]
    alone = [rule for grouped, rule, _ in steps(planned) if not grouped]
    assert alone.count("try_estimators") == 4
    light = {
        "describe_questionnaire",
        "describe_study",
        "check_bibliography",
        "write_quarto_settings",
    }
    assert set(alone) == {"try_estimators", *light}


def test_every_step_asks_for_memory_and_time(planned: str) -> None:
    found = steps(planned)
    assert len(found) > 70
    for _, rule, about in found:
        asked = {name: int(n) for name, n in re.findall(r"\b(mem_mb|runtime)=(\d+)", about)}
        assert asked.get("mem_mb", 0) >= 1000, rule
        assert 2 <= asked.get("runtime", 0) <= 15, rule


def test_a_large_survey_asks_for_more(unbuilt, tmp_path: Path) -> None:
    with (unbuilt.folder / "data/ecuador/survey/responses.xlsx").open("ab") as answers:
        answers.write(bytes(6_000_000))
    by_rule = {rule: about for _, rule, about in steps(plan(unbuilt.folder, tmp_path / "plugins"))}
    for rule in ("fit_driver_specifications", "fit_income_specifications", "try_estimators"):
        assert "mem_mb=2264" in by_rule[rule]
        assert "runtime=100" in by_rule[rule]
    assert "runtime=2" in by_rule["import_literature"]


@pytest.mark.skipif(not PLUGIN, reason=f"not installed: {PROFILE}/requirements.txt")
def test_the_profile_is_one_that_snakemake_and_the_plugin_understand() -> None:
    options = ["--workflow-profile", PROFILE, "--dry-run", "--forceall", "--quiet"]
    done = subprocess.run(
        [sys.executable, "-m", "honest_results.build.pipeline", *options],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=600,
    )
    assert done.returncode == 0, done.stderr


def slurm_answers() -> bool:
    if shutil.which("sinfo") is None:
        return False
    done = subprocess.run(["sinfo", "--noheader"], capture_output=True, timeout=60)
    return done.returncode == 0 and bool(done.stdout.strip())


@pytest.fixture
def through_slurm(unbuilt):
    """Return a function that makes files through Slurm, in a folder that its nodes must share."""
    if not PLUGIN or not slurm_answers():
        pytest.skip("needs a running Slurm (sinfo) and its plug-in")

    def build(*targets: str) -> subprocess.CompletedProcess[str]:
        return unbuilt.alianzas("build", "--", "--workflow-profile", PROFILE, *targets)

    return build


def test_a_build_through_slurm_has_the_same_bytes(through_slurm, unbuilt, tmp_path: Path) -> None:
    targets = [
        "results/ecuador/facts/score_scales.json",
        "results/ecuador/facts/describe_study.json",
    ]
    done = through_slurm(*targets)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Score the scales" in done.stderr
    (tmp_path / "here").mkdir()
    here = copy_project(tmp_path / "here")
    done = here.alianzas("build", "--", *targets)
    assert done.returncode == 0, done.stdout + done.stderr
    assert {target.removeprefix("results/") for target in targets} <= unbuilt.hashes().keys()
    assert unbuilt.hashes() == here.hashes()


def test_a_mistake_found_on_a_node_is_told_once(through_slurm, unbuilt) -> None:
    unbuilt.edit("data/ecuador/cases/coding-coder-1.csv", "strategic_compatibility", "nonsense")
    done = through_slurm("results/ecuador/facts/adjudicate_case_codings.json")
    assert done.returncode != 0
    assert done.stderr.count('unknown code "nonsense"') == 1
    assert done.stderr.count("\n    log: ") == 1
    assert "log: logs/ecuador/import_cases.log" in done.stderr
    for noise in ("Traceback", "SLURM-job", "CalledProcessError", "jobid"):
        assert noise not in done.stderr
