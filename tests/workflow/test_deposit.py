"""A deposit: complete, the same every time, true in what its README says, and built from by itself."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import frictionless
import pytest
import rocrate
import yaml

from compendium import EPOCH, SECOND_STUDY, Compendium
from uv_tools import run_with

ROOT = Path(__file__).resolve().parents[2]
NAME = "alianzas-ecuador-0.1.0"
IDENTITY = ("-c", "user.name=Test", "-c", "user.email=test@example.org")


class Deposit(NamedTuple):
    """A built repository with two studies, and what was deposited of one of them."""

    source: Compendium
    folder: Path
    archive: Path
    said: str


def commit(folder: Path) -> None:
    dates = {"GIT_AUTHOR_DATE": f"{EPOCH} +0000", "GIT_COMMITTER_DATE": f"{EPOCH} +0000"}
    for arguments in (["add", "-A"], ["commit", "-q", "-m", "Change"]):
        subprocess.run(
            ["git", *IDENTITY, *arguments], cwd=folder, check=True, env={**os.environ, **dates}
        )


@pytest.fixture(scope="module")
def deposit(cut_built: Compendium, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deposit]:
    """The cut study beside a second one that is not built, deposited alone."""
    source = cut_built.copy(tmp_path_factory.mktemp("deposit") / "repository")
    for place in ("config/studies", "data"):
        shutil.copytree(
            ROOT / place / SECOND_STUDY, source.folder / place / SECOND_STUDY, dirs_exist_ok=True
        )
    settings = source.folder / "config/config.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"# Both.\nstudies: [ecuador, {SECOND_STUDY}]\n{text}", encoding="utf-8")
    commit(source.folder)
    (source.folder / "results/ecuador/tables/old.csv").write_text("left,over\n")
    (source.folder / "notes.txt").write_text("not tracked")
    done = source.alianzas("deposit", "ecuador")
    assert done.returncode == 0, done.stderr
    folder = source.folder / "deposits" / NAME
    yield Deposit(source, folder, folder.with_name(f"{NAME}.zip"), done.stdout)
    shutil.rmtree(source.folder, ignore_errors=True)


def files_of(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_it_holds_the_commit_and_the_published_results_and_nothing_else(deposit: Deposit) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], cwd=deposit.source.folder, capture_output=True, check=True
    ).stdout.decode()
    wanted = {
        name for name in tracked.split("\0") if name and SECOND_STUDY not in Path(name).parts
    } - {"profiles"}
    found = files_of(deposit.folder)
    assert wanted <= found
    assert not any(SECOND_STUDY in name for name in found)
    assert "notes.txt" not in found
    assert not any(
        part in (".git", ".snakemake", "records") for f in found for part in f.split("/")
    )
    published = {f.removeprefix("published/") for f in found if f.startswith("published/")}
    built = files_of(deposit.source.folder / "results/ecuador") - {"tables/old.csv"}
    assert published == {f"ecuador/{name}" for name in built}
    assert "results/ecuador/tables/old.csv" in deposit.said


def test_the_files_of_the_commit_are_as_they_were_but_for_what_is_said(deposit: Deposit) -> None:
    changed = {
        name
        for name in files_of(deposit.folder)
        if (deposit.source.folder / name).is_file()
        and (deposit.source.folder / name).read_bytes() != (deposit.folder / name).read_bytes()
    }
    assert changed <= {
        *("README.md", "config/config.yaml", "REUSE.toml", ".git_archival.txt"),
        *("CITATION.cff", "codemeta.json"),  # of the deposit, where its metadata are written
    }
    text = (deposit.folder / "config/config.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Both.\nstudies: [ecuador]\n")
    readme = (deposit.folder / "README.md").read_text(encoding="utf-8")
    assert "`config/config.yaml` builds the studies deposited here (ecuador)." in readme
    released = [
        str(yaml.safe_load((folder / "CITATION.cff").read_text(encoding="utf-8"))["date-released"])
        for folder in (deposit.source.folder, deposit.folder)
    ]
    assert released[0] == released[1], "it is the date in every document that is built"
    compendium = (deposit.folder / "COMPENDIUM.md").read_bytes()
    assert compendium == (deposit.source.folder / "README.md").read_bytes()


def test_manifest_and_archive_hold_every_file(deposit: Deposit) -> None:
    lines = (deposit.folder / "manifest-sha256.txt").read_text(encoding="utf-8").splitlines()
    listed = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    assert {*listed} == files_of(deposit.folder) - {"manifest-sha256.txt"}
    with zipfile.ZipFile(deposit.archive) as opened:
        assert {*opened.namelist()} == {f"{NAME}/{name}" for name in files_of(deposit.folder)}
        for name, digest in listed.items():
            content = opened.read(f"{NAME}/{name}")
            assert hashlib.sha256(content).hexdigest() == digest, name


def test_a_second_deposit_is_the_same_archive(deposit: Deposit, tmp_path: Path) -> None:
    done = deposit.source.alianzas("deposit", "ecuador", "--output", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Nothing to be done" in done.stdout
    assert (tmp_path / f"{NAME}.zip").read_bytes() == deposit.archive.read_bytes()


def test_every_file_has_a_licence(deposit: Deposit) -> None:
    done = deposit.source.run("-m", "reuse", "--root", str(deposit.folder), "lint", "--lines")
    assert done.returncode == 0, done.stdout


def exhibits(readme: str) -> list[tuple[str, str, str, str]]:
    """Return number, program, line and output file of each table and figure that is listed."""
    found = re.findall(
        r"^\| ((?:Table|Figure) \w+) \| `([^`]+)` \| (\d*) \| `([^`]+)` \|", readme, re.MULTILINE
    )
    assert found
    return found


def test_its_readme_tells_the_truth_about_tables_and_figures(deposit: Deposit) -> None:
    readme = (deposit.folder / "README.md").read_text(encoding="utf-8")
    numbers: dict[str, Any] = json.loads(
        (deposit.folder / "published/ecuador/manuscript/article.en.content.json").read_text()
    )["numbers"]
    shown = {label for label in numbers if label.startswith(("fig-", "tbl-"))}
    listed = exhibits(readme)
    assert len(listed) == len(shown)
    for number, program, line, output in listed:
        code = (deposit.folder / program).read_text(encoding="utf-8").splitlines()
        wanted = "run.table(" if number.startswith("Table") else "run.figure("
        assert wanted in code[int(line) - 1], f"{number}: {program}, line {line}"
        assert (deposit.folder / output).is_file()
        described = deposit.folder / re.sub(r"\.(csv|png)$", ".json", output)
        about = json.loads(described.read_text(encoding="utf-8"))
        assert about.get("script", program) == program


def test_its_readme_counts_and_names_what_is_there(deposit: Deposit) -> None:
    readme = (deposit.folder / "README.md").read_text(encoding="utf-8")
    package = json.loads((deposit.folder / "data/ecuador/datapackage.json").read_text())
    for resource in package["resources"]:
        assert f"| `data/ecuador/{resource['path']}` |" in readme
    facts = json.loads((deposit.folder / "published/ecuador/facts.json").read_text())["facts"]
    assert f"From {len(package['resources'])} raw files" in readme
    assert f"{len(facts):,} values" in readme
    for place, line in re.findall(r"`(workflow/[\w/.-]+\.py|config/[\w/.-]+):(\d+)`", readme):
        text = (deposit.folder / place).read_text(encoding="utf-8").splitlines()[int(line) - 1]
        assert re.search(r"seed|default_rng|Random", text), f"{place}:{line}"
    for name, version in re.findall(r"^  - `([\w-]+)` ([\w.]+)$", readme, re.MULTILINE):
        assert f"\n{name}=={version}" in "\n" + (deposit.folder / "requirements.lock").read_text()
    for title in ("Overview", "Dataset list", "Computational requirements", "References"):
        assert f"\n## {title}\n" in readme
    assert "| `deposit.doi` |" in readme, "what nobody knows is listed as open"
    assert (deposit.folder / "README.pdf").read_bytes().startswith(b"%PDF")


def test_it_builds_without_git_in_another_folder(deposit: Deposit, tmp_path: Path) -> None:
    with zipfile.ZipFile(deposit.archive) as opened:
        opened.extractall(tmp_path)
    folder = (tmp_path / NAME).rename(tmp_path / "alianzas (1)")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("sh", "bash", "env", "uname"):
        (programs / name).symlink_to(shutil.which(name) or "/bin/sh")
    elsewhere = Compendium(folder)
    published = {name: digest(folder / name) for name in files_of(folder) if "published" in name}
    old = os.environ["PATH"]
    os.environ["PATH"] = str(programs)
    try:
        done = elsewhere.build()
    finally:
        os.environ["PATH"] = old
    assert done.returncode == 0, done.stderr
    for name, expected in published.items():
        if re.search(r"/(tables|figures)/|/facts\.json$", name):
            assert digest(folder / name.replace("published/", "results/")) == expected, name
    again = {name: digest(folder / name) for name in published}
    assert again == published, "a build changes nothing that was published"


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_what_is_not_committed_is_refused(deposit: Deposit, tmp_path: Path) -> None:
    file = deposit.source.folder / "config/studies/ecuador/study.yaml"
    before = file.read_bytes()
    try:
        file.write_bytes(before + b"# changed\n")
        done = deposit.source.alianzas("deposit", "ecuador", "--output", str(tmp_path))
    finally:
        file.write_bytes(before)
    assert done.returncode == 1
    assert "config/studies/ecuador/study.yaml: 1 file is not as in the last commit." in done.stderr
    assert "Traceback" not in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_a_deposit_is_not_deposited_again(deposit: Deposit) -> None:
    done = Compendium(deposit.folder).alianzas("deposit")
    assert done.returncode == 1
    assert "is no Git repository with a commit" in done.stderr
    assert "can be built and verified" in done.stderr


def test_validators_take_its_metadata(deposit: Deposit) -> None:
    package = deposit.folder / "data/ecuador/datapackage.json"
    assert frictionless.validate(str(package)).valid
    run_with("cffconvert", "cffconvert", "--validate", "-i", deposit.folder / "CITATION.cff")
    script = ROOT / "tests/validators/check_crate.py"
    context = Path(rocrate.__file__).parent / "data/ro-crate.jsonld"
    profiles = ("ro-crate-1.1", "provenance-run-crate-0.5")
    printed = run_with("roc-validator", "python", script, context, deposit.folder, *profiles)
    assert json.loads(printed) == {profile: [] for profile in profiles}


def test_its_checklists_say_what_is_there_and_again_the_same(deposit: Deposit) -> None:
    page = (deposit.folder / "deposit/checklists.md").read_text(encoding="utf-8")
    wrong = re.findall(r"^\| (\S+) \|.*\| \*\*no\*\* \|", page, re.MULTILINE)
    assert wrong == ["practice.7"]  # the cut text shows no reporting checklist
    assert deposit.source.alianzas("checklists", str(deposit.folder)).stdout == page
