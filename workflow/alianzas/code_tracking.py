"""Which library modules a script can reach, as one hash.

Snakemake tracks the text of a script but not the library behind it. Each rule carries this hash as
a parameter: a changed module reruns exactly the rules whose scripts import it, directly or not.
The hash also covers ``requirements.lock``, since another version of a library is other code.
"""

from __future__ import annotations

import ast
import hashlib
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
LOCK = PACKAGE.parents[1] / "requirements.lock"


@cache
def _imports(path: Path) -> frozenset[Path]:
    """Return the package's files that the file at ``path`` imports by name, anywhere in it."""
    found: set[Path] = set()
    for node in ast.walk(ast.parse(path.read_bytes(), filename=str(path))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        for name in names:
            found.update(_files(name))
    return frozenset(found)


def _files(module: str) -> list[Path]:
    """Return the files that importing ``module`` runs: itself and the packages above it."""
    parts = module.split(".")
    if parts[0] != PACKAGE.name:
        return []
    candidates = [PACKAGE.joinpath(*parts[1:i], "__init__.py") for i in range(1, len(parts) + 1)]
    candidates.append(PACKAGE.joinpath(*parts[1:]).with_suffix(".py"))
    return [path for path in candidates if path.is_file()]


def import_closure(script: Path) -> list[Path]:
    """Return ``script`` and every library file it can reach by imports, sorted."""
    reached: set[Path] = set()
    waiting = [script.resolve()]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting.extend(_imports(path))
    return sorted(reached)


@cache
def _digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def code_hash(script: Path) -> str:
    """Return one hash (16 hex digits) of the script, its import closure and the locked versions."""
    total = hashlib.sha256()
    for path in import_closure(script):
        total.update(path.name.encode())
        total.update(_digest(path))
    if LOCK.is_file():
        total.update(_digest(LOCK))
    return total.hexdigest()[:16]
