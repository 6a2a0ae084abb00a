"""Design values: what a study decides, adopts or quotes, as opposed to what its data show.

A cut-off, a seed, a number of resamples or the study's title is printed like a result and is none: no
raw file is behind it, so it has no level of provenance and no mark. It names the place where it stands
instead, and :mod:`honest_results.documents.design_places` finds the line there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Design:
    """Where a design value stands.

    Attributes
    ----------
    setting : str
        Its dotted address. The entries of a list are addressed by their ``id`` or ``name``; a part
        ``*`` stands for every entry, and the value is then how many there are, or their names.
    file : str, optional
        The file, as a path from the top of the compendium; the study's where left out.
    quoted : str, optional
        The citation key of the publication that gives the value.
    """

    setting: str
    file: str | None = None
    quoted: str | None = None

    def as_json(self) -> dict[str, str]:
        """Return it as facts are written, without what it does not have."""
        return {name: value for name, value in asdict(self).items() if value is not None}


def is_design(entry: Mapping[str, Any]) -> bool:
    """Say whether a fact, as its JSON states it, is a design value.

    Parameters
    ----------
    entry : mapping
        A fact of ``facts.json`` or of a rule's file of facts.

    Returns
    -------
    bool
        False for every result, whatever data are behind it.

    Examples
    --------
    >>> is_design({"value": 0.95, "design": {"setting": "confidence"}})
    True
    """
    return entry.get("design") is not None
