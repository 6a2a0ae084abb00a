"""What the reference tests read: the values of R packages, exports and labelled sets.

All of it is in the repository, each folder with a README that names source, licence and hash. Files
that may not be redistributed may lie beside the project, in ``../shared``: where they do, the same
tests run on them too.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT / "tests" / "reference"
VALUES = REFERENCE / "values"
EXPORTS = REFERENCE / "exports"
DEDUPLICATION = REFERENCE / "deduplication"
#: Every folder with a README that lists its files, and the subfolder in which these are.
CATALOGUES = {
    VALUES: VALUES / "data",
    EXPORTS / "literature": EXPORTS / "literature",
    EXPORTS / "survey": EXPORTS / "survey",
    DEDUPLICATION: DEDUPLICATION,
}
MORE_EXPORTS = ROOT.parent / "shared" / "exports"


def expected_values(name: str) -> dict[str, Any]:
    """Return what a script printed: its values by key."""
    return json.loads((VALUES / f"refs_{name}.json").read_text(encoding="utf-8"))


def input_frame(name: str, **options: Any) -> pd.DataFrame:
    """Return an input of the scripts as a frame."""
    return pd.read_csv(VALUES / "data" / f"{name}.csv", **options)


def input_rows(name: str) -> list[dict[str, str]]:
    """Return an input of the scripts as it is written, without guessing types."""
    with (VALUES / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def catalogue(folder: Path) -> list[dict[str, str]]:
    """Return the table of files in a folder's README, one dict of its columns per file."""
    lines = (folder / "README.md").read_text(encoding="utf-8").splitlines()
    # A bar inside a cell is written "\|".
    cells = [re.split(r"(?<!\\)\|", line)[1:-1] for line in lines if line.startswith("|")]
    table = [[cell.strip().strip("`") for cell in row] for row in cells]
    header, _, *rows = table
    return [dict(zip(header, row, strict=True)) for row in rows]


def index_beside(kind: str) -> list[dict[str, str]]:
    """Return the index of the further exports beside the project; none where they are not here."""
    index = MORE_EXPORTS / kind / "index.tsv"
    if not index.is_file():
        return []
    with index.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
