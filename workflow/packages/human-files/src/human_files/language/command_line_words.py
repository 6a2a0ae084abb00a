"""What Python's argparse says of a command line, in the person's language.

argparse has its words translated by ``gettext``, for which no system brings a catalogue: here they
come from the messages of the compendium at hand, as everything else does.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from human_files.language.messages import said_by_others, speak, template

#: The sentences of argparse (Python 3.11 to 3.13) that a person may see, word for word. Of
#: ``%(names)s`` a translation may leave some out; ``%s`` and ``%r`` stay.
SENTENCES = (
    template("usage: "),
    template("positional arguments"),
    template("options"),
    template("subcommands"),
    template("%(heading)s:"),
    template("show this help message and exit"),
    template("%(prog)s: error: %(message)s\n"),
    template("%(prog)s: warning: %(message)s\n"),
    template("argument %(argument_name)s: %(message)s"),
    template("the following arguments are required: %s"),
    template("one of the arguments %s is required"),
    template("unrecognized arguments: %s"),
    template("unexpected option string: %s"),
    template("ambiguous option: %(option)s could match %(matches)s"),
    template("invalid choice: %(value)r (choose from %(choices)s)"),
    template("invalid %(type)s value: %(value)r"),
    template("unknown parser %(parser_name)r (choices: %(choices)s)"),
    template("expected one argument"),
    template("expected at most one argument"),
    template("expected at least one argument"),
    template("expected %s argument"),
    template("expected %s arguments"),
    template("not allowed with argument %s"),
    template("ignored explicit argument %r"),
    template("can't open '%(filename)s': %(error)s"),
)


def settle_language(arguments: Sequence[str] | None = None) -> None:
    """Speak the language that a command line begins with: ``--language es`` before the command.

    It is obeyed before the command line is understood, so that mistakes in it are told in Spanish.

    Parameters
    ----------
    arguments : sequence of str, optional
        The command line's words; those of the process by default.
    """
    words = [*(sys.argv[1:] if arguments is None else arguments), "", ""]
    option, _, asked = words[0].partition("=")
    if option == "--language":
        speak(asked or words[1])
    vars(argparse).update(_=said_by_others, ngettext=_of_number)


def _of_number(one: str, many: str, n: int) -> str:
    """Return the sentence that fits a number."""
    return said_by_others(one if n == 1 else many)
