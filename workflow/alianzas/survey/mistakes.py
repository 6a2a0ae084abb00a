"""A mistake in a questionnaire: what was found, what to do, and where in the file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Mistake:
    """What was found, what to do about it, and its keys from the top of the file."""

    found: str
    advice: str
    place: tuple[str | int, ...]
