"""Values of the derived variables, from a frame with the answers and the scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from alianzas.survey.derived import Derived, Log
from alianzas.survey.variables import coded
from human_files.errors import DataError, Problem
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.survey.questionnaire import Questionnaire

#: How many firms with the same impossible calculation are named.
FIRMS_NAMED = 5


class UndefinedError(DataError):
    """A derived variable has no value for an answer, such as the log of zero."""


def with_derived(
    frame: pd.DataFrame,
    questionnaire: Questionnaire,
    file: str = "records/answers",
    rows: Sequence[int] | None = None,
) -> pd.DataFrame:
    """Return ``frame`` with a column per derived variable.

    ``frame``: one row per firm, with the columns that the derived variables are made from (answers;
    scores, where one is made from a score). Missing in, missing out, unless the variable says how
    many answers are enough. ``rows``: the row of each firm in ``file``, for messages. Raises
    UndefinedError for a log of zero or less and a division by zero, with the row.
    """
    if not questionnaire.derived:
        return frame
    result = frame.copy()
    problems: list[Problem] = []
    for name, derived in questionnaire.derived.items():
        values, bad = _values(derived, result, questionnaire)
        if derived.undefined == "refuse":
            problems += _problems(name, derived, result, bad, file, rows)
        result[name] = values
    if problems:
        raise UndefinedError(problems)
    return result


def _values(
    derived: Derived, frame: pd.DataFrame, questionnaire: Questionnaire
) -> tuple[pd.Series[float], pd.Series[bool]]:
    """Return the values of a derived variable, and where there can be none."""
    import numpy as np
    import pandas as pd

    how = derived.operation
    nowhere = pd.Series(False, index=frame.index)
    if derived.any_of is not None or derived.count_of is not None:
        return _naming(derived, frame, questionnaire), nowhere
    if derived.recode is not None:
        return _recoded(derived, frame, questionnaire), nowhere
    variables = questionnaire.variables
    inputs = [coded(variables[source], frame).iloc[:, 0] for source in derived.inputs]
    numbers = pd.concat(dict(enumerate(inputs)), axis=1)
    first = numbers[0]
    if how in ("sum", "mean"):
        found = numbers.sum(axis=1) if how == "sum" else numbers.mean(axis=1)
        return found.where(_enough(numbers.notna().sum(axis=1), derived)), nowhere
    if how == "difference":
        return first - numbers[1], nowhere
    if how == "ratio":
        bad = (numbers[1] == 0) & first.notna()
        return (first / numbers[1].where(numbers[1] != 0)), bad
    if how == "log":
        plus = derived.log.plus if isinstance(derived.log, Log) else 0.0
        shifted = first + plus
        return np.log(shifted.where(shifted > 0)), shifted <= 0
    assert derived.groups is not None
    edges = [-np.inf, *derived.groups.cuts, np.inf]
    return pd.cut(first, edges, right=False, labels=list(derived.answers)).astype(object), nowhere


def _enough(answered: pd.Series[int], derived: Derived) -> pd.Series[bool]:
    """Return whether as many of the inputs are answered as the variable wants; by default all."""
    needed = len(derived.inputs) if derived.least_answered is None else derived.least_answered
    return answered >= needed


def _naming(
    derived: Derived, frame: pd.DataFrame, questionnaire: Questionnaire
) -> pd.Series[float]:
    """Return whether any of the answers is given, or how many are."""
    import pandas as pd

    how = derived.any_of or derived.count_of
    assert how is not None
    wanted, variables = set(how.answers), questionnaire.variables
    counts: list[pd.Series[float]] = []
    for source in how.of:
        column, variable = frame[source], variables.get(source)
        if variable is None:  # several answers, separated by blanks
            given = column.map(lambda codes: len(wanted & set(codes.split())), na_action="ignore")
        elif wanted:
            given = column.isin(wanted | _points(wanted)).astype(float).where(column.notna())
        else:
            given = coded(variable, frame).iloc[:, 0]
        counts.append(given.astype(float))
    table = pd.concat(counts, axis=1)
    total = table.sum(axis=1).where(_enough(table.notna().sum(axis=1), derived))
    if derived.count_of is not None:
        return total
    no, yes = derived.labelled
    answers = (total > 0).map({True: yes, False: no}).astype(object)
    return answers.where(total.notna(), None)


def _points(codes: set[str]) -> set[float]:
    """Return the codes that are points of a scale, as numbers."""
    return {float(code) for code in codes if code.isdigit()}


def _recoded(
    derived: Derived, frame: pd.DataFrame, questionnaire: Questionnaire
) -> pd.Series[float]:
    """Return the answers replaced as the variable says."""
    how = derived.recode
    assert how is not None
    column = frame[how.of]
    keys = dict(how.into)
    points = {float(code): value for code, value in how.into.items() if code.isdigit()}
    found = column.map(lambda given: keys.get(given, points.get(given, how.otherwise)), "ignore")
    if how.numeric:
        return found.astype(float)
    return found.astype(object).where(column.notna(), None)


def _problems(
    name: str,
    derived: Derived,
    frame: pd.DataFrame,
    bad: pd.Series[bool],
    file: str,
    rows: Sequence[int] | None,
) -> list[Problem]:
    """Return a message on the first firms for which there is no value, and how many more there are."""
    places = [place for place, found in enumerate(bad) if found]
    problems = []
    sources = derived.inputs
    for place in places[:FIRMS_NAMED]:
        values = [frame[source].iloc[place] for source in sources]
        if derived.operation == "log":
            plus = derived.log.plus if isinstance(derived.log, Log) else 0.0
            what = f"{values[0]:g}" + (f" + {plus:g}" if plus else "")
            found = message(
                '{source} is {value}, which has no logarithm for "{name}"',
                source=sources[0],
                value=what,
                name=name,
            )
            advice = message(
                "Correct the answer; or, in the questionnaire, add a constant (`log: {{of: "
                "{source}, plus: 1}}`) or write `undefined: missing` under `{name}:`.",
                source=sources[0],
                name=name,
            )
        else:
            found = message(
                '{divisor} is 0, so {source} cannot be divided by it for "{name}"',
                divisor=sources[1],
                source=sources[0],
                name=name,
            )
            advice = message(
                "Correct the answer; or write `undefined: missing` under `{name}:` in the "
                "questionnaire.",
                name=name,
            )
        if place == places[:FIRMS_NAMED][-1] and len(places) > FIRMS_NAMED:
            found += message("; the same for {n} more firms", n=len(places) - FIRMS_NAMED)
        firm = frame["respondent"].iloc[place] if "respondent" in frame else None
        told = f"{firm}: {found}." if firm is not None else f"{found}."
        row = None if rows is None else rows[place]
        problems.append(Problem(file, told, advice, row, sources[-1]))
    return problems
