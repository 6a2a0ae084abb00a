"""The table of findings: what each row holds, and what it leaves out."""

import pytest

from alianzas.survey.statements.findings_table import findings_table
from honest_results.tables import to_markdown
from unit.survey.statements.statement_cases import STUDIES


@pytest.fixture
def rows(labels, tests_of_findings):
    def of(study, language):
        text = to_markdown(
            findings_table(tests_of_findings, STUDIES[study], 0.95, labels),
            labels,
            language,
            "observed",
        )
        cells = [line.strip("|").split("|") for line in text.splitlines() if line.startswith("|")]
        return [[cell.strip() for cell in row] for row in cells[2:]]

    return of


def test_one_row_per_finding_with_all_that_bears_on_it(rows):
    compatibility, planning, income = rows("as_shipped", "en")
    assert compatibility[1:] == [
        *("0.18 \\[0.05, 0.30\\]", "89", "5 of 5", "96", "0.24", "44%", "undecided"),
        *("3 of 6", "4 of 8", "fragile"),
    ]
    assert planning[-1] == "left open"
    assert income[1] == "17.5% \\[5.0%, 30.0%\\]" and income[3] == "2 of 5"


def test_in_spanish(rows):
    assert rows("as_shipped", "es")[0][1:] == [
        *("0,18 \\[0,05; 0,30\\]", "89", "5 de 5", "96", "0,24", "44\u00a0%", "sin decidir"),
        *("3 de 6", "4 de 8", "frágil"),
    ]


def test_the_sign_of_a_fragile_finding_is_in_its_verdict(rows):
    assert {row[-1] for row in rows("reversed_and_fragile", "en")} == {"not borne out"}
    assert {row[-1] for row in rows("reversed", "en")} == {"contradicted"}


def test_the_share_is_that_of_the_side_of_the_median(labels, tests_of_findings):
    below = {
        key: {**fact, "value": -0.24} if key.endswith(".median") else fact
        for key, fact in STUDIES["reversed"].items()
    }
    assert [*findings_table(tests_of_findings, below, 0.95, labels).frame["share"]] == [0.03] * 3
    assert [*findings_table(tests_of_findings, STUDIES["holds"], 0.95, labels).frame["share"]] == [
        0.44
    ] * 3


def test_doubtful_answers_give_no_numbers(rows, labels, tests_of_findings):
    for row in rows("doubtful", "en"):
        assert {*row[1:-1]} == {"—"} and row[-1] == "not judged"
    notes = findings_table(tests_of_findings, STUDIES["doubtful"], 0.95, labels).labels
    assert any("doubtful answers" in text["en"] for text in notes.values())


def test_what_was_not_estimated_has_no_evidence(rows):
    for row in rows("nothing_estimated", "en"):
        assert row[1] == row[3] == row[4] == "—" and row[-1] == "not examined"


def test_a_factor_of_one_group_is_not_counted(rows):
    assert {row[8] for row in rows("one_sector", "en")} == {"—"}


def test_the_data_can_be_read(labels, tests_of_findings):
    frame = findings_table(tests_of_findings, STUDIES["holds"], 0.95, labels).frame
    assert list(frame["finding"]) == [
        f"survey.findings.row.{one.name}" for one in tests_of_findings
    ]
    assert list(frame["checks"]) == ["5 of 5"] * 3
