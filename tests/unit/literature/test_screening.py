import pytest

from alianzas.config.literature_settings import Window
from alianzas.literature.screening import ScreeningError, screen
from unit.literature.conftest import DECISIONS, IDS


@pytest.fixture
def run(records, passes, screening_codebook, window, tmp_path):
    return lambda: screen(records, passes, screening_codebook, window, root=tmp_path)


def problems_of(run):
    with pytest.raises(ScreeningError) as caught:
        run()
    return [str(problem) for problem in caught.value.problems]


def test_agreed_decisions_are_final(run, write_screening):
    write_screening()
    result = run()
    found = dict(zip(result.records["record_id"], result.records["decision"], strict=True))
    assert found == {name: decision for name, (decision, _) in DECISIONS.items()}
    assert set(result.records["settled"]) == {"agreed"}
    assert (result.agreement.n, result.agreement.percent, result.agreement.kappa) == (5, 1, 1)


def test_the_consensus_settles_decisions_and_reasons(run, write_screening, screening_rows):
    write_screening(
        first={IDS[0]: {"decision": "exclude", "reason": "off_topic"}},
        second={IDS[2]: {"reason": "outside_window"}},
        consensus=[screening_rows[IDS[0]], screening_rows[IDS[2]]],
    )
    result = run()
    rows = result.records.set_index("record_id")
    assert rows.loc[IDS[0], ["decision", "settled"]].tolist() == ["include", "consensus"]
    assert rows.loc[IDS[2], ["reason", "settled"]].tolist() == ["off_topic", "consensus"]
    assert rows.loc[IDS[0], ["decision_1", "decision_2"]].tolist() == ["exclude", "include"]
    # Kappa is about the decision: the reasons differ on one more record.
    assert result.agreement.percent == 0.8


def test_a_disagreement_without_consensus_is_an_error(run, write_screening):
    write_screening(first={IDS[0]: {"decision": "exclude", "reason": "off_topic"}})
    assert problems_of(run) == [
        "consensus.csv: 1 disagreement is not settled: ash-2020-trust.\n"
        "  Add a row with the final decision for each; `alianzas literature consensus-sheet` "
        "writes a sheet of them."
    ]


def test_a_consensus_on_an_agreed_record_is_an_error(run, write_screening, screening_rows):
    write_screening(consensus=[screening_rows[IDS[1]]])
    assert 'row 2, column "record_id": both passes agree on "cruz-2021-' in problems_of(run)[0]


def test_all_mistakes_of_all_sheets_come_at_once(run, write_screening, screening_rows):
    stranger = {**screening_rows[IDS[1]], "record_id": "cruz-2021-network"}
    write_screening(
        first={
            IDS[0]: {"decision": "inclde"},
            IDS[1]: {"reason": "off_topic"},
            IDS[2]: {"reason": "of_topic"},
            IDS[3]: {"title": "Bread and butter"},
            IDS[4]: {"reason": ""},
        },
        second={IDS[0]: {"record_id": IDS[1]}},
        consensus=[stranger],
    )
    text = "\n".join(problems_of(run))
    for part in (
        'a.csv, row 2, column "decision": "inclde" is not known here.\n  Did you mean "include"?',
        'a.csv, row 3, column "reason": an included record has the reason "off_topic".',
        'a.csv, row 4, column "reason": "of_topic" is not known here.\n  Did you mean "off_topic"?',
        'a.csv, row 5, column "title": the title "Bread and butter" is not that of "gil-2015-',
        'a.csv, row 6, column "reason": nothing is filled in.',
        'b.csv, row 3, column "record_id": the record "cruz-2021-networks" is in row 2 as well.',
        "b.csv: 1 record has no decision: ash-2020-trust.",
        'consensus.csv, row 2, column "record_id": there is no record "cruz-2021-network".\n'
        '  Did you mean "cruz-2021-networks"?',
    ):
        assert part in text


def test_an_included_record_outside_the_window_is_an_error(run, write_screening):
    change = {IDS[4]: {"decision": "include", "reason": ""}}
    write_screening(first=change, second=change)
    (problem,) = problems_of(run)
    assert (
        '"worldbank-2001-handbook" is included, but published in 2001: outside 2014–2025' in problem
    )


def test_nothing_included_is_an_error(run, write_screening):
    change = {name: {"decision": "exclude", "reason": "off_topic"} for name in IDS}
    write_screening(first=change, second=change)
    assert "no record is included" in problems_of(run)[0]


def test_a_missing_column_or_sheet_is_named(run, write_screening, tmp_path):
    write_screening()
    text = (tmp_path / "a.csv").read_text()
    (tmp_path / "a.csv").write_text(text.replace("decision", "decisions", 1))
    (tmp_path / "b.csv").unlink()
    found = problems_of(run)
    assert 'a.csv, row 1, column "decision": this column is missing.' in found[0]
    assert "b.csv: cannot be opened" in found[1]


