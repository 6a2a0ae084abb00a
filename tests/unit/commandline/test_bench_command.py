"""The benchmark measures what the steps really took and imported."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from alianzas.commandline import bench_command
from alianzas.commandline.bench_command import Build, Job


@pytest.mark.slow
def test_it_measures_every_build_and_the_imports(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = project / "workflow/scripts/write_one.py"
    script.write_text("import sqlite3\nsum(range(10**7))\n" + script.read_text())
    assert bench_command.run(Namespace(), project) == 0
    builds, steps = capsys.readouterr().out.strip().split("\n\n")[:2]
    jobs = {line[:22].strip(): line.split()[-1] for line in builds.splitlines()[1:]}
    assert jobs["From nothing"] == "3"
    assert jobs["Nothing changed"] == "0"
    lines = {line.split()[0]: line.split()[1:] for line in steps.splitlines()[1:]}
    assert lines.keys() == {"write_one", "write_two", "join_files"}
    assert all(count == "1" for count, *_ in lines.values())
    assert float(lines["write_one"][1]) > float(lines["write_two"][1])
    assert not (project / "results").exists()


def test_every_job_counts_with_its_own_imports(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text('["tmpabc.fit_drivers.py", 3.0, 204800, ["sys", "json"]]')
    (tmp_path / "2.json").write_text('["tmpdef.draw_figures.py", 1.5, 102400, ["sys"]]')
    (tmp_path / "3.json").write_text('["tmpghi.draw_figures.py", 0.5, 51200, ["sys"]]')
    jobs = bench_command._jobs(tmp_path)
    assert [(job.step, job.cpu, job.modules) for job in jobs] == [
        ("draw_figures", 0.5, ("sys",)),
        ("draw_figures", 1.5, ("sys",)),
        ("fit_drivers", 3.0, ("sys", "json")),
    ]


def test_the_tables_add_up() -> None:
    jobs = [
        Job("draw_figures", 0.5, 50, ("sys",)),
        Job("draw_figures", 1.5, 100, ("sys",)),
        Job("fit_drivers", 3.0, 200, ("sys", "json")),
    ]
    build = Build("From nothing", 4.0, 6.0, jobs)
    lines = bench_command.steps_table(build, {("sys",): 0.25, ("sys", "json"): 2.0})
    assert lines[1].split() == ["fit_drivers", "1", "3.0", "2.0", "200", "MB"]
    assert lines[2].split() == ["draw_figures", "2", "2.0", "0.5", "100", "MB"]
    assert "The 3 jobs' CPU seconds: 5.0, of which imports 2.5 (50%)" in lines
    assert lines[-1].startswith("Beside them: 1.0 CPU seconds")
    assert bench_command.builds_table([build])[1].split() == ["From", "nothing", "4.0", "6.0", "3"]


def test_an_import_takes_time(tmp_path: Path) -> None:
    nothing = bench_command._import_time((), tmp_path)
    assert 0 < nothing < bench_command._import_time(("pandas", "no_such_module"), tmp_path)
