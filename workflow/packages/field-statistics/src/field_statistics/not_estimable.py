"""A stated limitation: what is given in place of a number that the data do not allow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class NotEstimable:
    """One limitation: ``code`` names its wording in the program that prints it.

    ``numbers`` fill its placeholders; ``names`` are label keys, joined to a list for ``{names}``.
    """

    code: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    names: Sequence[str] = ()
