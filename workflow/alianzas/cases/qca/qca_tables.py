"""The tables of the analysis: sets, necessary conditions, truth table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alianzas.cases.cross_case_matrix import ABSENT, PRESENT
from alianzas.cases.qca.case_sets import CaseSets
from alianzas.cases.qca.configuration_words import as_formula
from alianzas.cases.qca.fitted_models import Context, name_cases
from alianzas.cases.qca.qca_analysis import NEGATION, OUTCOME, Analysis
from honest_results.tables import Column, Table
from human_files.language.current import in_every_language, in_first_language
from qca.cuts import more_in
from qca.truth_table import POSITIVE, REMAINDER, Row

if TYPE_CHECKING:
    from alianzas.config.qca_settings import QcaSettings

#: A truth table with more rows is printed without those that have no case.
_FULL = 16


def sets_table(settings: QcaSettings, sets: CaseSets, context: Context) -> Table:
    """Return the table ``sets``: how each set is defined and how many cases are in it."""
    import pandas as pd

    degrees = {**dict(zip(sets.conditions, sets.values.T, strict=True))}
    degrees[sets.outcome_name] = sets.outcome
    rows: list[dict[str, Any]] = []
    for name, values in degrees.items():
        made = settings.sets.get(name)
        anchors = made.anchors if made else None
        crisp = "cases.qca.source.code" if made is None else f"cases.column.{made.of}"
        if made is not None and crisp not in context.labels:
            crisp = made.of
        rows.append(
            {
                "role": f"cases.qca.{'outcome' if name == sets.outcome_name else 'condition'}",
                "set": f"cases.qca.set.{name}",
                "source": crisp,
                "exclusion": anchors.exclusion if anchors else None,
                "crossover": anchors.crossover if anchors else made.threshold if made else None,
                "inclusion": anchors.inclusion if anchors else None,
                "inside": int(more_in(values).sum()),
                "outside": int((~more_in(values)).sum()),
            }
        )
    own = {one.of: in_every_language(one.of) for one in settings.sets.values()}
    return Table(
        id="sets",
        frame=pd.DataFrame(rows),
        columns=[
            Column("set", "cases.qca.column.set", "label"),
            Column("source", "cases.qca.column.source", "label"),
            Column("exclusion", "cases.qca.column.exclusion", "number", decimals=1),
            Column("crossover", "cases.qca.column.crossover", "number", decimals=1),
            Column("inclusion", "cases.qca.column.inclusion", "number", decimals=1),
            Column("inside", "cases.qca.column.inside", "count"),
            Column("outside", "cases.qca.column.outside", "count"),
        ],
        notes=["cases.qca.note.sets"],
        labels={**own, **_set_labels(context)},
        group="role",
    )


def necessity_table(settings: QcaSettings, analysis: Analysis, context: Context) -> Table:
    """Return the table ``necessary_conditions``: conditions, negations and disjunctions by side."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    labels: dict[str, dict[str, str]] = {}
    for side in analysis.sides:
        labels[f"cases.qca.side.{side.name}"] = context.heading(analysis, side.name)
        necessary = {one.term for one in (*side.necessary, *side.disjunctions)}
        for one in (*side.singles, *side.disjunctions):
            formula = as_formula(one.term, analysis.sets.conditions, context.printed, "+")
            labels[in_first_language(formula)] = formula
            rows.append(
                {
                    "side": f"cases.qca.side.{side.name}",
                    "condition": in_first_language(formula),
                    **one.fit._asdict(),
                    "necessary": PRESENT if one.term in necessary else ABSENT,
                }
            )
    names = ["side", "condition", "consistency", "coverage", "relevance", "necessary"]
    cuts = settings.necessity.model_dump()
    return Table(
        id="necessary_conditions",
        frame=pd.DataFrame(rows, columns=names),
        columns=[
            Column("condition", "cases.qca.column.condition", "label"),
            Column("consistency", "cases.qca.column.consistency", "number"),
            Column("coverage", "cases.qca.column.coverage", "number"),
            Column("relevance", "cases.qca.column.relevance", "number"),
            Column("necessary", "cases.qca.column.necessary", "label", align="center"),
        ],
        notes=["cases.qca.note.necessity"],
        values={name: {"value": cut, "kind": "number"} for name, cut in cuts.items()},
        labels=labels,
        group="side",
    )


def truth_table(settings: QcaSettings, analysis: Analysis, context: Context) -> Table:
    """Return the table ``truth_table``: each configuration, its fit on both sides, its cases.

    The rows that show the outcome come first, then the others by falling consistency; rows without
    cases come last.
    """
    import pandas as pd

    conditions = analysis.sets.conditions
    rows: list[dict[str, Any]] = []
    if analysis.sides:
        pairs = zip(
            analysis.side(OUTCOME).table.rows, analysis.side(NEGATION).table.rows, strict=True
        )
        rows = [
            _truth_row(first, second, conditions, context)
            for first, second in sorted(pairs, key=lambda pair: _order(pair[0]))
            if first.n or 2 ** len(conditions) <= _FULL
        ]
    columns = [*conditions, "n", "consistency", "pri", "outcome", "negation", "cases"]
    cuts = settings.cuts.model_dump()
    kinds = {"cases": "count", "consistency": "number", "pri": "number"}
    return Table(
        id="truth_table",
        frame=pd.DataFrame(rows, columns=columns),
        columns=[
            *(Column(one, f"cases.qca.set.{one}", "label", align="center") for one in conditions),
            Column("n", "cases.qca.column.n", "count"),
            Column("consistency", "cases.qca.column.consistency", "number"),
            Column("pri", "cases.qca.column.pri", "number"),
            Column("outcome", "cases.qca.side.outcome", "label", align="center"),
            Column("negation", "cases.qca.side.negation", "label", align="center"),
            Column("cases", "cases.qca.column.cases"),
        ],
        notes=["cases.qca.note.truth_table"],
        values={name: {"value": cut, "kind": kinds[name]} for name, cut in cuts.items()},
        labels={
            **_set_labels(context),
            **{
                f"cases.qca.side.{side}": context.heading(analysis, side)
                for side in (OUTCOME, NEGATION)
            },
        },
    )


def _truth_row(
    first: Row, second: Row, conditions: tuple[str, ...], context: Context
) -> dict[str, Any]:
    """Return one configuration's row from its rows in the two sides' truth tables."""
    signs = {1: PRESENT, 0: ABSENT}
    return {
        **{one: signs[digit] for one, digit in zip(conditions, first.digits, strict=True)},
        "n": first.n,
        "consistency": first.consistency,
        "pri": first.pri,
        "outcome": f"cases.qca.status.{first.status}",
        "negation": f"cases.qca.status.{second.status}",
        "cases": name_cases(first.having, first.lacking, context.firms),
    }


def _order(row: Row) -> tuple[bool, bool, float, tuple[int, ...]]:
    """Sort key of the truth table; see :func:`truth_table`."""
    consistency = row.consistency if row.consistency == row.consistency else 0.0
    digits = tuple(1 - digit for digit in row.digits)
    return row.status == REMAINDER, row.status != POSITIVE, -consistency, digits


def _set_labels(context: Context) -> dict[str, dict[str, str]]:
    """Return the printed names of the sets by label key."""
    return {f"cases.qca.set.{name}": dict(text) for name, text in context.printed.items()}
