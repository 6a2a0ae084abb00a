"""The flow of records in the format of the R package PRISMA2020 (Haddaway et al., 2022).

The package's template has a row per number; its columns and row names are kept. A number that the
review does not have, such as reports sought, is NA, and the package then leaves it blank.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from alianzas.literature.flow import FlowCounts

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


def prisma_rows(
    counts: FlowCounts, by_database: Mapping[str, int], reasons: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return the rows of the package's file.

    ``by_database`` are the records found by the printed name of their source; ``reasons`` the
    printed reasons for exclusion by id. Reasons for excluding records go into the tooltip, because
    the package prints only those for excluding reports.
    """
    numbers = {
        "database_results": str(counts.identified),
        "database_specific_results": listed(by_database),
        "duplicates": str(counts.duplicates),
        "excluded_automatic": "0",
        "excluded_other": str(counts.rejected),
        "records_screened": str(counts.screened),
        "records_excluded": str(counts.excluded),
        "new_studies": str(counts.included),
        "new_reports": str(counts.included),
    }
    if counts.full_text is not None:
        read = counts.full_text
        numbers |= {
            "dbr_sought_reports": str(read.sought),
            "dbr_notretrieved_reports": str(read.not_retrieved),
            "dbr_assessed": str(read.assessed),
            "dbr_excluded": listed({reasons[key]: n for key, n in read.excluded_for.items()}),
        }
    tips = {
        "records_excluded": listed(
            {reasons[reason]: n for reason, n in counts.excluded_for.items()}
        )
    }
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
