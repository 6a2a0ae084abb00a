"""The power of the design as facts and a table."""

from __future__ import annotations

from collections.abc import Mapping

from alianzas.config.survey_settings import SurveySettings
from alianzas.sentences import printed
from alianzas.survey.findings.design import INCOME_CONTRASTS, Planned
from alianzas.survey.limitation import Limitation
from alianzas.survey.phrases import as_notes, fill, join, limitation_text
from honest_results.design import Design
from honest_results.facts import Fact, Kind
from honest_results.tables import Column, Table
from human_files.language.current import current_languages
from human_files.language.labels import Labels

_KEY, _WORDS = "survey.design", "survey.design"

Plan = Mapping[str, Planned | Limitation]


def design_facts(plan: Plan, settings: SurveySettings, labels: Labels) -> list[Fact]:
    """Return the power of every contrast, the firms it would need, and where it falls short."""
    facts: list[Fact] = []
    for name, found in plan.items():
        one = found if isinstance(found, Planned) else None
        facts += [
            Fact(
                f"{_KEY}.{name}.power",
                one.power if one else None,
                "percent",
                n=one.n if one else None,
                missing=None if one else "not_estimated",
            ),
            Fact(f"{_KEY}.{name}.needed.n", one.needed if one else None, "count"),
        ]
    known = {name: found for name, found in plan.items() if isinstance(found, Planned)}
    # A power that prints as the one wanted is not called short of it.
    short = [name for name, one in known.items() if one.power < settings.power - 0.005]
    how = "unknown" if not known else "low" if short else "enough"
    texts = {
        "power": printed(settings.power, "percent"),
        "names": _listed(short, plan, labels),
    }
    return [
        *facts,
        *_settings_facts(settings),
        Fact(f"{_KEY}.phrase", how, "phrase", text=fill(f"{_WORDS}.{how}", labels, texts=texts)),
    ]


def _settings_facts(settings: SurveySettings) -> list[Fact]:
    """Return the smallest differences that matter, and the power that is wanted for them."""
    where = "income" if settings.income is not None else "drivers"
    design = Design(f"survey.{where}.power")
    facts = [Fact(f"{_KEY}.wanted", settings.power, "percent", design=design)]
    kinds: tuple[tuple[str, Kind], ...] = (("drivers", "coefficient"), ("income", "percent"))
    for name, kind in kinds:
        plan = getattr(settings, name)
        if plan is not None:
            design = Design(f"survey.{name}.smallest_difference")
            value = plan.smallest_difference
            facts.append(Fact(f"{_KEY}.{name}.matters", value, kind, design=design))
    return facts


def _listed(names: list[str], plan: Plan, labels: Labels) -> dict[str, str]:
    """Return the contrasts with their power and the firms they need."""
    texts = {}
    for name in names:
        one = plan[name]
        assert isinstance(one, Planned)
        numbers = {
            "name": labels.by_language(f"{_WORDS}.contrast.{name}"),
            "power": printed(one.power, "percent"),
        }
        texts[f"{_WORDS}.short.{name}"] = fill(f"{_WORDS}.short", labels, texts=numbers)
    if not texts:
        return dict.fromkeys(current_languages(), "")
    return join(list(texts), labels.with_texts(texts))


def design_table(plan: Plan, settings: SurveySettings, labels: Labels) -> Table:
    """Return, per contrast, the smallest difference that matters, its power and the firms needed."""
    import pandas as pd

    rows: list[dict[str, object]] = []
    for name, found in plan.items():
        of_income = name in INCOME_CONTRASTS
        matters = (settings.income_plan if of_income else settings.driver_plan).smallest_difference
        row: dict[str, object] = {
            "of": f"{_WORDS}.panel.{'income' if of_income else 'drivers'}",
            "contrast": f"{_WORDS}.contrast.{name}",
            "growth" if of_income else "beta": matters,
        }
        if isinstance(found, Planned):
            row |= {"n": found.n, "power": found.power, "needed": found.needed}
        rows.append(row)
    numbers = ["n", "beta", "growth", "power", "needed"]
    frame = pd.DataFrame(rows, columns=["of", "contrast", *numbers])
    reasons = {
        found.code: limitation_text(found, labels)
        for found in plan.values()
        if isinstance(found, Limitation)
    }
    values = {"power": settings.power}
    texts: list[Mapping[str, str]] = [fill("survey.note.design", labels, values, kind="percent")]
    texts += [
        fill("survey.note.not_estimated", labels, texts={"reason": reason})
        for reason in reasons.values()
    ]
    notes, extra = as_notes("design", texts)
    smallest = {
        "drivers": Column("beta", "survey.column.matters_beta", "coefficient"),
        "income": Column("growth", "survey.column.matters_growth", "percent"),
    }
    extra |= {
        "survey.column.needed_power": fill(
            "survey.column.needed_power", labels, values, kind="percent"
        )
    }
    return Table(
        "design",
        frame.astype(dict.fromkeys(numbers, "float64")),
        [
            Column("contrast", "survey.column.contrast", "label"),
            Column("n", "survey.column.firms", "count"),
            *(column for name, column in smallest.items() if getattr(settings, name) is not None),
            Column("power", "survey.column.power", "percent"),
            Column("needed", "survey.column.needed_power", "count"),
        ],
        notes=notes,
        labels=extra
        | {f"{_WORDS}.contrast.{n}": labels.by_language(f"{_WORDS}.contrast.{n}") for n in plan},
        group="of",
    )
