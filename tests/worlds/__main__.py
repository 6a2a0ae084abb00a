"""``PYTHONPATH=tests python -m worlds WORLD FOLDER`` builds a world, to read what its articles say."""

from __future__ import annotations

import sys
from pathlib import Path

from compendium import copy_project
from worlds.recipes import WORLDS


def main(world: str, folder: str) -> int:
    """Build ``world`` in ``folder``, which must not exist; return the exit code of the build."""
    done = copy_project(Path(folder), WORLDS[world]).build()
    sys.stdout.write(done.stdout)
    sys.stderr.write(done.stderr)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
