"""What runs the steps: this machine, or a cluster through a Snakemake plug-in."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

#: Those that are part of Snakemake.
_OWN = ("local", "dryrun", "touch")


def require_executor(root: Path, arguments: Sequence[str]) -> None:
    """Stop if Snakemake's arguments, or a profile they name, want a plug-in that is not installed."""
    for place, executor in _wanted(root, arguments):
        if executor not in _OWN and not find_spec(
            f"snakemake_executor_plugin_{executor.replace('-', '_')}"
        ):
            raise ConfigurationError(
                Problem(
                    place,
                    message(
                        "`executor: {executor}` is a plug-in that is not installed.",
                        executor=executor,
                    ),
                    message(
                        "Install it: .venv/bin/python -m pip install {package}",
                        package=_package(root, place, executor),
                    ),
                )
            )


def _wanted(root: Path, arguments: Sequence[str]) -> list[tuple[str, str]]:
    """Return where an executor is asked for, and which."""
    import yaml

    found = [(message("command line"), value) for value in _values(arguments, "--executor", "-e")]
    for profile in _values(arguments, "--workflow-profile", "--profile"):
        file = Path(profile, "config.yaml")
        if (root / file).is_file():
            executor = (yaml.safe_load((root / file).read_text("utf-8")) or {}).get("executor")
            found += [(str(file), executor)] if executor else []
    return found


def _values(arguments: Sequence[str], *options: str) -> list[str]:
    """Return what is given to an option, as ``--option value`` or ``--option=value``."""
    apart = [value for option, value in pairwise(arguments) if option in options]
    words = (argument.partition("=") for argument in arguments)
    return apart + [value for option, sign, value in words if sign and option in options]


def _package(root: Path, place: str, executor: str) -> str:
    """Return what pip should install: the versions that were tried, where they are recorded."""
    tried = Path(place).parent / "requirements.txt"
    if (root / tried).is_file():
        return f"-r {tried}"
    return f"snakemake-executor-plugin-{executor}"
