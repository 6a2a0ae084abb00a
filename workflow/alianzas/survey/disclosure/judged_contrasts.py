"""Which contrasts of benefits the propositions and claims of a study are judged by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

_KEY = re.compile(r"\bsurvey\.contrast\.benefit\.\w+\.\w+\.difference\b")


def named_contrasts(files: Iterable[str]) -> list[str]:
    """Return the keys of the contrasts that ``files`` name, sorted."""
    return sorted({key for file in files for key in _KEY.findall(Path(file).read_text("utf-8"))})
