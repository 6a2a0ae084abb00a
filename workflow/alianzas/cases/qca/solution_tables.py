"""The tables of solutions: the configurations, every model of every solution, and robustness."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from alianzas.cases.qca.configuration_words import as_formula
from alianzas.cases.qca.fitted_models import Context, ModelFit, TermFit, fit_model, name_cases
from alianzas.cases.qca.qca_analysis import ENHANCED, ENHANCED_PARSIMONIOUS, Analysis, SideResult
from alianzas.cases.qca.qca_robustness import Robustness
from alianzas.sentences import sentence
from honest_results.tables import Column, Table
from human_files.language.current import current_languages, in_every_language, in_first_language
from human_files.language.numbers import format_value
from qca.solutions import CONSERVATIVE, INTERMEDIATE, PARSIMONIOUS, Solution
from qca.terms import ANY

if TYPE_CHECKING:
    from qca.fit import Sufficiency

#: Solutions in the order of the table.
SOLUTION_KINDS = (CONSERVATIVE, INTERMEDIATE, PARSIMONIOUS, ENHANCED, ENHANCED_PARSIMONIOUS)
#: How many models of an ambiguous solution are printed at most.
MOST_SHOWN = 4


def configurations_table(analysis: Analysis, context: Context) -> Table:
    """Return the table ``configurations``, the chart of Fiss (2011) transposed.

    One row per configuration of the first model of the enhanced solution, then one for the whole
    model.
    """
    import pandas as pd

    conditions = analysis.sets.conditions
    rows: list[dict[str, Any]] = []
    labels: dict[str, Mapping[str, str]] = {
        f"cases.qca.set.{name}": text for name, text in context.printed.items()
    }
    for side in analysis.sides:
        labels[f"cases.qca.side.{side.name}"] = context.heading(analysis, side.name)
        for model in side.solutions[ENHANCED].models[:1]:
            fitted = fit_model(model, side, analysis)
            for number, one in enumerate(fitted.terms, start=1):
                labels[f"cases.qca.number.{number}"] = in_every_language(str(number))
                rows.append(
                    {
                        "side": f"cases.qca.side.{side.name}",
                        "configuration": f"cases.qca.number.{number}",
                        **{
                            name: sign(one.term[place], one.core[place])
                            for place, name in enumerate(conditions)
                        },
                        **_numbers(one.fit, one.unique),
                        "cases": name_cases(one.typical, one.deviant, context.firms),
                    }
                )
            whole = {"side": f"cases.qca.side.{side.name}", "configuration": "cases.qca.whole"}
            empty = dict.fromkeys(conditions)
            rows.append({**whole, **empty, **_numbers(fitted.whole, None), "cases": ""})
    names = ["side", "configuration", *conditions, *_NUMBERS, "cases"]
    return Table(
        id="configurations",
        frame=pd.DataFrame(rows, columns=names),
        columns=[
            Column("configuration", "cases.qca.column.configuration", "label"),
            *(
                Column(one, f"cases.qca.set.{one}", "label", missing="", align="center")
                for one in conditions
            ),
            # Their PRI is in the table of solutions; the firms need the room.
            *(column for column in _number_columns() if column.name != "pri"),
            Column("cases", "cases.qca.column.cases"),
        ],
        notes=["cases.qca.note.configurations"],
        labels=labels,
        group="side",
    )


def solutions_table(analysis: Analysis, context: Context) -> Table:
    """Return the table ``solutions``: each term of each model of each solution, by side."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    labels: dict[str, Mapping[str, str]] = {}
    for side in analysis.sides:
        for kind in SOLUTION_KINDS:
            for panel, words, fitted in _panels(side, kind, analysis, context):
                labels[panel] = words
                for one in fitted.terms:
                    formula = as_formula(one.term, analysis.sets.conditions, context.printed, "·")
                    labels[in_first_language(formula)] = formula
                    rows.append(_solution_row(panel, in_first_language(formula), one, context))
                rows.append(
                    {
                        "panel": panel,
                        "term": "cases.qca.whole",
                        **_numbers(fitted.whole, None),
                        "cases": "",
                    }
                )
    return Table(
        id="solutions",
        frame=pd.DataFrame(rows, columns=["panel", "term", *_NUMBERS, "cases"]),
        columns=[
            Column("term", "cases.qca.column.configuration", "label"),
            *_number_columns(),
            Column("cases", "cases.qca.column.cases"),
        ],
        notes=["cases.qca.note.solutions"],
        values={"most": {"value": MOST_SHOWN, "kind": "count"}},
        labels=labels,
        group="panel",
    )


