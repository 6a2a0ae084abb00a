"""The engine of record: Quarto, wherever it is installed (1.9 or later)."""

from __future__ import annotations

import logging
import shutil
import subprocess
from pathlib import Path

from alianzas.errors import ConfigurationError, ManuscriptError, Problem
from alianzas.manuscript.environment import pinned_environment
from alianzas.manuscript.job import MANUSCRIPT, Rendering
from alianzas.software import OLDEST_QUARTO, quarto_version

#: What Quarto calls our formats.
_FORMATS = {"html": "html", "docx": "docx", "pdf": "typst"}


def run(job: Rendering, folder: Path, epoch: int) -> bytes:
    """Return the document rendered from the assembled ``folder``.

    Raises ConfigurationError where Quarto is missing or older than 1.9, ManuscriptError with Quarto's
    words where it fails or leaves no document.
    """
    _check_version()
    output = folder / Path(job.source).with_suffix(f".{job.format}")
    got = subprocess.run(
        ["quarto", "render", job.source, "--to", _FORMATS[job.format]],
        cwd=folder,
        env=pinned_environment(epoch),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    said = got.stderr.strip()
    if said:
        logging.getLogger(__name__).info("%s", said)
    if got.returncode != 0 or not output.is_file():
        raise ManuscriptError(
            Problem(
                f"{MANUSCRIPT}/{job.source}",
                f"Quarto stopped: {' '.join(said.split())[-600:] or 'it left no document'}",
                "Mend the place that the message names, or write `engine: pandoc` in "
                "config/config.yaml.",
            )
        )
    return output.read_bytes()


def _check_version() -> None:
    version = quarto_version()
    if version >= OLDEST_QUARTO:
        return
    oldest = ".".join(map(str, OLDEST_QUARTO))
    if shutil.which("quarto") is None:
        found = "Quarto is not on the PATH."
    else:
        known = ".".join(map(str, version)) or "of unknown version"
        found = f"Quarto {known} is too old for the article."
    raise ConfigurationError(
        Problem(
            "config/config.yaml",
            found,
            f"Install Quarto {oldest} or later (quarto.org), or write `engine: pandoc`.",
            column="engine",
        )
    )
