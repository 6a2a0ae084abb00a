"""Collecting the problems of many checks instead of stopping at the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from human_files.errors import Problem, UserError

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Collector:
    """Runs checks one after another and keeps the problems of those that fail, each once.

    Attributes
    ----------
    problems : list of Problem
        The problems so far, in the order in which they were found.
    """

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, *problems: Problem) -> None:
        """Keep those problems that are not kept yet.

        Parameters
        ----------
        *problems : Problem
            What is wrong.
        """
        self.problems += [problem for problem in problems if problem not in self.problems]

    def attempt(
        self, check: Callable[Given, Result], *args: Given.args, **kwargs: Given.kwargs
    ) -> Result | None:
        """Run a check and keep the problems of the UserError that it may raise.

        Parameters
        ----------
        check : callable
            The check.
        *args, **kwargs
            Its arguments.

        Returns
        -------
        object or None
            What the check returns; None if it raised a UserError.
        """
        try:
            return check(*args, **kwargs)
        except UserError as error:
            self.add(*error.problems)
            return None