def robustness_table(
    found: Mapping[str, Robustness | None], analysis: Analysis, context: Context
) -> Table:
    """Return the table ``robustness``: the enhanced solution under changed choices, by side."""
    import pandas as pd

    rows: list[dict[str, Any]] = []
    labels: dict[str, Mapping[str, str]] = {}
    for side, result in found.items():
        if result is None:
            continue
        panel = f"cases.qca.side.{side}"
        labels[panel] = context.heading(analysis, side)
        for test in result.tests:
            key = f"cases.qca.choice.{test.choice.what}"
            if test.choice.name is not None:
                name = dict(context.printed[test.choice.name])
                labels[f"{key}.{test.choice.name}"] = sentence(key, context.labels, name=name)
                key = f"{key}.{test.choice.name}"
            fit = test.fit
            decimals = 0 if float(test.choice.value).is_integer() else 2
            number = {
                language: format_value(test.choice.value, "number", language, decimals)
                for language in current_languages()
            }
            labels[in_first_language(number)] = number
            rows.append(
                {
                    "side": panel,
                    "choice": key,
                    "value": in_first_language(number),
                    "models": len(test.formulas),
                    "kept": test.kept,
                    "terms": len(result.terms),
                    "consistency": fit.consistency if fit else None,
                    "coverage": fit.coverage if fit else None,
                }
            )
    names = ["side", "choice", "value", "models", "kept", "terms", "consistency", "coverage"]
    return Table(
        id="robustness",
        frame=pd.DataFrame(rows, columns=names),
        columns=[
            Column("choice", "cases.qca.column.choice", "label"),
            Column("value", "cases.qca.column.value", "label", align="right"),
            Column("models", "cases.qca.column.models", "count"),
            Column("kept", "cases.qca.column.kept", "count"),
            Column("terms", "cases.qca.column.terms", "count"),
            Column("consistency", "cases.qca.column.consistency", "number"),
            Column("coverage", "cases.qca.column.coverage", "number"),
        ],
        notes=["cases.qca.note.robustness"],
        labels=labels,
        group="side",
    )


def sign(digit: int, core: int) -> str | None:
    """Return the label key of a condition's sign: present or absent, core or peripheral."""
    if digit == ANY:
        return None
    place = "core" if core != ANY else "peripheral"
    return f"cases.qca.sign.{place}.{'present' if digit else 'absent'}"


def _panels(
    side: SideResult, kind: str, analysis: Analysis, context: Context
) -> Iterator[tuple[str, dict[str, str], ModelFit]]:
    """Yield the panels of one solution: key, heading and fitted model of each printed model."""
    solution: Solution = side.solutions[kind]
    for number, model in enumerate(solution.models[:MOST_SHOWN], start=1):
        ambiguous = "ambiguous" if len(solution.models) > 1 else "single"
        solution_name = context.labels.by_language(f"cases.qca.solution.{kind}")
        words = sentence(
            f"cases.qca.panel.{ambiguous}",
            context.labels,
            outcome=context.heading(analysis, side.name),
            solution=solution_name,
            k=number,
            n=len(solution.models),
        )
        yield f"{side.name}.{kind}.{number}", words, fit_model(model, side, analysis)


def _solution_row(panel: str, term: str, one: TermFit, context: Context) -> dict[str, Any]:
    cases = name_cases(one.typical, one.deviant, context.firms)
    return {"panel": panel, "term": term, **_numbers(one.fit, one.unique), "cases": cases}


_NUMBERS = ("consistency", "pri", "coverage", "unique")


def _numbers(fit: Sufficiency, unique: float | None) -> dict[str, float | None]:
    return {**fit._asdict(), "unique": unique}


def _number_columns() -> list[Column]:
    return [Column(name, f"cases.qca.column.{name}", "number") for name in _NUMBERS]
