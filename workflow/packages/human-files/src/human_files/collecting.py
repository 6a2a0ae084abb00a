"""Collecting problems from many checks, where a build would stop at the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from human_files.errors import Problem, UserError

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Collector:
    """Runs checks one after another and keeps the problems of those that fail, each once."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, *problems: Problem) -> None:
        """Keep problems that are not kept yet."""
        self.problems += [problem for problem in problems if problem not in self.problems]

    def attempt(
        self, check: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result | None:
        """Return what ``check`` returns, or None where it raises an UserError (kept)."""
        try:
            return check(*args, **kwargs)
        except UserError as error:
            self.add(*error.problems)
            return None
