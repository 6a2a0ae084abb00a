"""What raw files are called in a data package."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from alianzas.config.study_model import Study


def resource_names(study: Study, files: Iterable[str]) -> dict[str, str]:
    """Return what each raw file is called in the data package: its path, in the signs allowed there."""
    found: dict[str, str] = {}
    for file in files:
        inside = Path(file).relative_to(Path("data", study.study))
        plain = "-".join(inside.with_suffix("").parts).lower()
        name = re.sub(r"[^a-z0-9._]+", "-", plain).strip("-") or "file"
        if name in found.values():  # the same but for its ending
            name = f"{name}{inside.suffix.lower()}"
        while name in found.values():
            name = f"{name}-2"
        found[file] = name
    return found
