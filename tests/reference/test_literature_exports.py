"""Exports of databases: right counts, the same records in every format, no damage in silence."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from human_files.errors import DataError
from human_files.text.content import Content
from reference_files import EXPORTS, MORE_EXPORTS, catalogue, index_beside
from references.formats.recognition import read_content
from references.importing import recover_source

OURS = EXPORTS / "literature"
BESIDE = MORE_EXPORTS / "literature"


@dataclass(frozen=True)
class Export:
    path: Path
    database: str
    records: int


def exports():
    """Return the exports of the repository, and those beside the project where these are."""
    for row in catalogue(OURS):
        export = Export(OURS / row["file"], row["database"], int(row["records"]))
        yield pytest.param(export, id=row["file"])
    for row in index_beside("literature"):
        export = Export(BESIDE / row["file"], row["database"], int(row["n_records"]))
        yield pytest.param(export, id=f"beside-{row['file']}")


FILES = list(exports())
FOLDERS = [OURS, pytest.param(BESIDE, id="beside")] if BESIDE.is_dir() else [OURS]


def read(path):
    return read_content(Content.load(path))[1]


@pytest.mark.parametrize("export", FILES)
def test_every_record_of_every_file_is_read(export):
    found = read(export.path)
    assert len(found.records) == export.records
    assert not found.broken
    assert found.cut is None
    assert [record.position for record in found.records] == list(range(1, len(found.records) + 1))


@pytest.mark.parametrize("export", FILES)
def test_the_database_of_a_file_is_recognised(export):
    found = Counter(record.database for record in read(export.path).records)
    words = {
        "Scopus": "Scopus",
        "Web of Science": "Web of Science",
        "PubMed": "PubMed",
        "ERIC": "ERIC",
        "JSTOR": "JSTOR",
        "PsycINFO": "APA PsycInfo",
        "Lens.org": "The Lens",
        "OpenAlex": "OpenAlex",
        "IEEE Xplore": "IEEE Xplore",
        "SpringerLink": "SpringerLink",
        "Zoological Record (WoS)": "Zoological Record",
        "AIS eLibrary": "AIS eLibrary",
        "EBSCO": "EBSCO",
    }
    if export.database in words:
        assert found.most_common(1)[0][0] == words[export.database]


LISTS = [
    pytest.param(OURS, ("scopus_trio.ris", "scopus_trio.csv", "scopus_trio.bib"), id="scopus"),
    pytest.param(OURS, ("wos_utf16.txt", "wos.bib"), id="wos"),
]
if BESIDE.is_dir():
    LISTS += [
        pytest.param(
            BESIDE, ("scopus_trio.ris", "scopus_trio.csv", "scopus_trio.bib"), id="beside-scopus"
        ),
        pytest.param(BESIDE, ("wos_egouldo.txt", "wos_egouldo.bib"), id="beside-wos"),
    ]


@pytest.mark.parametrize(("folder", "files"), LISTS)
def test_one_result_list_is_the_same_in_every_format(folder, files):
    lists = [
        sorted(
            (r.title, r.year, r.doi, len(r.authors), r.pages) for r in read(folder / name).records
        )
        for name in files
    ]
    assert len(lists[0]) > 2
    assert all(found == lists[0] for found in lists)


def damaged(raw, rng):
    """Return 50 truncations and 50 files with one flipped bit, each with what was done."""
    for _ in range(50):
        yield "cut", raw[: rng.randrange(1, len(raw))]
    for _ in range(50):
        changed = bytearray(raw)
        changed[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
        yield "flip", bytes(changed)


@pytest.mark.slow
@pytest.mark.parametrize("export", FILES)
def test_damage_is_never_silent(export, tmp_path):
    raw = export.path.read_bytes()
    whole = recover_source("s", export.path)
    titles = Counter(record.title for record in whole.kept)
    path = tmp_path / "f"
    for kind, content in damaged(raw, random.Random(export.path.name)):
        path.write_bytes(content)
        try:
            found = recover_source("s", path)
        except DataError as error:
            assert str(error)
            assert kind == "cut" or whole.found == 1
            continue
        assert found.found == len(found.kept) + len(found.rejected)
        lost = (titles - Counter(record.title for record in found.kept)).total()
        if kind == "flip":
            # The damaged record may lose its title; where a line end is lost, so may the next.
            assert lost <= 2
            assert found.found >= whole.found - 1
            if found.found < whole.found:
                assert found.rejected or found.repaired or found.warnings
