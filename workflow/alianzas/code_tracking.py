"""Which library modules a script can reach, as one hash.

Snakemake tracks the text of a script but not the library behind it. Each rule carries this hash as
a parameter: a changed module reruns exactly the rules whose scripts import it, directly or not.
The hash also covers ``requirements.lock``, since another version of a library is other code.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
LOCK = PACKAGE.parents[1] / "requirements.lock"

# A pattern, not the parser: it reads the whole library in a twentieth of the time, and the worst it
# can do is to take a sentence in a docstring for an import, which reruns a rule too often. A test
# holds it against Python's own parser on every file of the library.
_STATEMENT = re.compile(
    r"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([^\n#]*))",
    re.MULTILINE,
)
_NAME = re.compile(r"\w+")
#: Imports that only a type checker makes.
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:[ \t]+.*\n|[ \t]*\n)+", re.MULTILINE)


@cache
def _imports(path: Path) -> frozenset[Path]:
    """Return the package's files that the file at ``path`` imports by name, anywhere in it."""
    found: set[Path] = set()
    text = _FOR_TYPES.sub("", path.read_text(encoding="utf-8"))
    for match in _STATEMENT.finditer(text):
        module, names, modules = match.groups()
        if module:
            found.update(_files(module))
            for name in _NAME.findall(names):
                found.update(_files(f"{module}.{name}"))
        else:
            for name in modules.split(","):
                found.update(_files(name.split(" as ")[0].strip()))
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
