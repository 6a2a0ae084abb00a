"""The contract of the answers and the scores, as pandera schemas built from the questionnaire.

The cells of an export are validated one by one, and each mistake is reported with its row (see
response_validation). This is the second safeguard: whatever the tool, the file or the change, no
frame that the questionnaire does not allow leaves the import or the scoring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from alianzas.survey.questionnaire import Questionnaire
from alianzas.survey.questions import Question
from human_files.errors import DataError, Problem
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd
    from pandera.pandas import Check, Column, DataFrameSchema

#: Question types whose answers are numbers.
NUMERIC = ("rating", "integer", "decimal")


class ContractError(DataError):
    """Records contain what the questionnaire does not allow."""


def answers_schema(questionnaire: Questionnaire) -> DataFrameSchema:
    """Return the schema of ``answers``: one row per firm kept, one column per question.

    Ratings are within their scale, numbers within their bounds, choices from their list; each firm
    occurs once; nothing is answered that the skip logic does not ask; there are no other columns.
    """
    from pandera.pandas import DataFrameSchema

    questions = [q for q in questionnaire.questions if q.id not in questionnaire.administrative]
    return DataFrameSchema(
        {"respondent": _firm()} | {q.id: _answers(q, questionnaire) for q in questions},
        checks=[_asked(q, questionnaire) for q in questions],
        strict=True,
        name="answers",
    )


def scores_schema(questionnaire: Questionnaire, groups: tuple[str, ...]) -> DataFrameSchema:
    """Return the schema of ``scores``: the firm's answers, a score per construct, and its group.

    A score is a mean of answers and so within its scale; ``groups`` are those a firm may belong
    to, if any.
    """
    from pandera.pandas import Check, Column, DataFrameSchema

    answers = answers_schema(questionnaire)
    items = {item.id for item in questionnaire.items()}
    columns = {name: column for name, column in answers.columns.items() if name not in items}
    for construct in questionnaire.constructs:
        low, high = questionnaire.points(questionnaire.items(construct)[0])
        within = Check.in_range(low, high, error="points")
        columns[construct] = Column(float, within, nullable=True)
    for name, derived in questionnaire.derived.items():
        allowed = [Check.isin(list(derived.labelled), error="list")] if derived.gives_codes else []
        kind = None if derived.gives_codes else float
        columns[name] = Column(kind, allowed, nullable=True)
    if groups:
        columns["group"] = Column(checks=Check.isin(groups, error="list"), nullable=True)
    return DataFrameSchema(columns, strict=True, name="scores")


def check_records(frame: pd.DataFrame, schema: DataFrameSchema) -> None:
    """Raise ContractError with every violation of ``schema`` in ``frame``, firm by firm.

    ``frame`` has a column ``respondent``. Free-text answers are not repeated in the message.
    """
    from pandera.errors import SchemaErrors

    try:
        schema.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return
    file = f"records/{schema.name}"
    advice = message("The import should have refused it: please report it with the questionnaire.")
    problems = []
    # pandera reports a check of whole rows once per column of the row.
    whole_rows = cases["check"].astype(str).str.startswith("asked:")
    cases["column"] = cases["column"].mask(whole_rows, cases["check"].astype(str).str[6:])
    for case in cases.drop_duplicates(["column", "check", "index"]).itertuples():
        known = isinstance(case.index, int) and "respondent" in frame
        firm = message("firm {name}: ", name=frame["respondent"].loc[case.index]) if known else ""
        found = f"{firm}{_in_words(str(case.check), case.failure_case)}"
        column = None if case.column == schema.name else case.column
        problems.append(Problem(file, found, advice, column=column))
    raise ContractError(problems)


def _firm() -> Column:
    """Return the column of the firms' numbers."""
    from pandera.pandas import Check, Column

    return Column(checks=Check.str_matches(r"^R\d{3,}$", error="number"), unique=True)


def _answers(question: Question, questionnaire: Questionnaire) -> Column:
    """Return the column of a question with the checks that its type calls for."""
    from pandera.pandas import Check, Column

    checks: list[Check] = []
    if question.type == "rating":
        checks = [Check.in_range(*questionnaire.points(question), error="points")]
    elif question.type in NUMERIC:
        if question.minimum is not None:
            checks.append(Check.ge(question.minimum, error="minimum"))
        if question.maximum is not None:
            checks.append(Check.le(question.maximum, error="maximum"))
    elif question.type == "select_one":
        checks = [Check.isin(list(questionnaire.answers(question)), error="list")]
    elif question.type == "select_multiple":
        known = set(questionnaire.answers(question))
        checks = [Check(lambda given: set(given.split()) <= known, error="list", element_wise=True)]
    if question.type in ("rating", "integer"):
        checks.append(Check(lambda column: column % 1 == 0, error="whole"))
    return Column(float if question.type in NUMERIC else None, checks, nullable=True)


def _asked(question: Question, questionnaire: Questionnaire) -> Check:
    """Return the check that only firms to which the skip logic puts ``question`` answer it."""
    from pandera.pandas import Check

    def nothing_beside(frame: pd.DataFrame) -> pd.Series[bool]:
        return frame[question.id].isna() | questionnaire.asked(question, frame)

    return Check(nothing_beside, error=f"asked:{question.id}", ignore_na=False)


def _in_words(check: str, value: object) -> str:
    """Return what is wrong, in the words of the project instead of pandera's."""
    if check.startswith("asked:"):
        return message("answered, although it is not asked of this firm.")
    if check == "column_in_schema":
        return message('there is a column "{value}" that is not a question.', value=value)
    if check == "column_in_dataframe":
        return message('there is no column "{value}".', value=value)
    said = {
        "points": message("{value} is outside the points of the scale.", value=value),
        "minimum": message("{value} is below the smallest number allowed.", value=value),
        "maximum": message("{value} is above the largest number allowed.", value=value),
        "whole": message("{value} is not a whole number.", value=value),
        "list": message("the answer is not in the list."),
        "number": message("this is not a firm's number."),
        "field_uniqueness": message("the firm has two rows."),
    }
    return said.get(check, message("the column breaks the rule {check}.", check=check))
