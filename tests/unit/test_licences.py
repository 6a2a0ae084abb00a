"""Every file is under a licence, and the text of each licence is here (https://reuse.software)."""

from __future__ import annotations

import fnmatch
import re
import shutil
import tomllib
from pathlib import Path

import pytest
from reuse.project import Project
from reuse.report import ProjectReport

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A copy of the project without Git and without what it leaves alone, as in an archive."""
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").split()
    anywhere = {line.strip("/") for line in lines if not line.startswith("/")} | {".git"}
    at_the_top = {line.strip("/") for line in lines if line.startswith("/")}

    def ignored(folder: str, names: list[str]) -> list[str]:
        patterns = anywhere | (at_the_top if Path(folder) == ROOT else set())
        return [name for name in names if any(fnmatch.fnmatch(name, p) for p in patterns)]

    return Path(shutil.copytree(ROOT, tmp_path / "received", symlinks=True, ignore=ignored))


def lint(folder: Path) -> ProjectReport:
    return ProjectReport.generate(Project.from_directory(folder), multiprocessing=False)


def licences(path: str) -> set[str]:
    """Return the licences that REUSE.toml gives a file."""
    found = Project.from_directory(ROOT).reuse_info_of(ROOT / path)
    return {str(expression) for info in found for expression in info.spdx_expressions}


def test_every_file_has_a_licence_and_a_holder_of_its_copyright(received: Path) -> None:
    report = lint(received)
    assert len(report.file_reports) > 500
    assert not report.files_without_licenses
    assert not report.files_without_copyright
    assert report.is_compliant, report.to_dict_lint()["non_compliant"]


def test_a_folder_that_nobody_thought_of_and_a_missing_text_are_found(received: Path) -> None:
    (received / "attic").mkdir()
    (received / "attic/notes.txt").write_text("Whose is this?")
    (received / "LICENSES/ISC.txt").unlink()
    report = lint(received)
    assert {path.name for path in report.files_without_licenses} == {"notes.txt"}
    assert set(report.missing_licenses) == {"ISC"}


@pytest.mark.parametrize(
    ("path", "licence"),
    [
        ("Makefile", "MIT"),
        ("config/config.yaml", "MIT"),
        ("workflow/bootstrap.py", "MIT"),
        ("manuscript/filters/show.lua", "MIT"),
        ("manuscript/article.en.qmd", "CC-BY-4.0"),
        ("docs/checking.md", "CC-BY-4.0"),
        ("data/ecuador/datapackage.json", "CC0-1.0"),
    ],
)
def test_code_text_and_data_are_under_the_licences_that_the_readme_names(
    path: str, licence: str
) -> None:
    assert licences(path) == {licence}


def test_packages_declare_the_licence_that_their_files_are_under() -> None:
    packages = sorted((ROOT / "workflow/packages").glob("*/pyproject.toml"))
    assert packages
    for package in packages:
        declared = tomllib.loads(package.read_text(encoding="utf-8"))["project"]["license"]
        for path in (package, package.with_name("README.md")):
            assert licences(str(path.relative_to(ROOT))) == {declared}, path


def test_the_citation_style_is_under_the_licence_that_it_names_itself() -> None:
    (style,) = (ROOT / "manuscript").rglob("apa.csl")
    named = re.search(r"licenses/([a-z-]+)/([\d.]+)/", style.read_text(encoding="utf-8"))
    assert named is not None
    assert licences(str(style.relative_to(ROOT))) == {f"CC-{named[1].upper()}-{named[2]}"}


def test_files_of_others_are_under_their_own_licences() -> None:
    for name, licence in (
        ("countries-110m.json", "ISC"),
        ("data_package_profile.json", "Unlicense"),
    ):
        found = [
            path
            for folder in ("config", "tests", "workflow")
            for path in (ROOT / folder).rglob(name)
        ]
        assert found, name
        for path in found:
            assert licences(str(path.relative_to(ROOT))) == {licence}
