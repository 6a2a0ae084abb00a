"""Real export files beside the project: right counts, the same records in every format."""

from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

import pytest

from alianzas.errors import DataError
from alianzas.literature.content import Content
from alianzas.literature.formats.registry import read_content
from alianzas.literature.importing import recover_source

EXPORTS = Path(__file__).resolve().parents[3] / "shared/exports/literature"
INDEX = EXPORTS / "index.tsv"
pytestmark = pytest.mark.skipif(not INDEX.is_file(), reason="../shared/exports is not here")


def rows():
    if not INDEX.is_file():
        return []
    with INDEX.open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t"))


FILES = [pytest.param(row, id=row["file"]) for row in rows()]


def read(name):
    return read_content(Content.load(EXPORTS / name))[1]


@pytest.mark.parametrize("row", FILES)
def test_every_record_of_every_file_is_read(row):
    found = read(row["file"])
    assert len(found.records) == int(row["n_records"])
    assert not found.broken
    assert found.cut is None
    assert [record.position for record in found.records] == list(range(1, len(found.records) + 1))


@pytest.mark.parametrize("row", FILES)
def test_the_database_of_a_file_is_recognised(row):
    found = Counter(record.database for record in read(row["file"]).records)
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
    if row["database"] in words:
        assert found.most_common(1)[0][0] == words[row["database"]]


@pytest.mark.parametrize(
    "files",
    [
        ("scopus_trio.ris", "scopus_trio.csv", "scopus_trio.bib"),
        ("wos_egouldo.txt", "wos_egouldo.bib"),
    ],
    ids=["scopus_trio", "wos_egouldo"],
)
def test_one_result_list_is_the_same_in_every_format(files):
    lists = [
        sorted((r.title, r.year, r.doi, len(r.authors), r.pages) for r in read(name).records)
        for name in files
    ]
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
@pytest.mark.parametrize("row", FILES)
def test_damage_is_never_silent(row, tmp_path):
    raw = (EXPORTS / row["file"]).read_bytes()
    whole = recover_source("s", EXPORTS / row["file"])
    titles = Counter(record.title for record in whole.kept)
    path = tmp_path / "f"
    for kind, content in damaged(raw, random.Random(row["file"])):
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
