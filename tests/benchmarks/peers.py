"""Other programs that do a job of ours, in an environment of their own: none of them is needed to
build, and they may want other versions of libraries."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import venv
from pathlib import Path

#: A folder that neither the repository nor a copy of the project takes along.
HOME = Path(__file__).with_name(".venv")


def python_with(package: str, version: str, module: str | None = None) -> str | None:
    """Return a Python that has the package, installed if need be; None where it cannot be.

    ``module`` is the name under which it is imported, where that is another one.
    """
    if importlib.util.find_spec(module or package.replace("-", "_")):
        return sys.executable
    home = HOME / f"{package}-{version}"
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = home / "installed"
    if not done.exists():
        print(f"Installing {package} {version} to compare with, in {home.name} …", flush=True)
        venv.create(home, with_pip=True, clear=True)
        command = [str(python), "-m", "pip", "install", "--quiet", f"{package}=={version}"]
        if subprocess.run(command, capture_output=True, check=False).returncode:
            return None
        done.touch()
    return str(python)
