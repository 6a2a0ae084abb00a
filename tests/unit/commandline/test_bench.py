"""The benchmark measures what the steps really imported."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from alianzas.commandline import bench


def test_it_measures_build_and_imports(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = project / "workflow/scripts/write_one.py"
    script.write_text("import sqlite3\n" + script.read_text())
    assert bench.run(Namespace(), project) == 0
    out = capsys.readouterr().out
    lines = {line.split()[0]: line.split()[1:] for line in out.splitlines()[1:4]}
    assert lines.keys() == {"write_one", "write_two", "join_files"}
    assert all(count == "1" for count, *_ in lines.values())
    assert "Sum of the 3 jobs' import times:" in out
    assert not (project / "results").exists()


def test_every_job_counts_with_its_own_imports(tmp_path: Path) -> None:
    (tmp_path / "1.json").write_text('["tmpabc.fit_drivers.py", ["sys", "json"]]')
    (tmp_path / "2.json").write_text('["tmpdef.draw_figures.py", ["sys"]]')
    (tmp_path / "3.json").write_text('["tmpghi.draw_figures.py", ["sys"]]')
    jobs = bench._jobs(tmp_path)
    assert jobs == [
        ("draw_figures", ("sys",)),
        ("draw_figures", ("sys",)),
        ("fit_drivers", ("sys", "json")),
    ]
    lines = bench.table(jobs, {("sys",): 0.5, ("sys", "json"): 2.0}, cold=6.0, second=1.5)
    assert lines[1].split() == ["fit_drivers", "1", "2.0", "s"]
    assert lines[2].split() == ["draw_figures", "2", "1.0", "s"]
    assert "Sum of the 3 jobs' import times: 3.0 s" in lines
    assert any("6.0 s = 2.00 × that sum" in line for line in lines)


def test_an_import_takes_time(tmp_path: Path) -> None:
    nothing = bench._import_time((), tmp_path)
    assert 0 < nothing < bench._import_time(("pandas", "no_such_module"), tmp_path)
