"""REFI-QDA projects as real programs export them, listed in ../shared/exports."""

import csv
from pathlib import Path

import pytest

from alianzas.cases.exchange.importing import read_coding_file

SHARED = Path(__file__).parents[2].parent / "shared" / "exports" / "survey"
INDEX = SHARED / "index.tsv"
pytestmark = pytest.mark.skipif(
    not INDEX.exists(), reason="the real exports in ../shared are not here"
)

#: Counted in the XML by hand: <Code>, users who coded, sources, <Coding>s, and of these those whose
#: selection has words or places of its own in a text.
EXPECTED = {
    "refiqda_skyloom_TestProject.qdpx": {
        "codes": 14,
        "coders": ["Friedrich Markgraf"],
        "sources": 12,
        "codings": 16,
        "read": 10,
    }
}


def projects():
    if not INDEX.exists():
        return []
    with INDEX.open(encoding="utf-8", newline="") as lines:
        names = [row[0] for row in csv.reader(lines, delimiter="\t") if row]
    return [name for name in names if name.endswith((".qdpx", ".qdc"))]


@pytest.mark.parametrize("name", projects())
def test_codes_coders_and_passages_are_counted_right(name):
    found = read_coding_file(SHARED / name, name)
    expected = EXPECTED[name]
    assert len(found.codes) == expected["codes"]
    assert found.coders == expected["coders"]
    assert len(found.sources) == expected["sources"]
    assert len(found.passages) + len(found.set_aside) == expected["codings"]
    assert len(found.passages) == expected["read"]
    assert found.program.startswith("ATLAS.ti 8.4.0")
    assert all(passage.code for passage in found.passages)


def test_its_places_and_the_sources_it_lacks():
    found = read_coding_file(SHARED / "refiqda_skyloom_TestProject.qdpx")
    places = {(one.code, one.start, one.end) for one in found.passages}
    assert ("Coke::diet Coke", 139, 195) in places
    assert {"bacon and eggs", "cornflakes", "happiness"} == {
        one.code for one in found.passages if (one.start, one.end) == (0, 410)
    }
    assert len(found.warnings) == 4
    assert all("is not in the archive" in warning for warning in found.warnings)


def test_there_is_one_to_read():
    assert projects()
