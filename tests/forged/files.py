"""Forgeries of whole files: added, missing, swapped, linked."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from forged.changes import change_json, forgery


@forgery("tables/extra.csv")
def extra_file(path: Path) -> None:
    """A file more."""
    path.write_text("a,b\n1,2\n")


@forgery("sheets/unknown.bin")
def unknown_file(path: Path) -> None:
    """A file more, of no known kind."""
    path.write_bytes(b"\x01\x02")


@forgery("figures/ado.es.csv")
def missing_file(path: Path) -> None:
    """A file less."""
    path.unlink()


@forgery("figures/ado.en.svg")
def link(path: Path) -> None:
    """A link to a file elsewhere in the place of a file."""
    path.unlink()
    path.symlink_to("/etc/passwd")


@forgery("tables/claims.en.md")
def swapped_files(path: Path) -> None:
    """Two files swapped."""
    other = path.with_name("claims.es.md")
    first, second = path.read_bytes(), other.read_bytes()
    path.write_bytes(second)
    other.write_bytes(first)


@forgery("manuscript/article.en.content.json")
def content_of_manuscript(path: Path) -> None:
    """A condition of the text that decides what it says."""

    def change(content: Any) -> None:
        name = sorted(content["conditions"])[0]
        content["conditions"][name] = not content["conditions"][name]

    change_json(path, change)
