"""What Snakemake and the libraries take for granted of the place they run in, put right beforehand.

A folder whose name a shell would break up, a user without an entry in the password file (as in
``docker run --user``), a home that cannot be written: none of them is a person's mistake.
"""

from __future__ import annotations

import getpass
import os
import shlex
import sys
from pathlib import Path

#: Stands in for a home that is not there or cannot be written.
HOME = Path(".snakemake/home")


def settle_environment(root: Path) -> None:
    """Give this process, and all it starts, a home and a user name."""
    if not _has_cache():
        home = root / HOME
        home.mkdir(parents=True, exist_ok=True)
        os.environ["HOME"] = str(home)
        os.environ.pop("XDG_CACHE_HOME", None)
    name_user()


def name_user() -> None:
    """Give a user id without a name one: Snakemake asks for it in every build."""
    try:
        getpass.getuser()
    except (KeyError, OSError):  # Python up to 3.12, from 3.13
        os.environ["LOGNAME"] = str(os.getuid())


def _has_cache() -> bool:
    """Say whether the folder that libraries keep caches in is there or can be made."""
    try:
        cache = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser()
    except RuntimeError:  # no HOME, and no entry in the password file
        return False
    while not cache.exists() and cache != cache.parent:
        cache = cache.parent
    return cache.is_dir() and os.access(cache, os.W_OK | os.X_OK)


def call_interpreter_by_name() -> None:
    """Let Snakemake start steps as ``python``, found on the PATH, where its path needs quoting.

    Snakemake writes ``sys.executable`` into the commands of its steps and of its cluster jobs as it
    is, so that a shell takes ``/home/me/alianzas (1)/.venv/bin/python`` apart. The name alone needs
    no quotes, and with its folder first on the PATH it is the same interpreter for whoever reads
    ``sys.executable``. To be called by the Snakefile: then it holds however Snakemake was started.
    """
    path = Path(sys.executable)
    if shlex.quote(sys.executable) != sys.executable:
        os.environ["PATH"] = f"{path.parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
        sys.executable = path.name
