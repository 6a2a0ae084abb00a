"""A deposit is opened with care, and checked against its manifest and its commit."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from honest_results.verify.commits import compare_with_commit
from honest_results.verify.deposits import opened
from honest_results.verify.manifest import MANIFEST, check_manifest
from human_files.errors import DataError

FILES = {
    "README.md": "Read me.",
    "data/a.csv": "a\n1\n",
    "data/b ñ.csv": "b\n2\n",
    "workflow/x.py": "x",
}


def lines(folder: Path) -> str:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folder).as_posix()}\n"
        for path in paths
    )


@pytest.fixture
def deposit(tmp_path: Path) -> Path:
    folder = tmp_path / "deposit (1)"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / MANIFEST).write_text(lines(folder), encoding="utf-8")
    return folder


def told(folder: Path) -> list[tuple[str, str]]:
    manifest = check_manifest(folder)
    assert manifest is not None
    return [(one.status, one.file) for one in manifest.findings.listed]


def test_an_untouched_deposit_is_as_its_manifest_says(deposit: Path) -> None:
    manifest = check_manifest(deposit)
    assert manifest is not None and manifest.findings.listed == []
    assert manifest.findings.counts["entry"]["same"] == len(FILES)
    assert manifest.sha256 == hashlib.sha256((deposit / MANIFEST).read_bytes()).hexdigest()
    (deposit / MANIFEST).unlink()
    assert check_manifest(deposit) is None


def test_what_a_build_makes_there_is_nobodys_business(deposit: Path) -> None:
    for name in (
        "results/a.csv",
        ".venv/x",
        "logs/a.log",
        "workflow/__pycache__/x.pyc",
        "records/a",
    ):
        (deposit / name).parent.mkdir(parents=True, exist_ok=True)
        (deposit / name).write_text("made")
    assert told(deposit) == []
    (deposit / "workflow/results").mkdir()
    (deposit / "workflow/results/a.py").write_text("not made")
    assert told(deposit) == [("extra", "workflow/results/a.py")]


def test_changed_missing_extra_and_swapped_files_are_named(deposit: Path) -> None:
    (deposit / "README.md").write_text("Read me!")
    (deposit / "workflow/x.py").unlink()
    (deposit / "workflow/y.py").write_text("y")
    first, second = deposit / "data/a.csv", deposit / "data/b ñ.csv"
    one, two = first.read_text(), second.read_text()
    first.write_text(two)
    second.write_text(one)
    assert sorted(told(deposit)) == [
        ("different", "README.md"),
        ("different", "data/a.csv"),
        ("different", "data/b ñ.csv"),
        ("extra", "workflow/y.py"),
        ("missing", "workflow/x.py"),
    ]
    manifest = check_manifest(deposit)
    assert manifest is not None
    notes = {one.file: one.note for one in manifest.findings.listed}
    assert notes["data/a.csv"] == "Swapped: it is what data/b ñ.csv has to be."
    assert notes["README.md"] == "Changed since the manifest was made."


def test_a_link_in_the_place_of_a_file_or_folder_is_named(deposit: Path, tmp_path: Path) -> None:
    (deposit / "data/a.csv").unlink()
    (deposit / "data/a.csv").symlink_to("/etc/passwd")
    (deposit / "more").symlink_to(tmp_path)
    assert told(deposit) == [("different", "data/a.csv"), ("extra", "more")]


@pytest.mark.parametrize(
    "line", ["rubbish", f"{'0' * 64}  ../../etc/passwd", f"{'0' * 64}  /etc/passwd", "0" * 64]
)
def test_lines_that_are_none_are_named(deposit: Path, line: str) -> None:
    with (deposit / MANIFEST).open("a") as stream:
        stream.write(f"{line}\n")
    assert told(deposit) == [("different", MANIFEST)]


def test_the_manifest_is_what_sha256sum_reads(deposit: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", MANIFEST], cwd=deposit, capture_output=True)
    assert done.returncode == 0


Change = Callable[[zipfile.ZipInfo], None]


def zipped(target: Path, files: dict[str, bytes], change: Change | None = None) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            if change is not None:
                change(entry)
            archive.writestr(entry, content)
    return target


def test_a_zip_file_is_opened_and_removed(tmp_path: Path, deposit: Path) -> None:
    files = {f"deposit/{name}": text.encode() for name, text in FILES.items()}
    with opened(zipped(tmp_path / "a.zip", files)) as folder:
        assert (folder / "data/b ñ.csv").read_text() == "b\n2\n"
    assert not folder.exists()
    with opened(deposit) as folder:
        assert folder == deposit


@pytest.mark.parametrize(
    "name",
    [
        *("../out.txt", "a/../../out.txt", "/etc/out.txt", "C:\\out.txt", "a\\..\\..\\out.txt"),
        *("C:/out.txt", "//host/share/x"),
    ],
)
def test_no_path_leads_out_of_the_folder(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "a.zip"
    with zipfile.ZipFile(archive, "w") as written:
        entry = zipfile.ZipInfo("x")
        entry.filename = name
        written.writestr(entry, b"out")
    with pytest.raises(DataError, match="leads out"), opened(archive):
        pass


def test_links_devices_doubles_and_bombs_are_refused(tmp_path: Path) -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    bomb = {f"{n}": b"\0" * 50_000_000 for n in range(2)}
    bad = {
        "link": zipped(tmp_path / "link.zip", {"a": b"/etc/passwd"}, link),
        "twice": zipped(tmp_path / "twice.zip", {"A.csv": b"1", "a.csv": b"2"}),
        "unpacks to": zipped(tmp_path / "bomb.zip", bomb),
    }
    for words, archive in bad.items():
        with pytest.raises(DataError, match=words), opened(archive):
            pass


def test_a_zip_file_that_is_cut_off_damaged_or_none_is_named(tmp_path: Path) -> None:
    whole = zipped(tmp_path / "a.zip", {"a/b.txt": os.urandom(5000)}).read_bytes()
    flipped = whole[:1000] + bytes([whole[1000] ^ 1]) + whole[1001:]
    for content in (b"", b"rubbish", whole[:3000], flipped):
        (tmp_path / "bad.zip").write_bytes(content)
        damaged = pytest.raises(DataError, match="no ZIP file, or is cut off or damaged")
        with damaged, opened(tmp_path / "bad.zip"):
            pass
    with pytest.raises(DataError, match="does not exist"), opened(tmp_path / "nothing.zip"):
        pass


def git(folder: Path, *arguments: str) -> str:
    who = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, check=True)
    return done.stdout.decode().strip()


def test_a_deposit_is_compared_with_the_commit_that_it_names(tmp_path: Path) -> None:
    repository, deposit = tmp_path / "repository", tmp_path / "deposit"
    for folder in (repository, deposit):
        for name, text in {**FILES, "config/studies/other/study.yaml": "x"}.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    git(repository, "init", "-q")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "All")
    commit = git(repository, "rev-parse", "HEAD")
    assert compare_with_commit(deposit, repository) is None
    (deposit / ".git_archival.txt").write_text(f"commit: {commit}\n")
    (deposit / "COMPENDIUM.md").write_text(FILES["README.md"])
    (deposit / "README.md").write_text("The deposit's own.")
    (deposit / "config/studies/other/study.yaml").unlink()
    found = compare_with_commit(deposit, repository)
    assert found is not None and found[0] == commit and found[1].listed == []
    (deposit / "workflow/x.py").write_text("y")
    (deposit / "workflow/new.py").write_text("z")
    found = compare_with_commit(deposit, repository)
    assert found is not None
    assert [(one.status, one.file) for one in found[1].listed] == [
        ("different", "workflow/x.py"),
        ("extra", "workflow/new.py"),
    ]
    (deposit / ".git_archival.txt").write_text(f"commit: {'0' * 40}\n")
    assert compare_with_commit(deposit, repository) is None
