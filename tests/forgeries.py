"""Ways to forge published results, each of which `alianzas verify` has to find and to name.

python tests/forgeries.py PUBLISHED REBUILT prints what becomes of each: two folders of results of a
study with the documents article, appendix and claims in English and Spanish.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from alianzas.synthesis.published_colophon import colophon
from forged.changes import FORGERIES, Forgery
from honest_results.verify.comparing import Comparison
from honest_results.verify.findings import Finding
from human_files.language.current import use_languages
from human_files.language.labels import load_labels

#: Where forgeries are, by what they forge; each registers its own.
for _forged in ("tables", "facts", "figures", "pages", "word_files", "pdf_files", "files"):
    import_module(f"forged.{_forged}")


def forged(published: Path, one: Forgery, folder: Path) -> None:
    """Copy published results to ``folder`` and forge one file; what is not touched is linked."""
    place = Path(one.file)

    def copy(source: str, target: str) -> None:
        inside = Path(source).relative_to(published)
        near = inside.parent == place.parent and inside.suffix == place.suffix
        (shutil.copyfile if near else os.link)(source, target)

    shutil.copytree(published, folder, copy_function=copy)
    before = _content(folder / place)
    one.forge(folder)
    assert _content(folder / place) != before, f"{one.name}: nothing was forged"


def _content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def found_in(published: Path, rebuilt: Path) -> list[Finding]:
    """Return what a comparison finds in results in English and Spanish."""
    use_languages(["en", "es"], "EC")
    surroundings = colophon(load_labels("synthesis", languages=["en", "es"]))
    return Comparison(published, rebuilt, surroundings).run(count=False).listed


def main() -> int:
    """Print a table of all forgeries, with how each was found; return 1 if one was not."""
    published, rebuilt = (Path(folder).resolve() for folder in sys.argv[1:3])
    honest = {*found_in(published, rebuilt)}
    print("| forgery | file | found | named as |\n|:--|:--|:--|:--|")
    lost = 0
    for one in FORGERIES:
        with tempfile.TemporaryDirectory(dir=published.parent) as temporary:
            mine, theirs = Path(temporary, "published"), Path(temporary, "rebuilt")
            forged(published, one, mine)
            shutil.copytree(rebuilt, theirs)
            _without_others(mine, one)
            _without_others(theirs, one)
            found = found_in(mine, theirs)
        said = [each for each in found if each.file == one.file and each not in honest]
        lost += not said
        print(f"| {one.name} | `{one.file}` | {'yes' if said else '**no**'} | {_how(said)} |")
        sys.stdout.flush()
    print(f"\n{len(FORGERIES) - lost} of {len(FORGERIES)} found and named.")
    return 1 if lost else 0


def _without_others(folder: Path, one: Forgery) -> None:
    """Keep, of a copy of results, the facts and what lies beside the forged file: so it takes less."""
    place = Path(one.file)
    for path in folder.rglob("*"):
        inside = path.relative_to(folder)
        near = inside.parent == place.parent and inside.suffix == place.suffix
        if not near and not path.is_dir() and inside.name not in ("facts.json", "source.json"):
            path.unlink()


def _how(said: list[Finding]) -> str:
    """Return how a forgery was named, in a cell of a table."""
    if not said:
        return ""
    one = said[0]
    words = f"{one.status} {one.kind}: {one.place}: {one.published} → {one.rebuilt} {one.note}"
    return " ".join(words.replace("|", "/").split())[:150]


if __name__ == "__main__":
    sys.exit(main())
