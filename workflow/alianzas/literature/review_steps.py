"""What the steps of SPAR-4-SLR say about the review: their lines, numbers and records.

Paul, Lim, O'Cass, Hao and Bresciani (2021): assembling (identification, acquisition), arranging
(organisation, purification), assessing (evaluation, reporting).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from alianzas.literature.flow import count_flow
from honest_results.figures import RecordList
from human_files.language.current import current_languages
from human_files.language.numbers import format_value

if TYPE_CHECKING:
    import pandas as pd

    from alianzas.config.codebook import Codebook
    from alianzas.config.literature_settings import LiteratureSettings
    from human_files.language.labels import Labels
    from references.screening.codebook import ScreeningCodebook


#: Stage, its colour, its two steps, and the lines shown in each (label keys). A line whose numbers
#: the review does not have, such as those of full texts, is left out.
STAGES: tuple[tuple[str, str, tuple[tuple[str, tuple[str, ...]], ...]], ...] = (
    (
        "assembling",
        "blue",
        (
            ("identification", ("sources", "window")),
            ("acquisition", ("identified", "rejected")),
        ),
    ),
    (
        "arranging",
        "green",
        (
            ("organisation", ("duplicates", "codes")),
            ("purification", ("screened", "excluded", "full_texts")),
        ),
    ),
    (
        "assessing",
        "orange",
        (
            ("evaluation", ("included", "agreement")),
            ("reporting", ("gaps", "listed")),
        ),
    ),
)


#: A number's place in a line.
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


#: The boxes of the flow whose records a step deals with.
_RECORDS: Mapping[str, tuple[str, ...]] = {
    "identification": ("identified",),
    "acquisition": ("identified",),
    "organisation": ("removed",),
    "purification": ("screened", "excluded", "sought", "not_retrieved", "excluded_full_text"),
    "evaluation": ("included",),
    "reporting": ("included",),
}


#: A number of the review: its value and kind (see human_files.language.numbers).
Values = Mapping[str, tuple[Any, str]]


class Step(NamedTuple):
    """A step: its id, its name, and a line for each thing done in it."""

    id: str
    name: str
    lines: Sequence[str]


def review_values(
    flow: pd.DataFrame,
    settings: LiteratureSettings,
    screening: ScreeningCodebook,
    codebook: Codebook,
    facts: Mapping[str, Mapping[str, Any]],
) -> Values:
    """Return the numbers of the figure; ``facts`` holds the facts on coding and gaps by key."""
    listed = screening.reasons_at("title_abstract")
    counts = count_flow(flow, listed, screening.reasons_at("full_text"))
    numbers: dict[str, tuple[Any, str]] = {
        name: (getattr(counts, name), "count")
        for name in ("identified", "rejected", "duplicates", "screened", "excluded", "included")
    }
    numbers |= {
        "sources": (len(settings.sources), "count"),
        "first": (settings.window.first, "year"),
        "last": (settings.window.last, "year"),
        "reasons": (len(listed), "count"),
        "dimensions": (len(codebook.dimensions), "count"),
        "codes": (sum(len(d.assignable) for d in codebook.dimensions), "count"),
    }
    if counts.full_text is not None:
        read = counts.full_text
        numbers |= {
            "sought": (read.sought, "count"),
            "not_retrieved": (read.not_retrieved, "count"),
            "excluded_reports": (read.excluded, "count"),
        }
    for name, key, kind in (
        ("percent", "literature.coding.percent", "percent"),
        ("kappa", "literature.coding.kappa", "coefficient"),
        ("gaps", "literature.gaps.n", "count"),
    ):
        numbers[name] = (facts[key]["value"], kind)
    return numbers


Stages = Sequence[tuple[str, str, Sequence[Step]]]


def stages_in_words(values: Values, labels: Labels, language: str) -> Stages:
    """Return the stages with their steps, the numbers filled in."""
    printed = {
        name: format_value(value, kind, language, 1 if kind == "percent" else None)
        for name, (value, kind) in values.items()
    }
    number = 0
    stages = []
    for stage, colour, steps in STAGES:
        found = []
        for step, lines in steps:
            number += 1
            name = f"{number}. {labels(f'literature.spar.{step}', language)}"
            found.append(
                Step(
                    step,
                    name,
                    [
                        labels(f"literature.spar.{x}", language).format(**printed)
                        for x in complete_lines(lines, values, labels)
                    ],
                )
            )
        stages.append((labels(f"literature.figure.flow.{stage}", language), colour, found))
    return stages


def complete_lines(lines: Sequence[str], values: Values, labels: Labels) -> list[str]:
    """Return those of ``lines`` whose numbers the review has."""
    return [
        line
        for line in lines
        if {*_PLACEHOLDER.findall(labels(f"literature.spar.{line}", current_languages()[0]))}
        <= {*values}
    ]


def lists_by_step(stages: Stages, lists: Sequence[RecordList]) -> list[RecordList]:
    """Return the lists of the flow's boxes under the steps that deal with them."""
    found = []
    for _, _, steps in stages:
        for step in steps:
            for box in _RECORDS[step.id]:
                for item in (item for item in lists if item.part == box):
                    whole = item.heading == item.title
                    heading = item.title if whole else f"{item.title}: {item.heading}"
                    found.append(item._replace(heading=heading, part=step.id, title=step.name))
    return found
