"""What ran: versions of the software, and the date that goes into files.

The date (``SOURCE_DATE_EPOCH``, reproducible-builds.org) is that of the release, so that two builds
are the same byte for byte.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
from functools import cache
from importlib.metadata import version
from pathlib import Path

from human_files.errors import ConfigurationError, Problem
from human_files.language.messages import message

#: The oldest Quarto that can render the documents.
OLDEST_QUARTO = (1, 9)
#: Libraries that a document names.
NAMED = ("snakemake", "pandas", "statsmodels", "matplotlib", "typst")


def versions() -> dict[str, str]:
    """Return the version of Python and of each library that a document names."""
    return {"python": platform.python_version(), **{name: version(name) for name in NAMED}}


def pandoc_version() -> str:
    """Return the version of the bundled Pandoc."""
    import pypandoc

    return str(pypandoc.get_pandoc_version())


def choose_engine(wanted: str) -> dict[str, str]:
    """Return what renders the documents: its ``name`` (quarto or pandoc), and a Quarto's ``version``.

    The version of the bundled Pandoc follows from the lock file and is not asked for in every build.
    ``wanted`` is the configured engine; ``auto`` means Quarto where a usable version is installed.
    Raises ConfigurationError where Quarto is wanted and is missing or too old.
    """
    found = quarto_version()
    if found >= OLDEST_QUARTO and wanted != "pandoc":
        return {"name": "quarto", "version": _in_words(found)}
    if wanted == "quarto":
        raise ConfigurationError(
            Problem(
                "config/config.yaml",
                message("Quarto is required; {reason}", reason=missing_quarto(found)),
                message(
                    "Install Quarto {version} or later (README.md says how), or write "
                    "`engine: auto` or `engine: pandoc`.",
                    version=_in_words(OLDEST_QUARTO),
                ),
                column="engine",
            )
        )
    return {"name": "pandoc"}


def missing_quarto(found: tuple[int, ...]) -> str:
    """Say what is wrong with a Quarto of the version ``found``, which cannot be used."""
    if found:
        return message(
            "the one on the PATH is {version}, which is too old.", version=_in_words(found)
        )
    if shutil.which("quarto"):
        return message("the one on the PATH does not run (`quarto --version` fails).")
    return message("there is none on the PATH.")


def has_unfit_quarto() -> bool:
    """Say whether there is a Quarto on the PATH that cannot render the documents."""
    return shutil.which("quarto") is not None and quarto_version() < OLDEST_QUARTO


def _in_words(number: tuple[int, ...]) -> str:
    """Return a version number as it is written, such as 1.9.38."""
    return ".".join(map(str, number))


@cache
def quarto_version() -> tuple[int, ...]:
    """Return the version of the Quarto on the PATH, such as (1, 9, 38).

    Empty where there is none or it does not run.
    """
    if shutil.which("quarto") is None:
        return ()
    try:
        got = subprocess.run(
            ["quarto", "--version"], capture_output=True, text=True, check=True, timeout=60
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(int(part) for part in re.findall(r"\d+", got.stdout)[:3])


def source_date_epoch(root: Path | str = ".") -> int:
    """Return the seconds since 1970 that every dated file carries.

    They come from the variable ``SOURCE_DATE_EPOCH``, or else from the release date in
    ``CITATION.cff``; not from the last commit, which would change every document's date each time.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if given.isdigit():
        return int(given)
    from datetime import UTC, datetime

    citation = Path(root, "CITATION.cff").read_text(encoding="utf-8")
    found = re.search(r"^date-released:\s*['\"]?(\d{4})-(\d{2})-(\d{2})", citation, re.MULTILINE)
    year, month, day = map(int, found.groups()) if found else (2026, 1, 1)
    return int(datetime(year, month, day, tzinfo=UTC).timestamp())
