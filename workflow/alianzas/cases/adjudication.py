"""Settling the coders' disagreements: from two judgements of each case and code to one coding."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alianzas.cases.case_codes import CaseCodes
from alianzas.cases.judgements import Judgement
from honest_results.facts import Fact
from human_files.errors import DataError, Problem
from human_files.language.messages import message

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "case",
    "model",
    "dimension",
    "code",
    "value",
    "source",
    "passage",
    "start",
    "end",
    "settled_by",
)
AGREEMENT, CONSENSUS = "agreement", "consensus"


class UnsettledDisagreementError(DataError):
    """The coders disagree, and the consensus sheet does not say which of them is right."""


def adjudicate(
    judgements: pd.DataFrame,
    consensus: Sequence[Judgement],
    profiles: pd.DataFrame,
    file: Path | str,
) -> pd.DataFrame:
    """Return one coding per case and code, in the order of ``judgements``.

    ``judgements`` are the coders' (see judgements.read_coders), ``consensus`` the rows of the sheet
    ``file`` that settles them: a row there overrides the coders, even where they agree. A majority
    settles nothing: the coder in the minority may be the one who read more closely. Columns
    :data:`COLUMNS`; ``model`` is that of ``profiles``; the passage is the consensus sheet's or, by
    agreement, the first coder's; ``settled_by`` says which. Raises UnsettledDisagreementError,
    which names every disagreement missing from the consensus sheet.
    """
    import pandas as pd

    settled: dict[tuple[str, str], Judgement] = {}
    for one in consensus:
        settled.setdefault((one.case, one.code), one)  # of several passages the first
    models = dict(zip(profiles["case"], profiles["model"], strict=True))
    groups: dict[tuple[str, str], list[Any]] = {}
    for judgement in judgements.itertuples():
        groups.setdefault((str(judgement.case), str(judgement.code)), []).append(judgement)
    rows: list[tuple[object, ...]] = []
    problems: list[Problem] = []
    for (case, code), group in groups.items():
        first = group[0]
        agreed = settled.get((case, code))
        if agreed is not None:
            place = (*_place(agreed), CONSENSUS)
        elif len({one.value for one in group}) == 1:
            place = (*_place(first), AGREEMENT)
        else:
            said = ", ".join(
                message("{coder} says {value}", coder=one.coder, value=one.value) for one in group
            )
            if len(group) > 2:
                said += message(
                    " ({n} of {all} find it present)",
                    n=sum(one.value for one in group),
                    all=len(group),
                )
            problems.append(
                Problem(
                    str(file),
                    message(
                        '"{code}" in "{case}" is not settled: {said}.',
                        code=code,
                        case=case,
                        said=said,
                    ),
                    message("Add a row for it with the value they agree on after discussing it."),
                )
            )
            continue
        rows.append((case, models[case], first.dimension, code, *place))
    if problems:
        raise UnsettledDisagreementError(problems)
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame.astype({"value": "int64", "start": "Int64", "end": "Int64"})


def _place(one: Any) -> tuple[object, ...]:
    """Return the value of a judgement and where its passage is."""
    return one.value, one.source, one.passage, one.start, one.end


def adjudication_facts(judgements: pd.DataFrame, codings: pd.DataFrame) -> list[Fact]:
    """Return how many judgements the coders differed on, and how these were settled."""
    keys = ["case", "code"]
    differ = judgements.groupby(keys, sort=False)["value"].nunique() > 1
    values = codings.set_index(keys)["value"][differ[differ].index]
    return [
        Fact("cases.disagreements.n", int(differ.sum()), "count", n=len(differ)),
        Fact("cases.disagreements.present.n", int((values == 1).sum()), "count"),
        Fact("cases.disagreements.absent.n", int((values == 0).sum()), "count"),
    ]


def outcome_by_case(codings: pd.DataFrame, codes: CaseCodes) -> pd.Series[bool]:
    """Return whether each case succeeded, by case, in the order of the cases."""
    rows = codings[codings["code"] == codes.outcome]
    return rows.set_index("case")["value"] == 1