def test_excel_in_spanish_is_read(run, write_screening, tmp_path):
    write_screening()
    text = (tmp_path / "a.csv").read_text().replace(",", ";").replace("note", "note;observación")
    (tmp_path / "a.csv").write_bytes(text.encode("cp1252"))
    assert run().agreement.percent == 1


FULL_TEXT = {IDS[0]: ("include", ""), IDS[1]: ("exclude", "off_topic"), IDS[3]: ("include", "")}


@pytest.fixture
def run_both(records, passes, full_text_passes, screening_codebook, window, tmp_path):
    return lambda: screen(
        records, passes, screening_codebook, window, 0.95, tmp_path, full_text_passes
    )


def test_full_texts_have_the_last_word(run_both, write_screening, write_full_text):
    write_screening()
    write_full_text(
        second={IDS[3]: {"decision": "not_retrieved"}}, consensus={IDS[3]: FULL_TEXT[IDS[3]]}
    )
    result = run_both()
    rows = result.records.set_index("record_id")
    assert rows["decision"].to_dict() == {
        **{name: decision for name, (decision, _) in DECISIONS.items()},
        IDS[1]: "exclude",
    }
    assert rows.loc[IDS[1], ["reason", "settled", "full_text_settled"]].tolist() == [
        "off_topic",
        "agreed",
        "agreed",
    ]
    assert rows.loc[IDS[3], "full_text_settled"] == "consensus"
    # What the first stage has put aside has no decision in the second.
    assert (rows.loc[[IDS[2], IDS[4]]].filter(like="full_text_") == "").all(axis=None)
    # Agreement is over the reports that both passes had.
    assert result.agreement.n == 5
    assert (result.full_text.n, result.full_text.percent) == (2, 1)


def test_a_report_that_nobody_could_get_is_excluded_as_such(
    run_both, write_screening, write_full_text
):
    write_screening()
    lost = {IDS[1]: {"decision": "not_retrieved", "reason": ""}}
    write_full_text(first=lost, second=lost)
    row = run_both().records.set_index("record_id").loc[IDS[1]]
    assert row[["decision", "reason", "full_text_decision"]].tolist() == [
        "exclude",
        "not_retrieved",
        "not_retrieved",
    ]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {IDS[1]: {"record_id": IDS[2], "title": "The price of bread"}},
            'c.csv, row 3, column "record_id": the record "dee-2019-price" was excluded by screening.',
        ),
        (
            {IDS[1]: {"record_id": IDS[2], "title": "The price of bread"}},
            "c.csv: 1 record has no decision: cruz-2021-networks.",
        ),
        (
            {IDS[1]: {"reason": "no_article"}},
            '"no_article" is not a reason at this stage (full texts).',
        ),
        ({IDS[1]: {"reason": "of_topic"}}, 'Did you mean "off_topic"?'),
        (
            {IDS[1]: {"decision": "not_retrieved"}},
            'a report that was not retrieved has the reason "off_topic".',
        ),
        ({IDS[1]: {"decision": "not retrieved"}}, 'Did you mean "not_retrieved"?'),
        ({IDS[0]: {"title": "Bread"}}, 'the title "Bread" is not that of "ash-2020-trust"'),
    ],
)
def test_a_broken_full_text_sheet_is_named(
    run_both, write_screening, write_full_text, change, words
):
    write_screening()
    write_full_text(first=change)
    assert any(words in problem for problem in problems_of(run_both))


def test_no_report_that_both_assessed_is_an_error(run_both, write_screening, write_full_text):
    write_screening()
    lost = {name: {"decision": "not_retrieved", "reason": ""} for name in FULL_TEXT}
    write_full_text(first=lost, consensus=FULL_TEXT)
    assert "no report was assessed in both passes" in problems_of(run_both)[0]


def test_not_retrieved_is_no_decision_on_a_title(run, write_screening):
    write_screening(first={IDS[0]: {"decision": "not_retrieved"}})
    assert '"not_retrieved" is not known here' in problems_of(run)[0]


def test_both_ends_of_the_window_belong_to_it(
    records, passes, screening_codebook, write_screening, tmp_path
):
    """The included records are of 2015, 2020 and 2021."""
    write_screening()
    for first, last, outside in ((2015, 2021, ()), (2016, 2021, (3,)), (2015, 2020, (1,))):
        window = Window(first=first, last=last)
        found = ()
        try:
            screen(records, passes, screening_codebook, window, root=tmp_path)
        except ScreeningError as error:
            found = tuple(problem.found.split('"')[1] for problem in error.problems)
        assert found == tuple(IDS[place] for place in outside)
