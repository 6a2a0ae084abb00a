"""The container definitions of a deposit: locked packages, no root, the Python of the last build."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from alianzas.config.study_files import load_study
from alianzas.deposit.containers import write_containers, write_last_run
from alianzas.deposit.deposited import Deposited
from honest_results.deposit.machine import Machine
from honest_results.deposit.measured_run import MeasuredRun
from honest_results.project import load_project

ROOT = Path(__file__).resolve().parents[3]
MACHINE = Machine(system="Linux", processor="P", cores=2, memory=1, python="3.12.9")
RUN = MeasuredRun(machine=MACHINE, day="2026-11-30", seconds=1.0, steps=[], lines={})


def deposited(run: MeasuredRun | None) -> Deposited:
    return Deposited(
        studies=[load_study("ecuador", ROOT)],
        root=ROOT,
        folder=Path("Alianzas-ecuador-1.0.0"),
        project=load_project(ROOT),
        commit="a" * 40,
        version="1.0.0",
        date=datetime(2026, 11, 30, tzinfo=UTC),
        languages=["en", "es"],
        run=run,
    )


@pytest.mark.parametrize(("run", "python"), [(RUN, "3.12"), (None, "3.13")])
def test_both_use_the_python_of_the_last_build(run: MeasuredRun | None, python: str) -> None:
    files = write_containers(deposited(run))
    for name in ("Dockerfile", "deposit/apptainer.def"):
        text = str(files[name])
        assert re.search(rf"^From: python:{python}-slim|^FROM python:{python}-slim", text, re.M)
        assert "make ready" in text  # installs requirements.lock, each package against its hash
        assert "C.UTF-8" in text
        assert "{" not in text.replace('"${@:-paper}"', "")


def test_the_paper_is_built_by_a_user_who_is_not_root() -> None:
    lines = str(write_containers(deposited(RUN))["Dockerfile"]).splitlines()
    assert lines.index("USER 1000") < lines.index("RUN make ready")
    assert "#   docker build --tag alianzas-ecuador-1.0.0 ." in lines


def test_the_last_run_is_there_where_there_was_one() -> None:
    assert write_last_run(deposited(None)) == {}
    text = str(write_last_run(deposited(RUN))["deposit/last-run.json"])
    assert MeasuredRun.model_validate_json(text) == RUN
