"""What Snakemake and the libraries take for granted about where they run, arranged beforehand.

A folder whose name a shell would split, a user without an entry in the password file (as in
``docker run --user``), a home that cannot be written to: none of these is a person's mistake.
"""

from __future__ import annotations

import getpass
import os
import shlex
import sys
from pathlib import Path

#: Replaces a home that does not exist or cannot be written to.
HOME = Path(".snakemake/home")


def settle_process(root: Path) -> None:
    """Prepare this process, and all it starts: a home, a user name, the programs of the environment."""
    if not _has_cache():
        home = root / HOME
        home.mkdir(parents=True, exist_ok=True)
        os.environ["HOME"] = str(home)
        os.environ.pop("XDG_CACHE_HOME", None)
    _name_user()
    _put_programs_on_path()


def settle_snakemake() -> None:
    """Prepare a running Snakemake for its steps, however it was started; called by the Snakefile."""
    _name_user()
    _put_programs_on_path()
    # Snakemake writes sys.executable unquoted into the commands of steps and of cluster jobs, and a
    # shell splits "/home/me/study (1)/.venv/bin/python". The name alone needs no quotes and, found
    # on the PATH, is the same interpreter for anybody else who reads sys.executable.
    if shlex.quote(sys.executable) != sys.executable:
        sys.executable = Path(sys.executable).name


def _name_user() -> None:
    """Give a user id without a name a name: Snakemake asks for it in every build."""
    try:
        getpass.getuser()
    except (KeyError, OSError):  # Python up to 3.12, from 3.13
        os.environ["LOGNAME"] = str(os.getuid())


def _has_cache() -> bool:
    """Make the folder in which libraries keep caches; say whether it can be used."""
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
        cache.mkdir(parents=True, exist_ok=True)
    except (OSError, RuntimeError):  # the latter: no HOME, and no entry in the password file
        return False
    return os.access(cache, os.W_OK | os.X_OK)


def _put_programs_on_path() -> None:
    """Put the folder of this Python first on the PATH: Quarto may be there (`make quarto`)."""
    ours = str(Path(sys.executable).parent)
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    if Path(ours).is_absolute() and folders[0] != ours:  # else it is called by its name already
        os.environ["PATH"] = os.pathsep.join([ours, *folders])
