"""The data package lists every raw file as it is, and tells when it no longer does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from alianzas import data_package
from alianzas.config.study_files import load_study
from alianzas.config.study_model import Study
from human_files.errors import DataError

ROOT = Path(__file__).resolve().parents[2]
#: The Frictionless Standards' own JSON Schema of a data package, version 1 (public domain).
PROFILE = json.loads(Path(__file__).with_name("data_package_profile.json").read_text())


@pytest.fixture
def study() -> Study:
    return load_study("ecuador", ROOT)


@pytest.fixture
def copy(tmp_path: Path, study: Study) -> Path:
    """A copy of the study's data with its package."""
    shutil.copytree(ROOT / "data/ecuador", tmp_path / "data/ecuador")
    data_package.write(study, tmp_path)
    return tmp_path


def problems(study: Study, root: Path) -> list[str]:
    return [str(problem) for problem in data_package.check(study, root)]


def test_the_committed_package_is_a_valid_data_package() -> None:
    package = json.loads((ROOT / "data/ecuador/datapackage.json").read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(PROFILE)(PROFILE)
    assert [error.message for error in validator.iter_errors(package)] == []
    assert {entry["provenance"] for entry in package["resources"]} == {
        "reconstructed",
        "illustrative",
        "simulated",
    }


def test_the_committed_package_fits_the_raw_files(study: Study) -> None:
    assert problems(study, ROOT) == []


def test_every_raw_file_of_the_study_is_a_resource(study: Study, copy: Path) -> None:
    package = data_package.describe(study, copy)
    listed = {f"data/ecuador/{entry['path']}" for entry in package["resources"]}
    for name in study.sources():
        assert name in listed or any(file.startswith(f"{name}/") for file in listed)


def test_writing_twice_gives_the_same_bytes(study: Study, copy: Path) -> None:
    before = (copy / "data/ecuador/datapackage.json").read_bytes()
    assert data_package.write(study, copy).read_bytes() == before


def test_a_changed_file_is_found(study: Study, copy: Path) -> None:
    file = study.literature.sources[0].file
    with (copy / file).open("a") as stream:
        stream.write("\n")
    assert problems(study, copy) == [
        f"{file}: differs from its hash in data/ecuador/datapackage.json.\n"
        "  If the change is meant, run `alianzas describe ecuador`; if not, restore the file."
    ]


def test_missing_stray_and_unlisted_files_are_found(study: Study, copy: Path) -> None:
    (copy / study.survey.responses.file).unlink()
    (copy / "data/ecuador/survey/more.csv").write_text("a\n1\n")
    (copy / "data/ecuador/cases/texts/new-case.md").write_text("# New\n")
    found = "\n".join(problems(study, copy))
    assert "data/ecuador/survey/responses.xlsx: is missing." in found
    assert "data/ecuador/survey/more.csv: is named nowhere in the study's files" in found
    assert "data/ecuador/cases/texts/new-case.md: is not listed in" in found


def test_another_provenance_than_the_study_file_says_is_found(study: Study, copy: Path) -> None:
    path = copy / "data/ecuador/datapackage.json"
    path.write_text(path.read_text().replace('"simulated"', '"observed"'))
    (found,) = problems(study, copy)
    assert (
        "says that data/ecuador/survey/responses.xlsx is simulated, but other places say" in found
    )


def test_a_broken_or_absent_package_is_named(study: Study, copy: Path) -> None:
    path = copy / "data/ecuador/datapackage.json"
    path.write_text("{}")
    assert "is not a data package" in problems(study, copy)[-1]
    path.unlink()
    assert problems(study, copy)[-1].startswith("data/ecuador/datapackage.json: is missing.")


def test_a_raw_file_outside_the_study_is_refused(study: Study, copy: Path) -> None:
    settings = study.model_dump(mode="json")
    settings["survey"]["responses"]["file"] = "data/peru/responses.xlsx"
    elsewhere = Study.model_validate(settings)
    assert "lies outside data/ecuador/" in problems(elsewhere, copy)[0]
    with pytest.raises(DataError, match="lies outside"):
        data_package.describe(elsewhere, copy)
