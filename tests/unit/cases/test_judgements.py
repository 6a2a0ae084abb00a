import pytest

from alianzas.cases.coders import read_coders
from alianzas.cases.judgements import CodingSheetError, judgement_facts, read_judgements
from human_files.sheet_reading import SheetError
from unit.cases.example import DIFFERENT, PRESENT, SHEET, coding_row, sentence, write_rows


def test_judgements_in_long_form(study):
    frame = study.judgements()
    assert len(frame) == 2 * 3 * len(study.codes.judged)
    texts = study.texts()
    present = frame[frame["value"] == 1]
    assert len(present) == 2 * sum(map(len, PRESENT.values())) - 1 + 1
    for row in present.itertuples():
        assert texts[row.source][row.start : row.end] == row.passage
    absent = frame[frame["value"] == 0]
    assert absent[["passage", "start", "end"]].isna().all(axis=None)


def test_the_order_of_rows_in_the_sheet_does_not_matter(study):
    before = study.judgements()
    study.write_coder(1, study.rows(1)[::-1])
    assert study.judgements().equals(before)


def test_account_of_judgements(study):
    facts = {fact.key: fact.value for fact in judgement_facts(study.judgements())}
    codes = len(study.codes.judged)
    assert facts["cases.coders.n"] == 2
    assert facts["cases.codes.n"] == codes
    assert facts["cases.judgements.n"] == 3 * codes
    assert facts["cases.passages.n"] == 2 * sum(map(len, PRESENT.values()))
    assert len(DIFFERENT) == 2


def broken(study, place, **cells):
    """Write the first coder's sheet with one row changed; return the row's number."""
    rows = study.rows(1)
    index = next(i for i, row in enumerate(rows) if (row[0], row[2]) == place)
    for column, value in cells.items():
        rows[index][SHEET.index(column)] = value
    study.write_coder(1, rows)
    return index + 2


@pytest.mark.parametrize(
    ("cells", "column", "messages"),
    [
        ({"code": "trsut"}, "code", ['unknown code "trsut"', 'Did you mean "trust"']),
        ({"code": "Trust"}, "code", ['unknown code "Trust"', 'Did you mean "trust"']),
        ({"case": "alfa", "source": "alfa.md"}, "case", ['"alfa"', 'Did you mean "alpha"']),
        ({"source": "beta.md"}, "source", ['not the text of the case "alpha"', '"alpha.md"']),
        ({"source": ""}, "source", ['Write "alpha.md"']),
        ({"value": "2"}, "value", ['"2" is neither 1 nor 0']),
        ({"value": ""}, "value", ['"" is neither 1 nor 0']),
        ({"value": "x"}, "value", ['"x" is neither']),
        ({"value": "0"}, "passage", ["is absent, but there is a passage"]),
        ({"passage": ""}, "passage", ["is present, but no passage shows it"]),
        (
            {"passage": "In alpha the text shows thrust"},
            "passage",
            ["does not occur in alpha.md", 'says: "In alpha the text shows trust"'],
        ),
        ({"passage": "Qqq zzz"}, "passage", ['"Qqq zzz" does not occur in alpha.md']),
    ],
)
def test_a_wrong_cell_is_named_once(study, cells, column, messages):
    number = broken(study, ("alpha", "trust"), **cells)
    with pytest.raises(CodingSheetError) as caught:
        study.judgements()
    assert [(one.row, one.column) for one in caught.value.problems] == [(number, column)]
    assert caught.value.problems[0].file.endswith("coder-1.csv")
    for message in messages:
        assert message in str(caught.value)


def test_a_profile_code_is_not_for_coders(study):
    row = ["alpha", "alpha.md", "bridge_alliance", 1, sentence("alpha", "trust")]
    study.write_coder(1, [*study.rows(1), row])
    with pytest.raises(CodingSheetError, match="belongs to model, which coders do not judge"):
        study.judgements()


def test_a_judgement_made_twice(study):
    rows = study.rows(1)
    study.write_coder(1, [*rows, rows[0]])
    with pytest.raises(CodingSheetError) as caught:
        study.judgements()
    message = str(caught.value)
    assert f"row {len(rows) + 2}" in message
    assert '"strategic_compatibility" in "alpha" is judged in row 2 already' in message


@pytest.mark.parametrize(
    ("without", "message"),
    [
        (lambda row: row[0] == "beta", 'the case "beta" is not coded.'),
        (
            lambda row: row[0] == "gamma" and row[2] == "alliance_success",
            'the case "gamma" has no outcome.',
        ),
        (
            lambda row: row[0] == "gamma" and row[2] in ("trust", "governance"),
            'the case "gamma" is not judged on: trust, governance.',
        ),
    ],
)
def test_what_is_not_judged_is_named(study, without, message):
    study.write_coder(2, [row for row in study.rows(2) if not without(row)])
    with pytest.raises(CodingSheetError) as caught:
        study.judgements()
    assert len(caught.value.problems) == 1
    assert message in str(caught.value)
    assert "coder-2.csv" in str(caught.value)


def test_problems_of_both_coders_come_at_once(study):
    broken(study, ("alpha", "trust"), value="7")
    study.write_coder(2, [row for row in study.rows(2) if row[0] != "beta"])
    with pytest.raises(CodingSheetError) as caught:
        study.judgements()
    files = [problem.file.rsplit("/", 1)[-1] for problem in caught.value.problems]
    assert files == ["coder-1.csv", "coder-2.csv"]


def test_a_broken_row_does_not_hide_what_is_missing(study):
    rows = [row for row in study.rows(1) if row[0] != "gamma"]
    rows[0][SHEET.index("value")] = "9"
    study.write_coder(1, rows)
    with pytest.raises(CodingSheetError) as caught:
        study.judgements()
    assert len(caught.value.problems) == 2


def test_a_sheet_that_is_no_sheet(study):
    study.coder_files["coder-1"].write_text("case;source;code\n", encoding="utf-8")
    with pytest.raises(CodingSheetError) as caught:
        read_coders(study.coder_files, study.material())
    assert 'column "value": this column is missing' in str(caught.value)
    assert 'column "passage": this column is missing' in str(caught.value)


def test_the_consensus_sheet_may_have_no_rows_but_a_coder_sheet_may_not(study):
    empty = write_rows(study.folder / "empty.csv", SHEET, [])
    assert read_judgements(empty, study.material(), complete=False) == []
    with pytest.raises(SheetError, match="no rows"):
        read_judgements(empty, study.material())


def test_saved_by_excel_with_semicolons_and_a_byte_order_mark(study):
    before = study.judgements()
    write_rows(
        study.folder / "coder-1.csv", SHEET, study.rows(1), delimiter=";", encoding="utf-8-sig"
    )
    assert study.judgements().equals(before)


def test_a_row_of_the_consensus_is_checked_like_any_other(study):
    study.write_consensus([[*coding_row("beta", "trust", 1)[:4], "Never said."]])
    with pytest.raises(CodingSheetError, match=r"does not occur in beta\.md"):
        read_judgements(study.consensus_file, study.material(), complete=False)
