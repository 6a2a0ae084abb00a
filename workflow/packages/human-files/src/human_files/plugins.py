"""Plug-ins: objects that other installed distributions offer by an entry point.

A distribution names an object in its ``pyproject.toml``::

    [project.entry-points."references.readers"]
    acme = "acme_reader:READER"

and whoever asks for the group ``references.readers`` finds it, without knowing the distribution.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import NamedTuple

from human_files.errors import Problem, UserError
from human_files.language.messages import message


class PluginError(UserError):
    """A plug-in that cannot be loaded, is not what its group asks for, or fails at its work."""


class Plugin(NamedTuple):
    """An entry point of an installed distribution, not yet imported.

    Parameters
    ----------
    distribution, version : str
        The distribution that offers it, and its version.
    name : str
        The name of the entry point.
    value : str
        Where the object is: ``"module:attribute"``.
    group : str
        The group of entry points that it belongs to.
    """

    distribution: str
    version: str
    name: str
    value: str
    group: str

    def error(self, found: str) -> PluginError:
        """Return the error that says what is wrong with this plug-in.

        Parameters
        ----------
        found : str
            What is wrong, as the rest of a sentence that begins with the plug-in's name.

        Returns
        -------
        PluginError
            Names the distribution, and how to be rid of it.
        """
        return PluginError(
            Problem(
                f"{self.distribution} {self.version}",
                message(
                    'its plug-in "{name}" ({value}, in the group {group}) {found}',
                    name=self.name,
                    value=self.value,
                    group=self.group,
                    found=found,
                ),
                message(
                    "Update it, or remove it: pip uninstall {distribution}",
                    distribution=self.distribution,
                ),
            )
        )

    def load(self) -> object:
        """Import the plug-in's module and return the object.

        Returns
        -------
        object
            What the entry point names.

        Raises
        ------
        PluginError
            If its module cannot be imported or lacks the attribute.
        """
        module, _, attribute = self.value.partition(":")
        try:
            found: object = import_module(module.strip())
            for part in filter(None, attribute.split("[")[0].strip().split(".")):
                found = getattr(found, part)
        except Exception as error:  # whatever somebody else's module raises while it is imported
            raise self.error(
                message("cannot be loaded: {described}.", described=_described(error))
            ) from error
        return found

    @contextmanager
    def answering_for(self, work: str) -> Iterator[None]:
        """Say which distribution failed where the plug-in raises an error in this context.

        Errors that are meant for the user (:class:`~human_files.errors.UserError`) and the system's
        own pass through.

        Parameters
        ----------
        work : str
            What the plug-in was asked to do, as in "failed to read export.txt": "read export.txt".
        """
        try:
            yield
        except (UserError, OSError, MemoryError):
            raise
        except Exception as error:  # somebody else's code may raise anything
            raise self.error(
                message("failed to {work}: {described}.", work=work, described=_described(error))
            ) from error


def installed_plugins(group: str) -> list[Plugin]:
    """Find the plug-ins of a group, without importing any of them.

    Parameters
    ----------
    group : str
        The group of entry points, such as ``"references.readers"``.

    Returns
    -------
    list of Plugin
        In the order of the names of the distributions, then of the entry points: the same on every
        machine that has the same distributions.
    """
    return list(_found(group, tuple(sys.path)))


@lru_cache
def _found(group: str, path: tuple[str, ...]) -> tuple[Plugin, ...]:
    """Look through the distributions on ``path`` (that is, ``sys.path``) once."""
    plugins = [
        Plugin(point.dist.name, point.dist.version, point.name, point.value, group)
        for point in entry_points(group=group)
        if point.dist is not None
    ]
    return tuple(sorted(set(plugins)))


def _described(error: Exception) -> str:
    """Return the kind of an error and what it says, on one line."""
    words = " ".join(str(error).split()).rstrip(".")
    return f"{type(error).__name__}: {words}" if words else type(error).__name__
