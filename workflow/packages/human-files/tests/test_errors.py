import pytest

from human_files.errors import DataError, Problem, UserError, did_you_mean, nearest


def test_a_problem_names_file_row_column_and_what_to_do():
    problem = Problem("data/x.csv", "7 is outside the scale.", "Correct it.", row=37, column="SC2")
    assert str(problem) == (
        'data/x.csv, row 37, column "SC2": 7 is outside the scale.\n  Correct it.'
    )


def test_a_text_has_lines():
    assert str(Problem("manuscript/article.en.qmd", "x.", "y.", row=3)).startswith(
        "manuscript/article.en.qmd, line 3: x."
    )


def test_all_problems_travel_together():
    error = DataError([Problem("a", "one.", "mend."), Problem("b", "two.", "mend.")])
    assert [problem.file for problem in error.problems] == ["a", "b"]
    assert "a: one." in str(error) and "b: two." in str(error)


def test_an_error_without_a_problem_is_a_fault_of_the_program():
    with pytest.raises(ValueError, match="at least one"):
        UserError([])


@pytest.mark.parametrize(
    ("word", "expected"),
    [("complience", None), ("Theroy", "theory"), ("antecedent", "antecedents"), ("xyz", None)],
)
def test_nearest(word, expected):
    assert nearest(word, ["theory", "antecedents", "outcomes"]) == expected


def test_advice_lists_what_is_allowed_where_nothing_is_close():
    assert did_you_mean("zzz", ["b", "a"]) == "Allowed: a, b."
    assert did_you_mean("theroy", ["theory"]) == 'Did you mean "theory"?'
