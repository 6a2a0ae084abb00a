import pytest

from alianzas.literature.coding_sheets import CodingError
from alianzas.literature.study_coding import code_studies
from field_statistics.agreement import cohen_kappa
from unit.literature.conftest import IDS


@pytest.fixture
def run(screened, passes, codebook, tmp_path):
    return lambda: code_studies(screened, passes, codebook, root=tmp_path)


def problems_of(run):
    with pytest.raises(CodingError) as caught:
        run()
    return [str(problem) for problem in caught.value.problems]


def test_agreed_codes_are_final(run, write_coding):
    write_coding()
    result = run()
    codes = result.codes.groupby(["record_id", "dimension"])["code"].apply(list)
    assert codes[IDS[0], "theory"] == ["resource_view", "relational_view"]
    assert codes[IDS[1], "theory"] == ["not_stated"]
    assert result.settled == 0
    assert all(dimension.identical == 1 for dimension in result.dimensions)


def test_agreement_per_code_and_dimension_and_the_consensus(run, write_coding):
    write_coding(
        first={IDS[0]: {"theory": "capabilities"}},
        consensus={IDS[0]: {"theory": "resource_view"}},
    )
    result = run()
    theory = result.dimensions[0]
    assert (theory.dimension, theory.settled, theory.identical) == (
        "theory",
        1,
        pytest.approx(2 / 3),
    )
    # Three records × three codes; the first reader missed two codes and added one.
    assert theory.pooled.n == 9
    assert theory.pooled.percent == pytest.approx(6 / 9)
    assert theory.codes["capabilities"] == cohen_kappa([True, False, True], [False, False, True])
    assert theory.codes["not_stated"].kappa == 1
    assert result.pooled.n == 9 + 4 * 6
    assert result.settled == 1
    final = result.codes.query("record_id == @IDS[0] and dimension == 'theory'")
    assert final["code"].tolist() == ["resource_view"]


def test_a_disagreement_without_consensus_is_an_error(run, write_coding, tmp_path):
    write_coding(first={IDS[0]: {"method": "case_study"}})
    lines = (tmp_path / "consensus.csv").read_text().splitlines()
    (tmp_path / "consensus.csv").write_text("\n".join([lines[0], *lines[2:]]))
    assert problems_of(run) == [
        "consensus.csv: 1 disagreement is not settled: ash-2020-trust (method).\n"
        "  Add a row with the final codes of each record; `alianzas literature consensus-sheet` "
        "writes a sheet of them."
    ]


def test_the_consensus_may_not_change_what_both_agree_on(run, write_coding):
    write_coding(consensus={IDS[3]: {"outcomes": "performance"}})
    (problem,) = problems_of(run)
    assert 'consensus.csv, row 4, column "outcomes": both passes agree on "innovation"' in problem


def test_all_mistakes_of_all_sheets_come_at_once(run, write_coding, tmp_path):
    write_coding(
        first={
            IDS[0]: {"theory": "resorce_view", "method": "trust", "antecedents": ""},
            IDS[1]: {"theory": "resources", "method": "not_stated;survey"},
        },
        second={IDS[0]: {"record_id": IDS[2]}, IDS[3]: {"theory": "capabilities; Capabilities"}},
    )
    text = "\n".join(problems_of(run))
    for part in (
        'a.csv, row 2, column "theory": "resorce_view" is not a code of theory.\n'
        '  Did you mean "resource_view"?',
        'a.csv, row 2, column "method": "trust" is not a code of method.\n  Move it to antecedents.',
        'a.csv, row 2, column "antecedents": no code is given.',
        'a.csv, row 3, column "theory": "resources" is a heading, not a code.\n'
        "  Give one of: resource_view, capabilities.",
        'a.csv, row 3, column "method": "not_stated" is given with other codes.',
        'b.csv, row 2, column "record_id": the record "dee-2019-price" was excluded by screening.',
        "b.csv: 1 included record is not coded: ash-2020-trust.",
        'b.csv, row 4, column "theory": "capabilities" is given twice.',
    ):
        assert part in text


def test_a_missing_dimension_is_named(run, write_coding, tmp_path):
    write_coding()
    text = (tmp_path / "a.csv").read_text()
    (tmp_path / "a.csv").write_text(text.replace("method", "metod", 1))
    (problem,) = problems_of(run)
    assert 'a.csv, row 1, column "method": this column is missing.' in problem


@pytest.mark.parametrize(
    ("change", "advice"),
    [
        ({"theory": "resource_view, capabilities"}, 'Separate several codes by ";".'),
        ({"theory": "Resource_view (es)"}, 'Did you mean "resource_view"?'),
        ({"theory": "survey"}, "Move it to method."),
    ],
)
def test_what_people_write_instead_of_codes_is_understood(run, write_coding, change, advice):
    write_coding(first={IDS[0]: change})
    (problem,) = problems_of(run)
    assert problem.startswith('a.csv, row 2, column "theory"')
    assert advice in problem


@pytest.mark.parametrize("column", ["theory2", "theory 2", "theory (2)", "theory.2"])
def test_a_column_for_further_codes_is_read_or_refused(
    run, write_coding, coding_rows, codebook, write_sheet, column
):
    """Never passed over: its codes would be lost."""
    write_coding()
    rows = [{**row, column: ""} for row in coding_rows.values()]
    write_sheet("a.csv", ("record_id", "title", *codebook.by_id, column), rows)
    (problem,) = problems_of(run)
    assert problem.startswith(f'a.csv, row 1, column "{column}": this column would not be read.')
    assert 'Name it "theory_2".' in problem
