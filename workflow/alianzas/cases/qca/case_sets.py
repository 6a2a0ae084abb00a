"""The sets of the analysis: each case's degree of membership, from codes and from numbers.

Numbers become fuzzy sets by the direct method of calibration (Ragin, 2008).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from alianzas.cases.case_codes import JUDGED, CaseCodes
from alianzas.cases.qca.case_numbers import read_measures
from alianzas.config.qca_settings import CalibratedSet, QcaSettings
from human_files.errors import DataError, Problem, did_you_mean
from human_files.language.messages import message
from qca.calibration import Anchors, calibrate_crisp, calibrate_directly
from qca.truth_table import in_no_corner

if TYPE_CHECKING:
    import pandas as pd

    from qca.terms import Values

#: Columns of the profile sheet that hold numbers.
PROFILE_NUMBERS = ("founded", "employees", "alliance_start")


class UnknownSetError(DataError):
    """The study file names an outcome, a condition or a column that does not exist."""


class UndecidedMembershipError(DataError):
    """A case lies exactly at the crossover: it belongs to no configuration."""


@dataclass(frozen=True)
class CaseSets:
    """Cases, conditions, degrees (cases × conditions), and degrees in the outcome."""

    cases: tuple[str, ...]
    conditions: tuple[str, ...]
    values: Values
    outcome_name: str
    outcome: Values

    @property
    def crisp(self) -> bool:
        """Whether every degree is 0 or 1."""
        import numpy as np

        return bool(np.isin(self.values, (0, 1)).all() and np.isin(self.outcome, (0, 1)).all())

    def only(self, conditions: Sequence[str]) -> CaseSets:
        """Return the same cases with some of the conditions only."""
        places = [self.conditions.index(one) for one in conditions]
        return replace(self, conditions=tuple(conditions), values=self.values[:, places])


@dataclass(frozen=True)
class Numbers:
    """What the sets are made from: one row per case, in the order of the cases.

    ``coded`` has the judged codes (0 or 1), ``counted`` the numeric columns.
    """

    coded: pd.DataFrame
    counted: pd.DataFrame


def collect_numbers(
    settings: QcaSettings,
    codings: pd.DataFrame,
    profiles: pd.DataFrame,
    measures: Path | str | None,
) -> Numbers:
    """Return codes and numbers of every case; ``measures`` is the sheet of that name, if any.

    Raises MeasureError as read_measures does.
    """
    import pandas as pd

    cases = list(profiles["case"])
    counted = profiles.set_index("case")[list(PROFILE_NUMBERS)].astype("float64")
    if measures is not None:
        further = read_measures(measures, cases, measure_columns(settings))
        counted = pd.concat([counted, further], axis=1)
    coded = codings.pivot(index="case", columns="code", values="value").reindex(cases)
    return Numbers(coded.astype("float64"), counted)


def measure_columns(settings: QcaSettings) -> list[str]:
    """Return the columns that the sheet of measures must have."""
    return sorted({one.of for one in settings.sets.values()} - {*PROFILE_NUMBERS})


def check_names(settings: QcaSettings, codes: CaseCodes, file: str) -> list[Problem]:
    """Return a problem for each name in the study file ``file`` that refers to nothing."""
    known = [*codes.judged, *settings.sets]
    problems = []
    for key, names in (("outcome", [settings.outcome]), ("conditions", settings.conditions)):
        for name in names:
            if name not in known:
                found = message(
                    '"{name}" is neither a code that coders judge nor one of `sets`.', name=name
                )
                advice = (
                    did_you_mean(name, known)
                    + " "
                    + message("The codes are in {file}.", file=codes.file)
                )
                problems.append(Problem(file, found, advice, column=f"cases.qca.{key}"))
    for name, one in settings.sets.items():
        place = f"cases.qca.sets.{name}.of"
        if name in codes.judged:
            found = message('"{name}" is a code of the codebook already.', name=name)
            problems.append(
                Problem(file, found, message("Give the set another name."), column=place)
            )
        if settings.measures is None and one.of not in PROFILE_NUMBERS:
            found = message('"{name}" is not a numeric column of the profile sheet.', name=one.of)
            advice = (
                did_you_mean(one.of, PROFILE_NUMBERS)
                + " "
                + message("Other numbers need `measures:`.")
            )
            problems.append(Problem(file, found, advice, column=place))
    return problems


def build_sets(settings: QcaSettings, numbers: Numbers, codes: CaseCodes, file: str) -> CaseSets:
    """Return the degrees of every case in the conditions and the outcome.

    Raises UnknownSetError for names in the study file ``file`` that refer to nothing, and
    UndecidedMembershipError for a case exactly at the crossover of a condition.
    """
    import numpy as np

    problems = check_names(settings, codes, file) or _uncoded(settings, numbers, file)
    if problems:
        raise UnknownSetError(problems)
    sets = CaseSets(
        cases=tuple(str(case) for case in numbers.coded.index),
        conditions=tuple(settings.conditions),
        values=np.column_stack([_degrees(one, settings, numbers) for one in settings.conditions]),
        outcome_name=settings.outcome,
        outcome=_degrees(settings.outcome, settings, numbers),
    )
    undecided = undecided_cases(sets)
    if undecided:
        raise UndecidedMembershipError(
            [
                Problem(
                    file,
                    message(
                        'the case "{case}" lies exactly at the crossover of "{name}".',
                        case=case,
                        name=name,
                    ),
                    message("Move the crossover a little, for a substantive reason."),
                    column=f"cases.qca.sets.{name}.anchors",
                )
                for case, name in undecided
            ]
        )
    return sets


def _uncoded(settings: QcaSettings, numbers: Numbers, file: str) -> list[Problem]:
    """Return a problem for each code on which some case was not judged."""
    problems = []
    for name in (settings.outcome, *settings.conditions):
        if name in settings.sets:
            continue
        judged = set(numbers.coded[name].dropna().index) if name in numbers.coded else set()
        missing = [str(case) for case in numbers.coded.index if case not in judged]
        if missing:
            found = message(
                'the coding does not say whether "{name}" is present in: {missing}.',
                name=name,
                missing=", ".join(missing),
            )
            advice = message("Code these cases, or take the set out of the analysis.")
            problems.append(Problem(file, found, advice, column="cases.qca"))
    return problems


def undecided_cases(sets: CaseSets) -> list[tuple[str, str]]:
    """Return each (case, condition) with a degree of exactly one half."""
    places = in_no_corner(sets.values).nonzero()
    return [
        (sets.cases[case], sets.conditions[condition])
        for case, condition in zip(*places, strict=True)
    ]


def _degrees(name: str, settings: QcaSettings, numbers: Numbers) -> Values:
    """Return each case's degree of membership in one set: coded, or calibrated from numbers."""
    made = settings.sets.get(name)
    if made is None:
        return numbers.coded[name].to_numpy()
    return calibrate(made, numbers.counted[made.of].to_numpy())


def calibrate(made: CalibratedSet, values: Values) -> Values:
    """Return the degrees of ``values`` in a set as the study file defines it."""
    if made.anchors is not None:
        anchors = made.anchors
        return calibrate_directly(
            values, Anchors(anchors.exclusion, anchors.crossover, anchors.inclusion)
        )
    assert made.threshold is not None  # the settings model guarantees one of the two
    return calibrate_crisp(values, made.threshold)


def set_labels(
    settings: QcaSettings, codes: CaseCodes
) -> tuple[
    dict[str, Mapping[str, str]], dict[str, Mapping[str, str]], dict[str, Mapping[str, str]]
]:
    """Return the names of all sets by language: as printed, as enumerated, and as nouns."""
    printed: dict[str, Mapping[str, str]] = {}
    inside: dict[str, Mapping[str, str]] = {}
    nouns: dict[str, Mapping[str, str]] = {}
    for dimension in JUDGED:
        for code in codes.codes(dimension):
            printed[code.id], inside[code.id] = code.label.by_language(), code.words()
            nouns[code.id] = code.nouns()
    for name, made in settings.sets.items():
        printed[name], inside[name], nouns[name] = (
            made.label.by_language(),
            made.words(),
            made.nouns(),
        )
    return printed, inside, nouns
