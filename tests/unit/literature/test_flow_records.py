"""The records behind the boxes of the flow."""

import pandas as pd
import pytest

from alianzas.literature import flow_records
from alianzas.literature.flow_records import flow_lists
from unit.literature.test_results import SOURCE


@pytest.fixture
def lists(screened, screening_codebook, labels):
    rows = [
        ("one", 1, "Trust in alliances", "included", "", "ash-2020-trust", False),
        ("one", 2, "Trust in Alliances.", "duplicate", "", "ash-2020-trust", False),
        ("one", 3, "", "rejected", "", "", False),
        ("one", 4, "The price of bread", "excluded", "off_topic", "dee-2019-price", False),
    ]
    columns = ["source", "position", "title", "fate", "reason", "record_id", "sought"]
    flow = pd.DataFrame(rows, columns=columns)

    def listed(language="en"):
        found = flow_lists(flow, screened, screening_codebook, [SOURCE], labels)[language]
        return {
            part.title if part.heading == part.title else f"{part.part}: {part.heading}": list(
                part.entries
            )
            for part in found
        }

    return listed


def test_every_box_lists_its_records(lists):
    found = lists()
    assert found["identified: Database (4)"][0] == "Ash and Bo (2020). Trust in alliances"
    assert found["removed: Duplicates (1)"] == [
        "Ash and Bo (2020). Trust in Alliances. (Database, record 2)"
    ]
    assert found["removed: Neither title nor DOI (1)"] == ["Database, record 3"]
    assert len(found["Records screened (2)"]) == 2
    assert found["excluded: off_topic (1)"] == ["Dee et al. (2019). The price of bread"]
    assert not any("Reports" in heading for heading in found)
    assert "Registros cribados (2)" in lists("es")


def test_a_long_list_counts_what_it_leaves_out(lists, monkeypatch):
    monkeypatch.setattr(flow_records, "MOST_LISTED", 1)
    assert lists()["Records screened (2)"][1:] == ["… and 1 more"]
