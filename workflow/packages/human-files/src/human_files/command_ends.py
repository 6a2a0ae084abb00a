"""How a command ends: a mistake becomes one message and an exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable

from human_files.disk import disk_error
from human_files.errors import UserError, error_mark
from human_files.language.messages import message

#: What a shell reports for a program ended by Ctrl-C.
_INTERRUPTED = 130


def run_command(command: Callable[[], int]) -> int:
    """Run a command-line program's work and turn a user's mistake into one message.

    A termination request (SIGTERM) ends the program as Ctrl-C does, so that it can clean up.

    Parameters
    ----------
    command : callable
        The work, without arguments; returns the exit code of the program.

    Returns
    -------
    int
        What ``command`` returns; 1 after a :class:`~human_files.errors.UserError` or an error of
        the disk, whose message is printed to standard error; 1 without a message where the reader
        of the output (such as ``head``) has closed it; 130 after Ctrl-C.

    Raises
    ------
    Exception
        Any other exception is a fault of the program itself and is passed on.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        return command()
    except UserError as error:
        print(f"{error_mark()}{error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        told = disk_error(error)
        if told is None:
            raise
        print(f"{error_mark()}{told}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(message("Stopped."), file=sys.stderr)
        return _INTERRUPTED
