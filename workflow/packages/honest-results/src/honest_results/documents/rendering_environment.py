"""The environment that documents are rendered in."""

from __future__ import annotations

import os


def pinned_environment(epoch: int) -> dict[str, str]:
    """Return this process's environment with one time (``epoch``), one zone and one locale."""
    return {
        **os.environ,
        "ALIANZAS_BUILD": "yes",  # to the filters: text and results fit together
        "SOURCE_DATE_EPOCH": str(epoch),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "TYPST_IGNORE_SYSTEM_FONTS": "true",
    }
