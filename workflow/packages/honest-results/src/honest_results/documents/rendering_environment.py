"""The environment that documents are rendered in."""

from __future__ import annotations

import os

#: How Typst says that it cannot lay out a PDF. It cannot tag some pages on which floats meet a page
#: break (https://github.com/typst/typst/issues/8487): such a document is set again without floats.
TYPST_FAILED = "internal error"


def pinned_environment(epoch: int, *, floats: bool = True) -> dict[str, str]:
    """Return this process's environment with one time (``epoch``), one zone and one locale.

    Without ``floats`` the filters leave figures and tables of a PDF where they stand in the text.
    """
    return {
        **os.environ,
        "ALIANZAS_BUILD": "yes",  # to the filters: text and results fit together
        "ALIANZAS_FLOATS": "yes" if floats else "no",
        "SOURCE_DATE_EPOCH": str(epoch),
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "TYPST_IGNORE_SYSTEM_FONTS": "true",
    }
