"""Times cited and cited references, there or not."""

import pandas as pd
import pytest

from alianzas.literature.analysis.citations import (
    citation_facts,
    cited_references,
    cocitation,
    most_cited_table,
    reference_key,
    references_table,
)
from alianzas.literature.analysis.field_coverage import count_fields
from honest_results.tables import to_markdown


@pytest.mark.parametrize(
    "reference",
    [
        "Barney J, 1991, J MANAGE, V17, P99, DOI 10.1177/014920639101700108",
        "BARNEY J. B., 1991, JOURNAL OF MANAGEMENT, V17",
        "Barney, J. (1991). Firm resources. Journal of Management, 17(1), 99-120",
        "Barney J., Firm resources and advantage, Journal of Management, 17, pp. 99-120, (1991)",
    ],
)
def test_spellings_of_one_reference_are_one(reference):
    assert reference_key(reference) == ("barney 1991 17", "Barney (1991)")


@pytest.mark.parametrize("reference", ["[Anonymous], 1999", "No year at all", "", "1991"])
def test_what_cannot_be_told_apart_is_left_out(reference):
    assert reference_key(reference) == ("", "")


def test_lists_and_network(included, labels):
    fields = count_fields(included, 0.5)
    table = most_cited_table(included, fields, 3, labels)
    assert table.frame["times_cited"].tolist() == [110, 100, 90]
    table = references_table(included, fields, 10, labels)
    assert table.frame["n"].tolist() == [12, 12, 9, 6, 3]
    network = cocitation(included, fields)
    assert network.nodes["label"].tolist()[:2] == ["Barney (1991)", "Dyer (1998)"]
    facts = {fact.key: fact for fact in citation_facts(included, fields, network, labels)}
    assert facts["literature.citations.state"].value == "shown"
    assert facts["literature.citations.top.n"].value == 110
    assert facts["literature.cocitation.top.n"].value == 12


def test_what_is_missing_is_said_and_nothing_invented(bare, labels):
    fields = count_fields(bare, 0.5)
    network = cocitation(bare, fields)
    facts = {fact.key: fact for fact in citation_facts(bare, fields, network, labels)}
    for name in ("citations", "cocitation"):
        assert facts[f"literature.{name}.state"].value == "missing"
        assert "none of the included studies" in facts[f"literature.{name}.statement"].text["en"]
    assert facts["literature.citations.top.n"].value is None
    for table in (
        most_cited_table(bare, fields, 3, labels),
        references_table(bare, fields, 3, labels),
    ):
        assert len(table.frame) == 0
        assert "The sources give" in to_markdown(table, labels, "en", "observed")


def test_few_citations_are_not_enough(bare, labels):
    bare.loc[0, "times_cited"] = 7
    assert len(most_cited_table(bare, count_fields(bare, 0.5), 3, labels).frame) == 0
    assert len(most_cited_table(bare, count_fields(bare, 0.05), 3, labels).frame) == 1


def test_names_cut_by_old_files_and_works_of_one_year():
    assert reference_key("SCHILLIN.H, 1965, ANN PHYS-LEIPZIG, V16, P122")[1] == "Schillin (1965)"
    cells = ["IMBERT C, 1972, PHYS REV D, V5, P787; IMBERT C, 1972, NOUV REV OPT, V3, P183"] * 2
    printed = cited_references(pd.DataFrame({"cited_references": cells}))[1]
    assert sorted(printed.values()) == ["Imbert (1972a)", "Imbert (1972b)"]


def test_what_one_study_alone_cites_is_no_common_reference(included, labels):
    cells = list(included["cited_references"])
    cells[0] += "; SOLO A, 2001, J TRUST, V1, P1"
    table = references_table(
        included.assign(cited_references=cells), count_fields(included, 0.5), 10, labels
    )
    assert table.frame["n"].tolist() == [12, 12, 9, 6, 3]


@pytest.mark.parametrize(
    ("reference", "printed"),
    [
        ("LI X, 2010, J TRUST, V1, P1", "Li (2010)"),
        ("DYER JH, 1998, ACAD MANAGE REV, V23, P660", "Dyer (1998)"),
        ("VAN DE VEN AH, 1976, ACAD MANAGE REV, V1, P24", "Van De Ven (1976)"),
        ("KIM, 1999, J TRUST, V2, P3", "Kim (1999)"),
        ("J. B. Barney, 1991, J. Manag., V17", "Barney (1991)"),
        ("J. B., 1991, J. Manag., V17", ""),
    ],
)
def test_short_surnames_in_capitals_are_no_initials(reference, printed):
    """As in old files of Web of Science: they were lost to the network of co-citation."""
    assert reference_key(reference)[1] == printed
    assert reference_key(reference.replace("LI X", "Li X"))[1] == printed
