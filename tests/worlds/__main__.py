"""``PYTHONPATH=tests python -m worlds WORLD FOLDER`` builds a world, to read what its articles say.

It ends with what articles.yaml finds in them. With a folder that holds the world it only reads again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from compendium import copy_project
from worlds.recipes import WORLDS
from worlds.rules import LANGUAGES, false_sentences, missing_words


def main(world: str, place: str) -> int:
    """Build ``world`` in the folder ``place`` and read it; return 0 if nothing is found wrong."""
    folder = Path(place)
    if not folder.exists():
        done = copy_project(folder, WORLDS[world]).build()
        sys.stdout.write(done.stdout)
        sys.stderr.write(done.stderr)
        if done.returncode != 0:
            return done.returncode
    wrong = False
    for language in LANGUAGES:
        found = [*false_sentences(folder / "results/ecuador", world, language)]
        missing = missing_words(folder / "results/ecuador", world, language)
        found += [f"article, missing: {rule.entry['always']}" for rule in missing]
        print(f"{language}: {len(found)}", *found, sep="\n  ")
        wrong = wrong or bool(found)
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
