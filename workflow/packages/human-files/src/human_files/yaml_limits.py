"""Limits of a YAML file: what a few lines can blow up to is refused before it is built.

References to what stands elsewhere in the file (``*name``) may be nested so that a kilobyte stands for
more than fits into memory ("billion laughs"), and brackets so deeply that reading ends the program.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

#: In characters; the largest settings file of the compendium has a tenth.
LARGEST = 10_000_000
DEEPEST = 50
#: How many values a file may stand for when its references are followed.
_MOST_VALUES = 500_000
_LONG_NUMBER = re.compile(r"[-+]?\d[\w:]{400,}")

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def refuse_bombs(text: str, file: str) -> None:
    """Raise ConfigurationError for a text that is too long, too deep, or stands for too much.

    What is no YAML is left to its reader. Nothing is built from the text.
    """
    if len(text) > LARGEST:
        raise _error(file, message("is too long for a settings file."))
    sizes: dict[str, int] = {}
    open_at: list[tuple[str | None, int]] = []
    count = 0
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            line = 1 if event.start_mark is None else event.start_mark.line + 1
            if isinstance(event, yaml.AliasEvent):
                # Of what is still open, such as itself, there is no end.
                count += sizes.get(str(event.anchor), _MOST_VALUES)
            elif isinstance(event, yaml.ScalarEvent):
                count += 1
                if event.anchor:
                    sizes[event.anchor] = 1
                if event.implicit[0] and _LONG_NUMBER.fullmatch(event.value):
                    raise _error(file, message("holds a number of too many digits."), line)
            elif isinstance(event, yaml.CollectionStartEvent):
                open_at.append((event.anchor, count))
                if len(open_at) > DEEPEST:
                    raise _error(file, message("is nested too deeply."), line)
            elif isinstance(event, yaml.CollectionEndEvent):
                anchor, before = open_at.pop()
                if anchor:
                    sizes[anchor] = count - before
            if count > _MOST_VALUES:
                raise _error(file, message("stands for too many values."), line)
    except yaml.YAMLError:
        return


def _error(file: str, found: str, line: int | None = None) -> ConfigurationError:
    """Return the error for a file that holds more than settings can."""
    return ConfigurationError(Problem(file, found, message("Write it as settings are."), line))
