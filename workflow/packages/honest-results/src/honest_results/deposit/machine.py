"""The machine at hand, in the words a reader needs: never its name, its user or a path."""

from __future__ import annotations

import os
import platform

from pydantic import BaseModel, ConfigDict

from honest_results.deposit.note import processor


class Machine(BaseModel):
    """Where a build ran; nothing in it tells one computer from another of its kind."""

    model_config = ConfigDict(frozen=True)

    #: Operating system, such as "Debian GNU/Linux 13 (trixie), Linux 6.8".
    system: str
    #: Model of the processor, where the system tells it, and architecture.
    processor: str
    cores: int
    #: Main memory in bytes.
    memory: int
    #: The version of Python.
    python: str


def this_machine() -> Machine:
    """Return what this machine is."""
    return Machine(
        system=_system(),
        processor=processor(),
        cores=os.cpu_count() or 1,
        memory=os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        python=platform.python_version(),
    )


def _system() -> str:
    """Return the system's name and version, without what only its maker's builds are told by."""
    if platform.system() == "Darwin":
        return f"macOS {platform.mac_ver()[0]}"
    kernel = f"{platform.system()} {'.'.join(platform.release().split('-')[0].split('.')[:2])}"
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']}, {kernel}"
    except (OSError, KeyError):
        return kernel
