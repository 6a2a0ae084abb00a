"""REFI-QDA projects as real programs export them."""

import pytest

from field_files.coding.importing import read_coding_file
from reference_files import EXPORTS, MORE_EXPORTS

OURS = EXPORTS / "survey"
BESIDE = MORE_EXPORTS / "survey"

#: Counted in the XML by hand: <Code>, users who coded, sources, <Coding>s, and of these those whose
#: selection has words or places of its own in a text.
EXPECTED = {
    "refiqda_skyloom_TestProject.qdpx": {
        "codes": 14,
        "coders": 1,
        "sources": 12,
        "codings": 16,
        "read": 10,
    }
}
PROJECTS = sorted(path for folder in (OURS, BESIDE) for path in folder.glob("*.qd[pc]*"))


@pytest.mark.parametrize("path", PROJECTS, ids=lambda path: path.name)
def test_codes_coders_and_passages_are_counted_right(path):
    found = read_coding_file(path, path.name)
    expected = EXPECTED[path.name]
    assert len(found.codes) == expected["codes"]
    assert len(found.coders) == expected["coders"]
    assert len(found.sources) == expected["sources"]
    assert len(found.passages) + len(found.set_aside) == expected["codings"]
    assert len(found.passages) == expected["read"]
    assert found.program.startswith("ATLAS.ti 8.4.0")
    assert all(passage.code for passage in found.passages)


def test_its_coder_its_places_and_the_sources_it_lacks():
    found = read_coding_file(OURS / "refiqda_skyloom_TestProject.qdpx")
    assert found.coders == ["First Coder"]
    places = {(one.code, one.start, one.end) for one in found.passages}
    assert ("Coke::diet Coke", 139, 195) in places
    assert {"bacon and eggs", "cornflakes", "happiness"} == {
        one.code for one in found.passages if (one.start, one.end) == (0, 410)
    }
    assert len(found.warnings) == 4
    assert all("is not in the archive" in warning for warning in found.warnings)
