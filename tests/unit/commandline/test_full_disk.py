"""A full disk is one message, whether a step meets it or Snakemake; earlier results stay."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from honest_results.build.progress import PlainDisplay
from honest_results.build.snakemake_messages import person_message
from honest_results.build.step_output import Words
from human_files import disk

from .test_build import build, script

TOLD = "the disk is full.\n  Free some space and run the same command again"


@pytest.mark.parametrize(
    "error",
    [
        OSError(28, "No space left on device"),
        OSError(122, "Disk quota exceeded"),
        RuntimeError("pandoc: a.html: withFile: resource exhausted (No space left on device)"),
        "ArrowIOError: [Errno 28] Error writing bytes to file",
        "error: failed to write `a`: (os error 28)",
    ],
)
def test_a_full_disk_is_known_whoever_speaks_of_it(error: Exception | str) -> None:
    assert disk.is_full(error)


@pytest.mark.parametrize(
    "error", [OSError(13, "Permission denied"), ValueError("28 devices"), "row 28: no space"]
)
def test_other_errors_are_not_taken_for_it(error: Exception | str) -> None:
    assert not disk.is_full(error)


def test_what_belongs_to_another_user_is_named(tmp_path: Path) -> None:
    told = str(disk.disk_error(PermissionError(13, "Permission denied", "results/a.csv")))
    assert told.startswith("results/a.csv: cannot be read or written: Permission denied.")
    assert "another user's" in told
    assert disk.disk_error(FileNotFoundError(2, "No such file", "a")) is None


@pytest.mark.skipif(os.getuid() != 0, reason="only root can be somebody else")
def test_a_project_that_cannot_be_written_ends_in_one_message() -> None:
    with tempfile.TemporaryDirectory() as folder:  # pytest's own are closed to others
        root = Path(folder)
        (root / "config").mkdir()
        for name in ("Snakefile", "config/config.yaml"):
            (root / name).write_text("")
        root.chmod(0o755)
        code = (
            "import os, sys, getpass, psutil, rich\n"
            "import honest_results.build.building, honest_results.rule_files\n"
            "from alianzas.commandline.main import main\n"
            "os.setgid(12345), os.setuid(12345)\n"
            "sys.exit(main(['build']))\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf-8"
        )
    assert done.returncode == 1
    assert "cannot be read or written: Permission denied." in done.stderr
    assert "Traceback" not in done.stderr


def test_temporary_files_may_be_what_has_no_space(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def usage(place: Path) -> object:
        return shutil._ntuple_diskusage(1, 1, 0 if place == tmp_path / "t" else 9)

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "t"))
    monkeypatch.setattr(shutil, "disk_usage", usage)
    told = str(disk.full_disk(tmp_path))
    assert told.startswith(f"{tmp_path}/t: the disk is full.")
    assert "export TMPDIR=" in told


def said(*lines: str) -> str:
    stream = io.StringIO()
    words = Words(PlainDisplay({}, stream), Path())
    for line in lines:
        words.add(line)
    words.end()
    return stream.getvalue()


def test_a_traceback_is_shown_unless_it_is_about_a_full_disk() -> None:
    begin = "Traceback (most recent call last):"
    assert said(begin, "  File a", "KeyError: 1") == f"{begin}\n  File a\nKeyError: 1\n"
    told = said("--- Logging error ---", begin, "  File a", "OSError: [Errno 28] No space left")
    assert TOLD in told and begin not in told and "Errno" not in told


def test_an_error_after_a_traceback_is_shown_at_once() -> None:
    assert said("Traceback (most recent call last):", "KeyError", "error: a: b.", "  c").startswith(
        "error: a: b.\n  c\n"
    )


def test_what_two_steps_meet_is_told_once() -> None:
    lines = ["error: a.csv: is bad.", "  Mend it."]
    other = ["error: a.csv: is worse.", "  Mend it."]
    assert said(*lines, *other, *lines) == "\n".join([*lines, *other]) + "\n"


def test_snakemakes_own_words_are_replaced() -> None:
    assert TOLD in person_message("OSError: [Errno 28] No space left on device\n\nTraceback …")


@pytest.fixture
def small_disk(project: Path) -> Iterator[Path]:
    """The project on a disk of 16 MB."""
    if os.getuid() != 0 or not shutil.which("mount"):
        pytest.skip("only root can mount a small disk")
    place = project.parent / "small"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("no disk can be mounted here")
    try:
        yield Path(shutil.copytree(project, place / "demo"))
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("left", [0, 200_000])
def test_a_build_on_a_full_disk(small_disk: Path, left: int) -> None:
    assert build(small_disk).returncode == 0
    article = small_disk / "results/demo/article.en.html"
    for name in ("write_one", "write_two"):
        script(small_disk, name).write_text(
            "with open(snakemake.output[0], 'w') as file:\n    file.write('x' * 3_000_000)\n"
        )
    filler = small_disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    os.truncate(filler, filler.stat().st_size - left)
    done = build(small_disk)
    assert done.returncode == 1
    assert done.stderr.count(TOLD) == 1
    for noise in ("Traceback", "Errno", "OSError", "exit code", "fault of the program"):
        assert noise not in done.stderr
    assert article.read_text() == "one two"
    filler.unlink()
    assert build(small_disk).returncode == 0
