"""What a reader finds in the results of a study that counts its firms, and nothing else."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from alianzas.survey.income.income_table_words import covariate_key

Row = dict[str, str]


@dataclass(frozen=True)
class PublishedNumbers:
    """The published results in ``folder``: tables, figures' data and facts.

    A result that a study does not have is an empty table.
    """

    folder: Path

    def table(self, name: str) -> list[Row]:
        """Return the rows of a table's CSV."""
        return _rows(self.folder / "tables" / f"{name}.csv")

    def figure(self, name: str) -> list[Row]:
        """Return the rows of a figure's data in one language: all have the same numbers."""
        found = sorted((self.folder / "figures").glob(f"{name}.*.csv"))
        return _rows(found[0]) if found else []

    @cached_property
    def facts(self) -> Mapping[str, Mapping[str, Any]]:
        """All facts by key, each as written: ``value``, perhaps ``missing`` …"""
        path = self.folder / "facts.json"
        if not path.is_file():
            return {}
        found: Mapping[str, Mapping[str, Any]] = json.loads(path.read_text("utf-8"))["facts"]
        return found

    def value(self, key: str) -> float | None:
        """Return the value of a fact; None where it has none, or there is no such fact."""
        value = self.facts.get(key, {}).get("value")
        return None if value is None else float(value)

    def differences(self) -> dict[tuple[str, str], float | None]:
        """Return the standardised differences before adjustment, of controls that firms have or not.

        By comparison and covariate, as the table names them; None where neither the table nor the
        figure's data has a number.
        """
        found: dict[tuple[str, str], float | None] = {}
        for row in self.table("income_balance"):
            if number(row.get("ratio_unadjusted")) is None:
                found[row["of"], row["covariate"]] = number(row["difference_unadjusted"])
        for row in self.figure("income_balance"):
            key = (
                f"survey.estimand_of.{row['group']}.{row['estimand']}",
                covariate_key(row["covariate"]),
            )
            if row["stage"] == "unadjusted" and found.get(key, 0.0) is None:
                found[key] = number(row["difference"])
        return found

    def largest_shown(self, of: str) -> float:
        """Return the largest difference before adjustment that the table shows of a comparison."""
        shown = [
            abs(value)
            for row in self.table("income_balance")
            if row["of"] == of and row["covariate"] != covariate_key("propensity")
            if (value := number(row["difference_unadjusted"])) is not None
        ]
        return max(shown, default=0.0)


def number(cell: str | None) -> float | None:
    """Return a cell as a number; None where it has none."""
    try:
        return float(cell or "")
    except ValueError:
        return None


def _rows(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
