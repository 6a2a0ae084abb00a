import io
import zipfile

import pytest

from field_files.coding import refi_archive
from field_files.coding.errors import CodingFileError
from field_files.coding.refi_archive import Archive, own_format


def packed(members, method=zipfile.ZIP_STORED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return buffer.getvalue()


def test_members_are_found_whatever_their_case():
    opened = Archive(packed({"Project.QDE": b"x", "SOURCES/A.txt": b"text"}), "a.qdpx")
    assert opened.project == "project.qde"
    assert opened.read("project.qde") == b"x"
    assert opened.source("internal://a.TXT") == b"text"
    assert opened.source("relative:///folder/a.txt") == b"text"
    assert opened.source("internal://b.txt") is None


def test_a_project_of_another_name_if_it_is_the_only_one():
    assert Archive(packed({"team.qde": b""}), "a.qdpx").project == "team.qde"


@pytest.mark.parametrize(
    ("members", "found"),
    [
        (["a.qde", "b.qde"], "holds several projects: a.qde and b.qde"),
        (["project.qde", "old/project.qde"], "holds several projects: old/project.qde and project"),
        (["one.qdpx", "two.qdpx"], "holds several projects: one.qdpx and two.qdpx"),
        (["team/one.qdpx"], "is a ZIP archive around a project: team/one.qdpx"),
        (["notes.txt"], "is a ZIP archive without project.qde"),
    ],
)
def test_which_project_is_meant_is_never_guessed(members, found):
    with pytest.raises(CodingFileError, match=found):
        _ = Archive(packed(dict.fromkeys(members, b"")), "a.qdpx").project


def test_a_project_zipped_with_its_folder_has_its_sources_beside_it():
    members = {
        "__MACOSX/._project.qde": b"",
        "Equipo/project.qde": b"x",
        "Equipo/sources/entrevisto\u0301.txt": b"in the folder",
        "sources/a.txt": b"another",
    }
    opened = Archive(packed(members), "a.qdpx")
    assert opened.read(opened.project) == b"x"
    assert opened.source("internal://entrevist\u00f3.txt") == b"in the folder"
    assert opened.source("internal://a.txt") is None


def test_a_path_out_of_the_archive_leads_nowhere():
    opened = Archive(packed({"project.qde": b"", "sources/a.txt": b"in"}), "a.qdpx")
    assert opened.source("internal://../../etc/passwd") is None
    assert opened.source("absolute:///etc/passwd") is None


def test_no_archive():
    with pytest.raises(CodingFileError, match="is a damaged ZIP archive"):
        Archive(b"PK\x03\x04 and then nothing", "a.qdpx")


def test_a_password():
    raw = bytearray(packed({"project.qde": b"secret"}))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        raw[raw.index(signature) + offset] |= 1
    with pytest.raises(CodingFileError, match="is protected by a password"):
        Archive(bytes(raw), "a.qdpx")


def test_a_damaged_member():
    raw = bytearray(packed({"project.qde": b"abcdefgh"}))
    raw[raw.index(b"abcdefgh")] ^= 1
    with pytest.raises(CodingFileError, match=r"project\.qde in it is damaged"):
        Archive(bytes(raw), "a.qdpx").read("project.qde")


def test_a_member_that_unpacks_to_too_much(monkeypatch):
    monkeypatch.setattr(refi_archive, "LARGEST", 1000)
    raw = packed({"project.qde": b"0" * 5000}, zipfile.ZIP_DEFLATED)
    with pytest.raises(CodingFileError, match="unpacks to 0 megabytes"):
        Archive(raw, "a.qdpx").read("project.qde")


@pytest.mark.parametrize(
    ("file", "program"),
    [
        ("team.nvp", "NVivo"),
        ("team.nvpx", "NVivo"),
        ("team.atlproj", "ATLAS.ti"),
        ("team.atlproj23", "ATLAS.ti"),
        ("TEAM.MX24", "MAXQDA"),
        ("team.mx20", "MAXQDA"),
        ("team.rqda", "RQDA"),
        ("team.sqlite3", "Taguette"),
    ],
)
def test_a_programs_own_format_says_how_to_export(file, program):
    problem = own_format(file, b"whatever")
    assert f"{program}'s own format" in problem.found
    assert f"Open it in {program} and export the project as REFI-QDA (.qdpx)" in problem.advice


def test_a_database_is_told_by_its_content():
    assert "own database" in own_format("team.dat", b"SQLite format 3\x00").found
    assert own_format("team.csv", b"case,source\n") is None
