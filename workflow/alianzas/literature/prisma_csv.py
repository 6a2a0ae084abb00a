"""The flow of records in the format of the R package PRISMA2020 (Haddaway et al., 2022).

The package's template has a row per number; its columns and row names are kept. A number that the
review does not have, such as reports sought, is NA, and the package then leaves it blank.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from alianzas.literature.flow import FlowCounts, FullTextCounts

COLUMNS = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
_MISSING = "NA"

#: Name of the number, node and box in the package's diagram, and text of the box (PRISMA 2020).
_ROWS: tuple[tuple[str, str, str, str], ...] = (
    (_MISSING, "node4", "prevstud", "Previous studies"),
    ("previous_studies", "node5", "box1", "Studies included in previous version of review"),
    ("previous_reports", "", "box1", "Reports of studies included in previous version of review"),
    (_MISSING, "node6", "newstud", "Identification of new studies via databases and registers"),
    ("database_results", "node7", "box2", "Databases"),
    ("database_specific_results", "", "box2", "Specific Databases"),
    ("register_results", "", "box2", "Registers"),
    ("register_specific_results", "", "box2", "Specific Registers"),
    (_MISSING, "node16", "othstud", "Identification of new studies via other methods"),
    ("website_results", "node17", "box11", "Websites"),
    ("organisation_results", "", "box11", "Organisations"),
    ("citations_results", "", "box11", "Citation searching"),
    ("duplicates", "node8", "box3", "Duplicate records"),
    ("excluded_automatic", "", "box3", "Records marked as ineligible by automation tools"),
    ("excluded_other", "", "box3", "Records removed for other reasons"),
    ("records_screened", "node9", "box4", "Records screened"),
    ("records_excluded", "node10", "box5", "Records excluded"),
    ("dbr_sought_reports", "node11", "box6", "Reports sought for retrieval"),
    ("dbr_notretrieved_reports", "node12", "box7", "Reports not retrieved"),
    ("other_sought_reports", "node18", "box12", "Reports sought for retrieval"),
    ("other_notretrieved_reports", "node19", "box13", "Reports not retrieved"),
    ("dbr_assessed", "node13", "box8", "Reports assessed for eligibility"),
    ("dbr_excluded", "node14", "box9", "Reports excluded"),
    ("other_assessed", "node20", "box14", "Reports assessed for eligibility"),
    ("other_excluded", "node21", "box15", "Reports excluded"),
    ("new_studies", "node15", "box10", "New studies included in review"),
    ("new_reports", "", "box10", "Reports of new included studies"),
    ("total_studies", "node22", "box16", "Total studies included in review"),
    ("total_reports", "", "box16", "Reports of total included studies"),
    ("identification", "node1", "identification", "Identification"),
    ("screening", "node2", "screening", "Screening"),
    ("included", "node3", "included", "Included"),
)
_TITLES = {"prevstud", "newstud", "othstud", "identification", "screening", "included"}


class Arm(NamedTuple):
    """The records that were found in one way: their flow, and how many each source gave, by the way
    it was searched (database, register, website …) and its printed name."""

    counts: FlowCounts
    found: Mapping[str, Mapping[str, int]]


class Included(NamedTuple):
    """How many ``reports`` are included, and how many ``studies`` they report: a preprint and its
    article are two reports of one study (Page et al., 2021)."""

    studies: int
    reports: int


def prisma_rows(
    searched: Arm,
    reasons: Mapping[str, str],
    new: Included,
    other: Arm | None = None,
    previous: Included | None = None,
) -> list[dict[str, str]]:
    """Return the rows of the package's file.

    ``searched`` are the records of databases and registers, ``other`` those found by other methods;
    ``new`` is what both included, ``previous`` what the version of the review had that this updates;
    a new report of a study of before is no new study.
    ``reasons`` are the printed reasons for exclusion by id. Reasons for excluding records go into the
    tooltip, because the package prints only those for excluding reports.
    """
    counts = searched.counts
    numbers = {
        **_found(searched, "specific_results"),
        "duplicates": str(counts.duplicates),
        "excluded_automatic": "0",
        "excluded_other": str(counts.rejected),
        "records_screened": str(counts.screened),
        "records_excluded": str(counts.excluded),
        "new_studies": str(new.studies),
        "new_reports": str(new.reports),
    }
    if counts.full_text is not None:
        numbers |= _full_texts("dbr", counts.full_text, reasons)
    if other is not None:
        numbers |= _found(other)
        numbers |= (
            _full_texts("other", other.counts.full_text, reasons)
            if other.counts.full_text is not None
            else {
                "other_assessed": str(other.counts.screened),
                "other_excluded": _reasons(other.counts.excluded_for, reasons),
            }
        )
    if previous is not None:
        numbers |= {
            "previous_studies": str(previous.studies),
            "previous_reports": str(previous.reports),
            "total_studies": str(previous.studies + new.studies),
            "total_reports": str(previous.reports + new.reports),
        }
    tips = {"records_excluded": _reasons(counts.excluded_for, reasons)}
    return [
        {
            "data": data,
            "node": node or _MISSING,
            "box": box,
            "description": words,
            "boxtext": words,
            "tooltips": tips.get(data, words) if node else _MISSING,
            "url": _MISSING,
            "n": numbers.get(data, "0" if box in _TITLES else _MISSING),
        }
        for data, node, box, words in _ROWS
    ]


def _found(arm: Arm, specific: str = "") -> dict[str, str]:
    """Return how many records each way of searching gave, and each source where that is printed."""
    numbers = {}
    for way, sources in arm.found.items():
        numbers[f"{way}_results"] = str(sum(sources.values()))
        if specific:
            numbers[f"{way}_{specific}"] = listed(sources)
    return numbers


def _full_texts(arm: str, read: FullTextCounts, reasons: Mapping[str, str]) -> dict[str, str]:
    """Return the numbers of the reports of an arm."""
    return {
        f"{arm}_sought_reports": str(read.sought),
        f"{arm}_notretrieved_reports": str(read.not_retrieved),
        f"{arm}_assessed": str(read.assessed),
        f"{arm}_excluded": _reasons(read.excluded_for, reasons),
    }


def _reasons(numbers: Mapping[str, int], reasons: Mapping[str, str]) -> str:
    return listed({reasons[reason]: n for reason, n in numbers.items()})


def listed(numbers: Mapping[str, int]) -> str:
    """Return "name, 1; other name, 2": the package separates entries by ";" and numbers by ","."""
    return "; ".join(
        f"{name.replace(',', ' /').replace(';', ' /')}, {n}" for name, n in numbers.items()
    )


def write_prisma_csv(rows: Sequence[Mapping[str, str]], path: Path | str) -> None:
    """Write the rows as comma-separated UTF-8, which is what the package reads."""
    with Path(path).open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
