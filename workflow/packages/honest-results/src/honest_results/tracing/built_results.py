"""What a study has been built into, as tracing needs it: facts, tables, figures, claims, records."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from honest_results.fact_merging import FACTS, SOURCE, read_merged
from honest_results.file_hashes import file_hash
from honest_results.project import record_file
from human_files.errors import Problem, UserError
from human_files.language.messages import message

#: What the labels of tables and figures begin with.
PREFIXES = {"table": "tbl", "figure": "fig"}


class UntraceableError(UserError):
    """What names no result, or results that have not been built."""


@dataclass(frozen=True)
class Target:
    """A result: ``kind`` is fact, table, figure or claim; ``key`` its key or id."""

    kind: str
    key: str

    @property
    def label(self) -> str:
        """The key of a fact or claim, or the label that the article gives a table or figure."""
        prefix = PREFIXES.get(self.kind)
        return f"{prefix}-{self.key.replace('_', '-')}" if prefix else self.key


@dataclass(frozen=True)
class Built:
    """The results of ``study`` in the compendium in ``root``."""

    study: str
    root: Path

    @property
    def folder(self) -> Path:
        """The study's results."""
        return self.root / "results" / self.study

    @classmethod
    def open(cls, study: str, root: Path) -> Built:
        """Return the results of a study; UntraceableError before a build."""
        built = cls(study, root)
        if not (built.folder / FACTS).is_file():
            place, advice = f"results/{study}/{FACTS}", message("Run `make paper` first.")
            raise UntraceableError(Problem(place, message("is not there yet."), advice))
        return built

    @cached_property
    def facts(self) -> dict[str, Any]:
        """All facts by key."""
        return read_merged(self.folder / FACTS, self.folder / SOURCE)

    @cached_property
    def tables(self) -> list[str]:
        """The ids of the tables."""
        return sorted(path.stem for path in (self.folder / "tables").glob("*.json"))

    @cached_property
    def figures(self) -> list[str]:
        """The ids of the figures."""
        paths = (self.folder / "figures").glob("*.*.json")
        return sorted({path.name.split(".")[0] for path in paths})

    @cached_property
    def claims(self) -> dict[str, Any]:
        """The claims of the ledger by id; none where it was not built."""
        path = self.folder / "claims.json"
        if not path.is_file():
            return {}
        content = json.loads(path.read_text(encoding="utf-8"))
        return {claim["id"]: claim for claim in content["claims"]}

    def targets(self) -> list[Target]:
        """Return everything that can be traced."""
        return [
            *(Target("fact", key) for key in self.facts),
            *(Target("table", name) for name in self.tables),
            *(Target("figure", name) for name in self.figures),
            *(Target("claim", name) for name in self.claims),
        ]

    def about(self, target: Target) -> Mapping[str, Any]:
        """Return what is written of a fact, table or figure: rule, script, level, sources …"""
        if target.kind == "fact":
            fact: Mapping[str, Any] = self.facts[target.key]
            return fact
        name = f"{target.key}.json" if target.kind == "table" else f"{target.key}.*.json"
        found = sorted((self.folder / f"{target.kind}s").glob(name))
        described: Mapping[str, Any] = json.loads(found[0].read_text(encoding="utf-8"))
        return described

    def sources(self, target: Target) -> list[Mapping[str, str]]:
        """Return the raw files behind a result: file, level and, of a fact, sha256."""
        return [
            entry if isinstance(entry, dict) else {"file": entry[0], "level": entry[1]}
            for entry in self.about(target)["sources"]
        ]

    def files(self, target: Target) -> list[str]:
        """Return the files of a table or figure, from the top of the repository."""
        folder = self.folder / f"{target.kind}s"
        return [p.relative_to(self.root).as_posix() for p in sorted(folder.glob(f"{target.key}.*"))]

    def record_files(self, name: str) -> list[Path]:
        """Return the files of records: one, or one for each part."""
        pattern = name.replace("{scatteritem}", "*")
        return sorted(self.root.glob(record_file(self.study, pattern)))

    @cached_property
    def _hashes(self) -> dict[str, str]:
        return {}

    def hash_now(self, file: str) -> str:
        """Return the hash that a raw file has now; empty where it is gone."""
        path = self.root / file
        if file not in self._hashes:
            self._hashes[file] = file_hash(path) if path.is_file() else ""
        return self._hashes[file]

    def rows(self, name: str) -> int | None:
        """Return how many rows records have; None where they are not there."""
        from pyarrow.parquet import read_metadata

        files = self.record_files(name)
        return sum(read_metadata(path).num_rows for path in files) if files else None


def read_rows(path: Path, columns: list[str]) -> list[dict[str, Any]]:
    """Return the rows of records with some columns.

    Not by ``pyarrow.parquet.read_table``, which starts pandas: a third of a second.
    """
    from pyarrow.parquet import ParquetFile

    with ParquetFile(path) as file:
        rows: list[dict[str, Any]] = file.read(columns=columns).to_pylist()
    return rows
