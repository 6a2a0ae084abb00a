"""A published study is verified: every forgery is found and named, an honest rebuild is full."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from compendium import Compendium
from deposits import deposited, manifest_of, zipped
from forgeries import FORGERIES, Forgery, forged, found_in
from honest_results.verify.manifest import MANIFEST

FULL, PARTIAL, NOT_ABLE = 0, 1, 2


@pytest.fixture(scope="module")
def published(built: Compendium) -> Path:
    """The results of the real study, which no test changes."""
    return built.folder / "results/ecuador"


@pytest.mark.parametrize("one", FORGERIES, ids=[one.name for one in FORGERIES])
def test_every_forgery_is_found_and_named(one: Forgery, published: Path, tmp_path: Path) -> None:
    forged(published, one, tmp_path / "published")
    found = found_in(tmp_path / "published", published)
    assert one.file in {each.file for each in found}, one.name
    assert len({each.file for each in found}) <= 2, "more files are named than were forged"


@pytest.fixture
def deposit(built: Compendium, tmp_path: Path) -> Path:
    """A deposit of the real study, in a folder whose name has a space and parentheses."""
    return deposited(built.folder, tmp_path / "alianzas (1)")


def report_of(folder: Path) -> dict[str, Any]:
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return report


Verify = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def verify(built: Compendium, tmp_path: Path) -> Verify:
    """Verify a deposit against the results of the build, as a checker who has built it elsewhere."""

    def run(deposit: Path) -> subprocess.CompletedProcess[str]:
        rebuilt = str(built.folder / "results")
        filed = str(tmp_path / "filed")
        return built.alianzas("verify", str(deposit), "--rebuilt", rebuilt, "--report", filed)

    return run


def test_a_deposit_is_fully_reproduced_as_folder_and_as_zip_file(
    deposit: Path, verify: Verify, tmp_path: Path
) -> None:
    for given in (deposit, zipped(deposit)):
        done = verify(given)
        assert done.returncode == FULL, done.stdout + done.stderr
        assert "Full reproduction." in done.stdout
        report = report_of(tmp_path / "filed")
        assert report["verdict"] == "full" and report["manifest_sha256"]
        assert bool(report["deposit_sha256"]) == (given.suffix == ".zip")
        assert report["commit"]


def test_a_forger_who_renews_the_manifest_is_found_by_the_rebuild(
    deposit: Path, verify: Verify, tmp_path: Path
) -> None:
    file = deposit / "published/ecuador/tables/ado.csv"
    file.write_text(file.read_text().replace(",5,", ",6,", 1))
    done = verify(deposit)
    assert done.returncode == PARTIAL
    assert "published/ecuador/tables/ado.csv" in done.stdout  # by the manifest
    deposited_again(deposit)
    done = verify(deposit)
    assert done.returncode == PARTIAL
    assert [*report_of(tmp_path / "filed")["manifest"]["counts"]["entry"]] == ["same"]
    assert 'different: tables/ado.csv: row 2, column "n"' in done.stdout


def deposited_again(deposit: Path) -> None:
    """Renew the manifest, as a forger would."""
    (deposit / MANIFEST).write_text(manifest_of(deposit), encoding="utf-8")


def test_changed_code_and_data_are_named_by_manifest_and_commit(
    deposit: Path, verify: Verify
) -> None:
    code = deposit / "workflow/scripts/survey/fit_drivers.py"
    code.write_text(code.read_text() + "# changed\n")
    deposited_again(deposit)
    done = verify(deposit)
    assert done.returncode == PARTIAL
    assert "different: workflow/scripts/survey/fit_drivers.py" in done.stdout
    assert "Not as it is in the commit" in done.stdout
    with (deposit / "data/ecuador/cases/cases.csv").open("a") as stream:
        stream.write("\n")
    done = verify(deposit)
    assert done.returncode == NOT_ABLE
    assert "data/ecuador/cases/cases.csv: differs from its hash" in done.stderr


def test_a_zip_file_cut_off_has_one_clear_message(deposit: Path, verify: Verify) -> None:
    archive = zipped(deposit)
    archive.write_bytes(archive.read_bytes()[:100_000])
    done = verify(archive)
    assert done.returncode not in (FULL, PARTIAL)
    assert "is no ZIP file, or is cut off or damaged" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_deposit_is_rebuilt_from_itself_without_git(
    cut_built: Compendium, tmp_path: Path
) -> None:
    deposit = deposited(cut_built.folder, tmp_path / "cut (1)")
    filed = tmp_path / "filed"
    done = cut_built.alianzas("verify", str(zipped(deposit)), "--report", str(filed))
    assert done.returncode == FULL, done.stdout + done.stderr
    environment = report_of(filed)["studies"][0]["environment"]
    [commit] = [row for row in environment if row["name"] == "colophon.commit"]
    assert commit["rebuilt"].startswith("archive of")
    shutil.rmtree(deposit)
