"""Who holds the copyright in a file, and its licence: what ``REUSE.toml`` says (REUSE 3.3)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

#: Where a compendium says under which licence each of its files is.
REUSE = "REUSE.toml"


class Licence(NamedTuple):
    """An SPDX expression such as ``CC-BY-4.0``, and the line of copyright."""

    expression: str
    copyright: str


class Licences:
    """The licences of a compendium's files; of several entries that fit a file the last one counts."""

    def __init__(self, entries: Iterable[tuple[list[str], Licence]]) -> None:
        self._entries = [
            ([_as_pattern(path) for path in paths], licence) for paths, licence in entries
        ]

    @classmethod
    def read(cls, root: Path) -> Licences:
        """Read ``REUSE.toml``; without one no file has a licence."""
        file = root / REUSE
        if not file.is_file():
            return cls([])
        listed = tomllib.loads(file.read_text(encoding="utf-8")).get("annotations", [])
        return cls((_several(entry["path"]), _licence(entry)) for entry in listed)

    def of(self, path: str) -> Licence | None:
        """Return the licence of a file, by its path from the top; None where nothing is said."""
        found = None
        for patterns, licence in self._entries:
            if any(pattern.fullmatch(path) for pattern in patterns):
                found = licence
        return found


def annotation(paths: Iterable[str], licence: Licence) -> str:
    """Return an entry of ``REUSE.toml``."""
    lines = ",\n".join(f'    "{path}"' for path in paths)
    return (
        f'\n[[annotations]]\npath = [\n{lines},\n]\nprecedence = "override"\n'
        f'SPDX-FileCopyrightText = "{licence.copyright}"\n'
        f'SPDX-License-Identifier = "{licence.expression}"\n'
    )


def _licence(entry: dict[str, object]) -> Licence:
    """Return what an entry says."""
    expressions = _several(entry.get("SPDX-License-Identifier", []))
    return Licence(
        " AND ".join(expressions), "; ".join(_several(entry.get("SPDX-FileCopyrightText", [])))
    )


def _several(value: object) -> list[str]:
    """Return one string or several as a list."""
    return [value] if isinstance(value, str) else [str(one) for one in value]  # type: ignore[attr-defined]


@cache
def _as_pattern(path: str) -> re.Pattern[str]:
    """Return the pattern of a path, in which ``*`` stops at a slash and ``**`` does not."""
    parts = re.split(r"(\*\*/?|\*)", path)
    meant = {"**": ".*", "**/": "(?:.*/)?", "*": "[^/]*"}
    return re.compile("".join(meant.get(part) or re.escape(part) for part in parts))
